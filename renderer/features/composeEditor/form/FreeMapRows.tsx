import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { addKey, type FormRow, writeKey } from '../../../../contract/compose/form/rows.ts';
import { Adder } from './Adder.tsx';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { OriginNote } from './OriginNote.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import type { Shape } from './shapes.ts';
import { TextField } from './TextField.tsx';
import { labelOf, suggestionsFor } from './words.ts';
import { t } from '../texts/index.ts';

interface FreeMapRowsProps {
  readonly path: ComposePath;
  readonly rows: readonly FormRow[];
  readonly value: Shape;
}

/** A map with names of one's own: `KEY: value`, or a name with settings. */
export function FreeMapRows({ path, rows, value }: FreeMapRowsProps) {
  const { doc, apply, Value } = useForm();
  const label = labelOf(path);

  function rename(row: FormRow, to: string): Told | undefined {
    const write = writeKey(row, to);
    return 'problem' in write ? { message: write.problem } : apply(write.edits);
  }
  function add([key = '', text = '']: readonly string[]): Told | undefined {
    if (doc.nodeAt([...path, key])) return { message: t('“{{key}}” is there already.', { key }) };
    const first = [...(value.map?.keys.keys() ?? [])].find((one) => value.map?.required.includes(one));
    const isNothing = !value.scalar || (text === '' && value.scalar.types.includes('null'));
    const plain = first === 'condition' ? { condition: 'service_started' } : isNothing ? null : text;
    return apply(addKey(path, key, plain));
  }
  const isText = value.scalar !== undefined;
  return (
    <div className={styles.map}>
      {rows.map((row) => {
        const key = String(row.path.at(-1));
        const isInline = row.written === 'pair' && isText;
        return (
          <div key={key} className={styles.pair} data-inline={isInline || undefined}>
            <TextField
              label={t('{{label}}: name of {{key}}', { label, key })}
              text={key}
              onCommit={(to) => rename(row, to)}
            />
            <div className={styles.pairValue}>
              <Value path={row.path} shape={value} />
              <OriginNote path={row.path} />
            </div>
            <span className={styles.end}>
              <RemoveButton path={row.path} />
            </span>
          </div>
        );
      })}
      <Adder
        label={label}
        fields={[
          { id: 'key', label: t('Name'), isNeeded: true, suggestions: suggestionsFor(doc, [...path, 0]) },
          ...(isText ? [{ id: 'value', label: t('Value') }] : []),
        ]}
        onAdd={add}
      />
    </div>
  );
}
