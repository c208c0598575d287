import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { DEFAULT_LAYOUT, readLayout, type TableLayout } from '../../../ui/table/columns.ts';
import { layoutStore, useLayoutValue } from '../../settings/index.ts';

const TABLE_KEY = 'containers.table';
const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'name', isDescending: false } };

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const NONE: readonly string[] = [];

/** What the list remembers between visits. */
export function useListLayout() {
  const stored = useSyncExternalStore(layoutStore.subscribe, () => layoutStore.read(TABLE_KEY));
  const layout = useMemo(() => (stored === undefined || stored === null ? FIRST_LAYOUT : readLayout(stored)), [stored]);
  const setLayout = useCallback((next: TableLayout) => layoutStore.write(TABLE_KEY, next), []);
  const [isAll, setAll] = useLayoutValue('containers.isAll', isBoolean, true);
  const [isGrouped, setGrouped] = useLayoutValue('containers.isGrouped', isBoolean, true);
  const [collapsed, setCollapsed] = useLayoutValue('containers.collapsed', isTexts, NONE);
  return { layout, setLayout, isAll, setAll, isGrouped, setGrouped, collapsed, setCollapsed };
}
