import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { toMapForm } from '../../../../contract/compose/form/longForm.ts';
import { FormButton } from './FormButton.tsx';
import { useForm } from './formContext.ts';
import { labelOf } from './words.ts';
import { t } from '../texts/index.ts';

/** Writes a list of names as a map: each can have settings then. */
export function MapFormButton({ path }: { readonly path: ComposePath }) {
  const { doc } = useForm();
  const made = toMapForm(doc, path);
  if (!made) return null;
  return (
    <FormButton
      label={t('{{name}}: with settings for each', { name: labelOf(path) })}
      words={t('With settings for each')}
      made={made}
    />
  );
}
