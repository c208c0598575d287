import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import styles from './Actions.module.css';
import { newPair, type PairDraft } from './createDraft.ts';
import { t } from '../texts/index.ts';

interface PairRowsProps {
  readonly legend: string;
  /** “Label”, “Option”. */
  readonly noun: string;
  readonly placeholder: string;
  readonly rows: readonly PairDraft[];
  readonly onChange: (rows: readonly PairDraft[]) => void;
}

/** Names and values. */
export function PairRows({ legend, noun, placeholder, rows, onChange }: PairRowsProps) {
  const change = (key: string, fields: Partial<PairDraft>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  return (
    <fieldset className={styles.section}>
      <legend>{legend}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.pairRow}>
          <TextInput
            aria-label={t('{{noun}} {{index}}: name', { noun, index: index + 1 })}
            placeholder={placeholder}
            spellCheck={false}
            value={row.name}
            onChange={(event) => change(row.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('{{noun}} {{index}}: value', { noun, index: index + 1 })}
            placeholder="value"
            spellCheck={false}
            value={row.value}
            onChange={(event) => change(row.key, { value: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove {{noun}} {{index}}', { noun: noun.toLowerCase(), index: index + 1 })}
            icon={<IconX aria-hidden="true" />}
            onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
          />
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...rows, newPair()])}
      >
        {/^[aeiou]/i.test(noun)
          ? t('Add an {{noun}}', { noun: noun.toLowerCase() })
          : t('Add a {{noun}}', { noun: noun.toLowerCase() })}
      </Button>
    </fieldset>
  );
}
