import type { ListView } from '../../ui/list/listTypes.ts';
import type { TableLayout } from '../../ui/table/columns.ts';
import { useLayoutValue, useTableLayout } from './layout.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const NONE: readonly string[] = [];

/** What a list remembers between visits, under this key. `first` must be the same object each time. */
export function useListView(key: string, first: TableLayout): ListView {
  const [layout, setLayout] = useTableLayout(`${key}.table`, first);
  const [isGrouped, setGrouped] = useLayoutValue(`${key}.isGrouped`, isBoolean, true);
  const [collapsed, setCollapsed] = useLayoutValue(`${key}.collapsed`, isTexts, NONE);
  return { layout, setLayout, isGrouped, setGrouped, collapsed, setCollapsed };
}
