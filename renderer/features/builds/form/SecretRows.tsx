import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import { newSecret, type SecretRow } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Form.module.css';
import type { Problems } from './readDraft.ts';
import { t } from '../texts/index.ts';

interface SecretRowsProps {
  readonly rows: readonly SecretRow[];
  readonly onChange: (rows: readonly SecretRow[]) => void;
  readonly problems: Problems;
  /** Ids that the Dockerfile asks for and that are not given yet. */
  readonly wanted: readonly string[];
}

const SOURCES = [
  {
    value: 'value',
    get label() {
      return t('Value');
    },
  },
  {
    value: 'file',
    get label() {
      return t('File');
    },
  },
  {
    value: 'env',
    get label() {
      return t('Variable');
    },
  },
];
const PLACEHOLDERS = {
  get value() {
    return t('never kept');
  },
  file: '/home/me/.npmrc',
  env: 'NPM_TOKEN',
};

/** What RUN --mount=type=secret is given. */
export function SecretRows({ rows, onChange, problems, wanted }: SecretRowsProps) {
  const change = (key: string, fields: Partial<SecretRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  return (
    <fieldset className={look.section}>
      <legend>{t('Secrets')}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.secretRow}>
          <TextInput
            aria-label={t('Secret {{index}}: id', { index: index + 1 })}
            placeholder="id"
            spellCheck={false}
            value={row.id}
            error={problems[`secrets.${row.key}`]}
            onChange={(event) => change(row.key, { id: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('Secret {{index}}: from', { index: index + 1 })}
            data={SOURCES}
            value={row.from}
            onChange={(event) => change(row.key, { from: event.currentTarget.value as SecretRow['from'], text: '' })}
          />
          <TextInput
            aria-label={t('Secret {{index}}: {{from}}', { index: index + 1, from: row.from })}
            type={row.from === 'value' ? 'password' : 'text'}
            autoComplete="off"
            placeholder={PLACEHOLDERS[row.from]}
            spellCheck={false}
            value={row.text}
            onChange={(event) => change(row.key, { text: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove secret {{index}}', { index: index + 1 })}
            icon={<IconX />}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <div className={look.adders}>
        {wanted.map((id) => (
          <Button key={id} variant="default" onClick={() => onChange([...rows, newSecret(id)])}>
            {t('Give “{{id}}”', { id })}
          </Button>
        ))}
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newSecret()])}
        >
          {t('Add a secret')}
        </Button>
      </div>
    </fieldset>
  );
}
