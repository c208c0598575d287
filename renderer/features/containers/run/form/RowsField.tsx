import type { FieldId } from '../fields/fields.ts';
import { cellOf } from '../draft/draft.ts';
import type { RowsField as Description } from '../draft/field.ts';
import { emptyCells } from '../draft/readDraft.ts';
import { RowList } from './RowList.tsx';
import { TextField } from './TextField.tsx';
import { useRows } from './useRows.ts';

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A list as its description says it. */
export function RowsField({
  id,
  field,
}: {
  readonly id: FieldId;
  readonly field: Pick<Description<never>, 'label' | 'help' | 'noun' | 'cells'>;
}) {
  const { rows, problemAt, dangerOf, add, set, remove } = useRows(id);
  const cells = Object.entries(field.cells);
  return (
    <RowList
      legend={field.label}
      help={field.help}
      noun={field.noun}
      rows={rows}
      columns={`${cells.map(([, { share = 1 }]) => `${share}fr`).join(' ')} auto`}
      dangerOf={dangerOf}
      onAdd={() => add(emptyCells(field))}
      onRemove={remove}
      renderRow={(row, index) =>
        cells.map(([cell, { label, placeholder = label, ...own }]) => (
          <TextField
            key={cell}
            {...own}
            placeholder={placeholder}
            name={
              cells.length === 1
                ? `${capital(field.noun)} ${index + 1}`
                : `${capital(field.noun)} ${index + 1}: ${label}`
            }
            help={undefined}
            value={cellOf(row, cell)}
            problem={problemAt(row, cell)}
            onChange={(text) => set(row.key, { [cell]: text })}
          />
        ))
      }
    />
  );
}
