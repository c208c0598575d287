import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath, ComposeValue } from '../../../../contract/compose/edit.ts';
import { addItem, type FormRow, readRows } from '../../../../contract/compose/form/rows.ts';
import type { ShortSyntax } from '../../../../contract/compose/form/shortSyntax.ts';
import { shortSyntaxAt } from '../../../../contract/compose/form/shortSyntaxes.ts';
import { valueOfText } from '../../../../contract/compose/form/scalarText.ts';
import { Adder, type AdderField } from './Adder.tsx';
import { partProblem, textProblem } from './checkText.ts';
import styles from './Form.module.css';
import { partColumns } from './partColumns.ts';
import { type Told, useForm } from './formContext.ts';
import { LongFormButton } from './LongFormButton.tsx';
import { firstKeys } from './mapKeys.ts';
import { MapFormButton } from './MapFormButton.tsx';
import { OriginNote } from './OriginNote.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import type { Shape } from './shapes.ts';
import { ShortRow } from './ShortRow.tsx';
import { labelOf, suggestionsFor } from './words.ts';
import { t } from '../texts/index.ts';

interface ListFieldProps {
  readonly path: ComposePath;
  /** Of its items. */
  readonly item: Shape;
  /** Shown on demand: another form stands beside it. */
  readonly isOffered?: boolean;
}

/** The items of a list, each in the form that it has, and one more in either. */
export function ListField({ path, item, isOffered = false }: ListFieldProps) {
  const { doc } = useForm();
  const syntax = shortSyntaxAt(path);
  const rows = readRows(doc, path, syntax);
  const [isOpen, setOpen] = useState(!isOffered);
  const isLastLong = rows.at(-1)?.written === 'long';
  const [chosen, setLong] = useState<boolean>();
  const isLong = item.map !== undefined && (!item.scalar || (chosen ?? isLastLong));
  const label = labelOf(path);

  if (!isOpen && rows.length === 0) {
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.offer}
        aria-label={t('{{label}}: as a list', { label })}
        onClick={() => setOpen(true)}
      >
        {t('As a list')}
      </Button>
    );
  }
  return (
    <div className={styles.map}>
      {syntax && rows.some(({ written }) => written === 'short') && (
        <PartLabels syntax={syntax} hasLongForm={item.map !== undefined} />
      )}
      {rows.map((row) => (
        <ItemRow key={row.path.at(-1)} row={row} syntax={syntax} item={item} />
      ))}
      {isLong ? <LongAdder path={path} item={item} /> : <ShortAdder path={path} item={item} syntax={syntax} />}
      <MapFormButton path={path} />
      {item.map && item.scalar && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.offer}
          aria-label={
            isLong ? t('{{label}}: add in the short form', { label }) : t('{{label}}: add in the long form', { label })
          }
          onClick={() => setLong(!isLong)}
        >
          {isLong ? t('Add in the short form') : t('Add in the long form')}
        </Button>
      )}
    </div>
  );
}

interface PartLabelsProps {
  readonly syntax: ShortSyntax;
  readonly hasLongForm: boolean;
}

const PartLabels = ({ syntax, hasLongForm }: PartLabelsProps) => (
  <div
    className={styles.parts}
    style={partColumns(syntax.fields.length)}
    aria-hidden="true"
    data-long={hasLongForm || undefined}
  >
    {syntax.fields.map(({ id, label }) => (
      <span key={id} className={styles.partLabel}>
        {label}
      </span>
    ))}
  </div>
);

interface ItemRowProps {
  readonly row: FormRow;
  readonly syntax: ShortSyntax | undefined;
  readonly item: Shape;
}

function ItemRow({ row, syntax, item }: ItemRowProps) {
  const { Value } = useForm();
  return (
    <div
      className={row.written === 'long' ? styles.card : styles.item}
      data-long={(row.written === 'short' && item.map !== undefined) || undefined}
    >
      <div className={styles.pairValue}>
        {row.written === 'short' && syntax ? (
          <ShortRow row={row} syntax={syntax} />
        ) : (
          <Value path={row.path} shape={item} />
        )}
        <OriginNote path={row.path} />
      </div>
      <span className={styles.end}>
        {row.written === 'short' && syntax && item.map && <LongFormButton row={row} syntax={syntax} />}
        <RemoveButton path={row.path} />
      </span>
    </div>
  );
}

interface ItemAdderProps {
  readonly path: ComposePath;
  readonly item: Shape;
  readonly syntax?: ShortSyntax | undefined;
}

function ShortAdder({ path, item, syntax }: ItemAdderProps) {
  const { doc, apply } = useForm();
  const names = suggestionsFor(doc, [...path, 0]);
  const single: AdderField = { id: 'text', label: t('Value'), isNeeded: true, suggestions: names };
  const fields = syntax?.fields.map((field) => ({
    ...field,
    suggestions: suggestionsFor(doc, [...path, 0, field.id]),
  })) ?? [single];

  function add(texts: readonly string[]): Told | undefined {
    const said = fields
      .map(({ id }, index): [string, string] => [id, texts[index] ?? ''])
      .filter(([, text]) => text !== '');
    const problem = syntax
      ? said.map(([id, text]) => (syntax.noun === 'port' ? partProblem(id, text) : undefined)).find(Boolean)
      : item.scalar && textProblem([...path, 0], texts[0] ?? '', item.scalar);
    if (problem !== undefined) return { message: problem };
    const text = syntax ? syntax.write(Object.fromEntries(said)) : (texts[0] ?? '');
    return apply(addItem(path, text));
  }
  return <Adder label={labelOf(path)} fields={fields} onAdd={add} />;
}

function LongAdder({ path, item }: ItemAdderProps) {
  const { doc, apply } = useForm();
  const keys = firstKeys(path, item.map!);
  const fields = keys.map((id, index) => ({
    id,
    label: id,
    isNeeded: item.map!.required.includes(id) || (index === 0 && item.map!.required.length === 0),
    suggestions: suggestionsFor(doc, [...path, 0, id]) ?? item.map!.keys.get(id)?.().scalar?.choices,
  }));
  function add(texts: readonly string[]): Told | undefined {
    const value: Record<string, ComposeValue> = {};
    for (const [index, key] of keys.entries()) {
      const text = texts[index] ?? '';
      const { scalar, list } = item.map!.keys.get(key)!();
      if (text === '') continue;
      const problem = scalar && textProblem([...path, 0, key], text, scalar);
      if (problem !== undefined) return { message: `${key}: ${problem}` };
      value[key] = scalar ? valueOfText(text, undefined, scalar.types) : list ? [text] : text;
    }
    return apply(addItem(path, value));
  }
  return <Adder label={labelOf(path)} fields={fields} onAdd={add} />;
}
