import { type FormRow, writePart } from '../../../../contract/compose/form/rows.ts';
import type { ShortSyntax } from '../../../../contract/compose/form/shortSyntax.ts';
import { partProblem } from './checkText.ts';
import styles from './Form.module.css';
import { partColumns } from './partColumns.ts';
import { type Told, useForm } from './formContext.ts';
import { TextField } from './TextField.tsx';
import { labelOf, suggestionsFor, variableNote } from './words.ts';

interface ShortRowProps {
  readonly row: FormRow & { readonly written: 'short' };
  readonly syntax: ShortSyntax;
}

/** A short form in its parts: each is written back into the one text. */
export function ShortRow({ row, syntax }: ShortRowProps) {
  const form = useForm();
  const note = variableNote(form, row.node);
  function commit(id: string, text: string): Told | undefined {
    const problem = syntax.noun === 'port' ? partProblem(id, text) : undefined;
    if (problem !== undefined) return { message: problem };
    const write = writePart(row, syntax, id, text);
    return 'problem' in write ? { message: write.problem } : form.apply(write.edits);
  }
  return (
    <>
      <div className={styles.parts} style={partColumns(syntax.fields.length)}>
        {syntax.fields.map(({ id, label, placeholder }) => (
          <TextField
            key={id}
            label={`${labelOf(row.path)}: ${label}`}
            text={row.parts[id]}
            placeholder={placeholder}
            suggestions={suggestionsFor(form.doc, [...row.path, id])}
            onCommit={(text) => commit(id, text)}
          />
        ))}
      </div>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </>
  );
}
