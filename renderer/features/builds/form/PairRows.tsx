import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import { newPair, type PairRow } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import type { Problems } from './readDraft.ts';
import { t } from '../texts/index.ts';

interface PairRowsProps {
  readonly field: 'args' | 'labels';
  /** “Argument”, “Label”. */
  readonly noun: string;
  readonly rows: readonly PairRow[];
  readonly onChange: (rows: readonly PairRow[]) => void;
  readonly problems: Problems;
}

/** Names and values. */
export function PairRows({ field, noun, rows, onChange, problems }: PairRowsProps) {
  const change = (key: string, fields: Partial<PairRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  return (
    <>
      {rows.map((row, index) => (
        <div key={row.key} className={look.pairRow}>
          <TextInput
            aria-label={t('{{noun}} {{index}}: name', { noun, index: index + 1 })}
            placeholder="NAME"
            spellCheck={false}
            value={row.name}
            error={problems[`${field}.${row.key}`]}
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
            icon={<IconX />}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newPair()])}
        >
          {/^[aeiou]/i.test(noun)
            ? t('Add an {{noun}}', { noun: noun.toLowerCase() })
            : t('Add a {{noun}}', { noun: noun.toLowerCase() })}
        </Button>
      </div>
    </>
  );
}
