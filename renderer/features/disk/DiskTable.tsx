import { useMemo, useState, useSyncExternalStore } from 'react';
import { copyText, formatSize } from '../../ui/index.ts';
import { compareText } from '../../ui/compareText.ts';
import { type Column, DEFAULT_LAYOUT, readLayout, type TableLayout } from '../../ui/table/columns.ts';
import type { Selection } from '../../ui/table/selection.ts';
import { Table } from '../../ui/table/Table.tsx';
import { layoutStore } from '../settings/index.ts';
import styles from './Disk.module.css';
import type { DiskThing } from './diskThings.ts';
import { t } from './texts/index.ts';

interface DiskTableProps {
  readonly things: readonly DiskThing[];
  readonly selected: readonly string[];
  readonly onSelected: (ids: readonly string[]) => void;
}

const KEY = 'disk.table';
const FIRST: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'size', isDescending: true } };
const WORDS = {
  get image() {
    return t('Image');
  },
  get container() {
    return t('Container');
  },
  get volume() {
    return t('Volume');
  },
  get cache() {
    return t('Build cache');
  },
} as const;

const COLUMNS: readonly Column<DiskThing>[] = [
  {
    id: 'name',
    get title() {
      return t('Name');
    },
    width: 260,
    grow: 3,
    isHeader: true,
    compare: (a, b) => compareText(a.name, b.name),
    cell: ({ name, kind }) => (
      <span className={styles.name} title={name}>
        <span className={styles.swatch} data-kind={kind} aria-hidden="true" />
        {name}
      </span>
    ),
  },
  {
    id: 'kind',
    get title() {
      return t('Kind');
    },
    width: 104,
    compare: (a, b) => compareText(WORDS[a.kind], WORDS[b.kind]),
    cell: ({ kind }) => WORDS[kind],
  },
  {
    id: 'size',
    get title() {
      return t('Size');
    },
    width: 84,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => a.sizeBytes - b.sizeBytes,
    cell: ({ sizeBytes }) => formatSize(sizeBytes),
  },
  {
    id: 'users',
    get title() {
      return t('Used by');
    },
    width: 180,
    grow: 1,
    dropOrder: 2,
    compare: (a, b) => compareText(a.users.join(', '), b.users.join(', ')),
    cell: ({ users }) => (
      <span className={styles.dim} title={users.join(', ')}>
        {users.join(', ')}
      </span>
    ),
  },
  {
    id: 'note',
    get title() {
      return t('Of which');
    },
    width: 260,
    grow: 1,
    dropOrder: 1,
    cell: ({ note }) => (
      <span className={styles.dim} title={note}>
        {note}
      </span>
    ),
  },
];

/** Every thing that takes space, to be sorted and chosen. */
export function DiskTable({ things, selected, onSelected }: DiskTableProps) {
  const stored = useSyncExternalStore(layoutStore.subscribe, () => layoutStore.read(KEY));
  const layout = useMemo(() => (stored === undefined || stored === null ? FIRST : readLayout(stored)), [stored]);
  const [focus, setFocus] = useState<Omit<Selection, 'ids'>>({});
  const items = useMemo(() => sorted(things, layout).map((row) => ({ id: row.id, row })), [things, layout]);
  return (
    <Table
      label={t('Things that take space')}
      columns={COLUMNS}
      items={items}
      layout={layout}
      onLayout={(next) => layoutStore.write(KEY, next)}
      selection={{ ...focus, ids: selected }}
      onSelection={({ ids, ...rest }) => {
        setFocus(rest);
        onSelected(ids);
      }}
      nameOf={({ name }) => name}
      isDimmed={({ users }) => users.length > 0}
      onOpen={(id) => void copyText(id.slice(id.indexOf(' ') + 1))}
      onMenu={() => undefined}
    />
  );
}

function sorted(things: readonly DiskThing[], { sort }: TableLayout): readonly DiskThing[] {
  const compare = COLUMNS.find(({ id }) => id === sort?.columnId)?.compare;
  if (!compare) return things;
  return things.toSorted((a, b) => (sort?.isDescending ? compare(b, a) : compare(a, b)) || compareText(a.id, b.id));
}
