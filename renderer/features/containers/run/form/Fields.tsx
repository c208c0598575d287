import { type FieldId, FIELDS } from '../fields/fields.ts';
import { Field } from './Field.tsx';
import look from '../../../../ui/form/Form.module.css';

/** Single values side by side, lists under them. */
export function Fields({ ids }: { readonly ids: readonly FieldId[] }) {
  const single = ids.filter((id) => FIELDS[id].kind !== 'rows');
  const lists = ids.filter((id) => FIELDS[id].kind === 'rows');
  return (
    <>
      {single.length > 0 && (
        <div className={look.grid}>
          {single.map((id) => (
            <Field key={id} id={id} />
          ))}
        </div>
      )}
      {lists.map((id) => (
        <Field key={id} id={id} />
      ))}
    </>
  );
}
