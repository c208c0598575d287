import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import { type MountRow, newMount } from './draft.ts';
import type { Problems } from './readDraft.ts';
import styles from './Run.module.css';

interface MountRowsProps {
  readonly rows: readonly MountRow[];
  readonly onChange: (rows: readonly MountRow[]) => void;
  readonly problems: Problems;
  /** Folders that the image keeps outside itself. */
  readonly volumes: readonly string[];
  /** For proposing the names of volumes. */
  readonly name: string;
}

const TYPES = [
  { value: 'volume', label: 'Volume' },
  { value: 'bind', label: 'Folder' },
  { value: 'tmpfs', label: 'In memory' },
];

const SOURCE: Record<MountRow['type'], string> = {
  volume: 'name, or empty for an anonymous one',
  bind: '/path/on/the/machine',
  tmpfs: '',
};

export function MountRows({ rows, onChange, problems, volumes, name }: MountRowsProps) {
  const change = (key: string, fields: Partial<MountRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const free = volumes.filter((target) => !rows.some((row) => row.target === target));
  return (
    <fieldset className={styles.section}>
      <legend>Mounts</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.mountRow}>
          <NativeSelect
            aria-label={`Mount ${index + 1}: kind`}
            data={TYPES}
            value={row.type}
            onChange={(event) => change(row.key, { type: event.currentTarget.value as MountRow['type'] })}
          />
          <TextInput
            aria-label={`Mount ${index + 1}: ${row.type === 'bind' ? 'folder' : 'volume'}`}
            placeholder={SOURCE[row.type]}
            disabled={row.type === 'tmpfs'}
            spellCheck={false}
            value={row.type === 'tmpfs' ? '' : row.source}
            error={problems[`mounts.${row.key}.source`]}
            onChange={(event) => change(row.key, { source: event.currentTarget.value })}
          />
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>
          <TextInput
            aria-label={`Mount ${index + 1}: path in the container`}
            placeholder="/path/in/the/container"
            spellCheck={false}
            value={row.target}
            error={problems[`mounts.${row.key}.target`]}
            onChange={(event) => change(row.key, { target: event.currentTarget.value })}
          />
          <Checkbox
            label="Read-only"
            aria-label={`Mount ${index + 1}: read-only`}
            checked={row.isReadOnly}
            onChange={(event) => change(row.key, { isReadOnly: event.currentTarget.checked })}
          />
          <IconButton
            label={`Remove mount ${index + 1}`}
            icon={<IconX aria-hidden="true" />}
            onClick={() => onChange(rows.filter((other) => other.key !== row.key))}
          />
        </div>
      ))}
      <div className={styles.adders}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newMount()])}
        >
          Add a mount
        </Button>
        {free.map((target) => (
          <Button
            key={target}
            variant="subtle"
            onClick={() =>
              onChange([
                ...rows,
                newMount({ target, source: `${name.trim() || 'my'}-${target.split('/').at(-1) ?? ''}` }),
              ])
            }
          >
            Keep {target} in a named volume
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
