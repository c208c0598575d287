import { DEFAULT_LAYOUT, type TableLayout } from '../../../ui/table/columns.ts';
import { useLayoutValue, useTableLayout } from '../../settings/index.ts';

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'name', isDescending: false } };

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const NONE: readonly string[] = [];

/** What the list remembers between visits. */
export function useListLayout() {
  const [layout, setLayout] = useTableLayout('containers.table', FIRST_LAYOUT);
  const [isAll, setAll] = useLayoutValue('containers.isAll', isBoolean, true);
  const [isGrouped, setGrouped] = useLayoutValue('containers.isGrouped', isBoolean, true);
  const [collapsed, setCollapsed] = useLayoutValue('containers.collapsed', isTexts, NONE);
  return { layout, setLayout, isAll, setAll, isGrouped, setGrouped, collapsed, setCollapsed };
}
