import { Button, Checkbox } from '@mantine/core';
import { cellOf, type Row, textIn } from '../draft/draft.ts';
import { emptyCells } from '../draft/readDraft.ts';
import { MOUNT_OPTIONS, MOUNT_TYPES, mountFields } from '../fields/mounts.ts';
import { useForm } from './formContext.ts';
import { RowList } from './RowList.tsx';
import { TextField } from './TextField.tsx';
import { useOptions } from './useOptions.tsx';
import { useRows } from './useRows.ts';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

const field = mountFields.mounts;
const ALL_OPTIONS = [...new Set(Object.values(MOUNT_OPTIONS).flat())];
const SOURCES: Readonly<Record<string, () => readonly [name: string, placeholder: string]>> = {
  volume: () => [t('volume'), t('name, or empty for an anonymous one')],
  bind: () => [t('folder'), '/path/on/the/machine'],
  tmpfs: () => [t('volume'), ''],
  image: () => [t('image'), t('the files of an image')],
  npipe: () => [t('pipe'), String.raw`\\.\pipe\name`],
  cluster: () => [t('volume'), t('name')],
};

export function MountRows() {
  const { draft, defaults } = useForm();
  const { rows, dangerOf, add, remove } = useRows('mounts');
  const name = textIn(draft, 'name').trim();
  const free = (defaults?.volumes ?? []).filter((target) => !rows.some((row) => cellOf(row, 'target') === target));
  return (
    <RowList
      legend={t('Mounts')}
      noun={t('mount')}
      rows={rows}
      columns="7.25rem 1fr auto 1fr auto auto auto"
      dangerOf={dangerOf}
      onAdd={() => add(emptyCells(field))}
      onRemove={remove}
      renderRow={(row, index) => <MountRow row={row} index={index} />}
    >
      {free.map((target) => (
        <Button
          key={target}
          variant="subtle"
          onClick={() =>
            add({ ...emptyCells(field), target, source: `${name || 'my'}-${target.split('/').at(-1) ?? ''}` })
          }
        >
          {t('Keep {{target}} in a named volume', { target })}
        </Button>
      ))}
    </RowList>
  );
}

function MountRow({ row, index }: { readonly row: Row; readonly index: number }) {
  const { problemAt, set } = useRows('mounts');
  const type = cellOf(row, 'type');
  const [sourceName, sourceHint] = SOURCES[type]?.() ?? ['source', ''];
  const options = useOptions({
    of: `mount ${index + 1}`,
    row,
    cells: field.cells,
    offered: MOUNT_OPTIONS[type] ?? [],
    all: ALL_OPTIONS,
    // The engine says so of each volume that is given as -v.
    quiet: type === 'volume' && cellOf(row, 'selinux') === 'shared' ? ['selinux'] : [],
    problemAt,
    onChange: (cells) => set(row.key, cells),
  });
  const name = (cell: string) => t('Mount {{index}}: {{cell}}', { index: index + 1, cell });
  return (
    <>
      <TextField
        name={name('kind')}
        input="select"
        options={MOUNT_TYPES}
        value={type}
        onChange={(next) => {
          // Options that the other kind does not have would be sent without being seen.
          const gone = ALL_OPTIONS.filter((cell) => !(MOUNT_OPTIONS[next] ?? []).includes(cell));
          set(row.key, {
            ...Object.fromEntries(gone.map((cell) => [cell, ''])),
            ...(next === 'tmpfs' && { source: '' }),
            type: next,
          });
        }}
      />
      <TextField
        name={name(sourceName)}
        placeholder={sourceHint}
        isDisabled={type === 'tmpfs' && cellOf(row, 'source') === ''}
        value={cellOf(row, 'source')}
        problem={problemAt(row, 'source')}
        onChange={(source) => set(row.key, { source })}
      />
      <span className={styles.arrow} aria-hidden="true">
        →
      </span>
      <TextField
        name={name(t('path in the container'))}
        placeholder="/path/in/the/container"
        value={cellOf(row, 'target')}
        problem={problemAt(row, 'target')}
        onChange={(target) => set(row.key, { target })}
      />
      <Checkbox
        className={styles.lineBox}
        label={t('Read-only')}
        aria-label={name('read-only')}
        checked={cellOf(row, 'isReadOnly') !== ''}
        onChange={(event) => set(row.key, { isReadOnly: event.currentTarget.checked ? 'yes' : '' })}
      />
      {options.button}
      {options.panel}
    </>
  );
}
