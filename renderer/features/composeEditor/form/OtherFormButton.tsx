import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { type FormName, otherForm } from '../../../../contract/compose/form/otherForm.ts';
import { FormButton } from './FormButton.tsx';
import { useForm } from './formContext.ts';
import { labelOf } from './words.ts';

const WORDS: Readonly<Record<FormName, string>> = {
  list: 'Write as a list',
  map: 'Write as a map',
  text: 'Write as one text',
  short: 'Write in the short form',
  long: 'Write in the long form',
};

/** The same value in its other form. */
export function OtherFormButton({ path }: { readonly path: ComposePath }) {
  const { doc } = useForm();
  const other = otherForm(doc, path);
  if (!other) return null;
  const words = WORDS[other.to];
  return <FormButton label={`${labelOf(path)}: ${words.toLowerCase()}`} words={words} made={other} />;
}
