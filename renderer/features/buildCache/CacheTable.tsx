import { useMemo, useState } from 'react';
import type { BuildCacheRecord } from '../../../contract/model/buildCache.ts';
import { layoutStore } from '../settings/index.ts';
import { useSyncExternalStore } from 'react';
import { copyText } from '../../ui/index.ts';
import { DEFAULT_LAYOUT, readLayout, type TableLayout } from '../../ui/table/columns.ts';
import type { Selection } from '../../ui/table/selection.ts';
import { Table } from '../../ui/table/Table.tsx';
import { COLUMNS } from './columns.tsx';
import { t } from './texts/index.ts';

interface CacheTableProps {
  readonly records: readonly BuildCacheRecord[];
  readonly selected: readonly string[];
  readonly onSelected: (ids: readonly string[]) => void;
}

const KEY = 'buildCache.table';
const FIRST: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'size', isDescending: true } };

export function CacheTable({ records, selected, onSelected }: CacheTableProps) {
  const stored = useSyncExternalStore(layoutStore.subscribe, () => layoutStore.read(KEY));
  const layout = useMemo(() => (stored === undefined || stored === null ? FIRST : readLayout(stored)), [stored]);
  const [focus, setFocus] = useState<Omit<Selection, 'ids'>>({});
  const items = useMemo(() => sorted(records, layout).map((row) => ({ id: row.id, row })), [records, layout]);
  return (
    <Table
      label={t('Records of the build cache')}
      columns={COLUMNS}
      items={items}
      layout={layout}
      onLayout={(next) => layoutStore.write(KEY, next)}
      selection={{ ...focus, ids: selected }}
      onSelection={({ ids, ...rest }) => {
        setFocus(rest);
        onSelected(ids);
      }}
      nameOf={({ description, id }) => description.trim() || id}
      isDimmed={({ isInUse }) => isInUse}
      onOpen={(id) => void copyText(id)}
      onMenu={() => undefined}
    />
  );
}

function sorted(records: readonly BuildCacheRecord[], { sort }: TableLayout): readonly BuildCacheRecord[] {
  const compare = COLUMNS.find(({ id }) => id === sort?.columnId)?.compare;
  if (!compare) return records;
  return records.toSorted((a, b) => (sort?.isDescending ? compare(b, a) : compare(a, b)) || (a.id < b.id ? -1 : 1));
}
