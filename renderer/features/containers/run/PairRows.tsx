import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { IconButton } from '../../../ui/index.ts';
import { newPair, type PairRow } from './draft.ts';
import { isEnvText, parseEnvText } from './envText.ts';
import type { Problems } from './readDraft.ts';
import styles from './Run.module.css';

interface PairRowsProps {
  readonly field: 'env' | 'labels';
  readonly legend: string;
  /** “Variable”, “Label”. */
  readonly noun: string;
  readonly hint?: string;
  readonly rows: readonly PairRow[];
  readonly onChange: (rows: readonly PairRow[]) => void;
  readonly problems: Problems;
}

/** Names and values; lines of a `.env` file may be pasted into any of them. */
export function PairRows({ field, legend, noun, hint, rows, onChange, problems }: PairRowsProps) {
  const change = (key: string, fields: Partial<PairRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));

  function paste(event: ClipboardEvent<HTMLInputElement>, row: PairRow, isName: boolean) {
    const text = event.clipboardData.getData('text');
    const isOnePair = isName && row.name === '' && /^[^\s=]+=/.test(text.trim());
    if (!isEnvText(text) && !isOnePair) return;
    event.preventDefault();
    const pairs = parseEnvText(text).map(({ name, value }) => newPair(name, value));
    const isEmpty = row.name === '' && row.value === '';
    onChange(rows.flatMap((other) => (other.key !== row.key ? [other] : isEmpty ? pairs : [other, ...pairs])));
  }

  return (
    <fieldset className={styles.section}>
      <legend>{legend}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.pairRow}>
          <TextInput
            aria-label={`${noun} ${index + 1}: name`}
            placeholder="NAME"
            spellCheck={false}
            value={row.name}
            error={problems[`${field}.${row.key}.name`]}
            onPaste={(event) => paste(event, row, true)}
            onChange={(event) => change(row.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${noun} ${index + 1}: value`}
            placeholder="value"
            spellCheck={false}
            value={row.value}
            error={problems[`${field}.${row.key}.value`]}
            onPaste={(event) => paste(event, row, false)}
            onChange={(event) => change(row.key, { value: event.currentTarget.value })}
          />
          <IconButton
            label={`Remove ${noun.toLowerCase()} ${index + 1}`}
            icon={<IconX aria-hidden="true" />}
            onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
          />
        </div>
      ))}
      <div className={styles.adders}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newPair()])}
        >
          Add a {noun.toLowerCase()}
        </Button>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </div>
    </fieldset>
  );
}
