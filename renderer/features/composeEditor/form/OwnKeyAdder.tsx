import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { addKey } from '../../../../contract/compose/form/rows.ts';
import { Adder } from './Adder.tsx';
import { type Told, useForm } from './formContext.ts';
import { t } from '../texts/index.ts';

const fields = () => [
  { id: 'key', label: t('Name'), placeholder: 'x-…', isNeeded: true },
  { id: 'value', label: t('Value') },
];

/** A key that Compose leaves alone: `x-…`. */
export function OwnKeyAdder({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  function add([key = '', value = '']: readonly string[]): Told | undefined {
    if (!key.startsWith('x-')) return { message: t('The name of a key of one’s own begins with “x-”.') };
    if (doc.nodeAt([...path, key])) return { message: t('“{{key}}” is there already.', { key }) };
    return apply(addKey(path, key, value));
  }
  return <Adder label={t('keys of its own')} fields={fields()} onAdd={add} />;
}
