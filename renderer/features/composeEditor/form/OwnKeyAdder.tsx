import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { addKey } from '../../../../contract/compose/form/rows.ts';
import { Adder } from './Adder.tsx';
import { type Told, useForm } from './formContext.ts';

const FIELDS = [
  { id: 'key', label: 'Name', placeholder: 'x-…', isNeeded: true },
  { id: 'value', label: 'Value' },
];

/** A key that Compose leaves alone: `x-…`. */
export function OwnKeyAdder({ path }: { readonly path: ComposePath }) {
  const { doc, apply } = useForm();
  function add([key = '', value = '']: readonly string[]): Told | undefined {
    if (!key.startsWith('x-')) return { message: 'The name of a key of one’s own begins with “x-”.' };
    if (doc.nodeAt([...path, key])) return { message: `“${key}” is there already.` };
    return apply(addKey(path, key, value));
  }
  return <Adder label="keys of its own" fields={FIELDS} onAdd={add} />;
}
