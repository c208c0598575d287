import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { type FormName, otherForm } from '../../../../contract/compose/form/otherForm.ts';
import { FormButton } from './FormButton.tsx';
import { useForm } from './formContext.ts';
import { labelOf } from './words.ts';
import { t } from '../texts/index.ts';

const WORDS: Readonly<Record<FormName, () => readonly [words: string, label: (name: string) => string]>> = {
  list: () => [t('Write as a list'), (name) => t('{{name}}: write as a list', { name })],
  map: () => [t('Write as a map'), (name) => t('{{name}}: write as a map', { name })],
  text: () => [t('Write as one text'), (name) => t('{{name}}: write as one text', { name })],
  short: () => [t('Write in the short form'), (name) => t('{{name}}: write in the short form', { name })],
  long: () => [t('Write in the long form'), (name) => t('{{name}}: write in the long form', { name })],
};

/** The same value in its other form. */
export function OtherFormButton({ path }: { readonly path: ComposePath }) {
  const { doc } = useForm();
  const other = otherForm(doc, path);
  if (!other) return null;
  const [words, labelFor] = WORDS[other.to]();
  return <FormButton label={labelFor(labelOf(path))} words={words} made={other} />;
}
