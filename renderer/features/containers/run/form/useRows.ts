import type { FieldId } from '../fields/fields.ts';
import { newRow, type Row, rowsIn, withRows } from '../draft/draft.ts';
import { useForm } from './formContext.ts';

/** The rows of a list, and how they are changed. */
export function useRows(id: FieldId) {
  const { draft, change, problems, dangers } = useForm();
  const edit = (make: (rows: readonly Row[]) => readonly Row[]) =>
    change((before) => withRows(before, id, make(rowsIn(before, id))));
  return {
    rows: rowsIn(draft, id),
    problemAt: (row: Row, cell: string): string | undefined => problems[`${id}.${row.key}.${cell}`],
    /** Of the whole row, said under it. */
    dangerOf: (row: Row): string | undefined =>
      Object.entries(dangers).find(([place]) => place.startsWith(`${id}.${row.key}.`))?.[1],
    add: (...cells: readonly Row['cells'][]) => edit((rows) => [...rows, ...cells.map(newRow)]),
    set: (key: string, cells: Row['cells']) =>
      edit((rows) => rows.map((row) => (row.key === key ? { ...row, cells: { ...row.cells, ...cells } } : row))),
    remove: (key: string) => edit((rows) => rows.filter((row) => row.key !== key)),
    edit,
  };
}
