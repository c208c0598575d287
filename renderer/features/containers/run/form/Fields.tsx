import { type FieldId, FIELDS } from '../fields/fields.ts';
import { Field } from './Field.tsx';
import look from '../../../../ui/form/Form.module.css';

/** In their order: single values side by side, lists over the whole width. */
export function Fields({ ids }: { readonly ids: readonly FieldId[] }) {
  return inRuns(ids).map((run) =>
    isList(run[0]) ? (
      run.map((id) => <Field key={id} id={id} />)
    ) : (
      <div key={run[0]} className={look.grid}>
        {run.map((id) => (
          <Field key={id} id={id} />
        ))}
      </div>
    ),
  );
}

const isList = (id: FieldId | undefined): boolean => id !== undefined && FIELDS[id].kind === 'rows';

function inRuns(ids: readonly FieldId[]): readonly (readonly FieldId[])[] {
  const runs: FieldId[][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && isList(last[0]) === isList(id)) last.push(id);
    else runs.push([id]);
  }
  return runs;
}
