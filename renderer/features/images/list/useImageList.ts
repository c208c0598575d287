import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { DEFAULT_LAYOUT, type TableLayout } from '../../../ui/table/columns.ts';
import { isShown } from '../../../ui/table/columns.ts';
import { matcherOf } from '../../../ui/search/match.ts';
import { parseQuery } from '../../../ui/search/query.ts';
import { containersSlice } from '../../containers/index.ts';
import { useLayoutValue, useTableLayout } from '../../settings/index.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { imagesViewSlice } from '../store/viewSlice.ts';
import { imageColumns } from './columns.tsx';
import { createRowMaker, type ImageRow } from './imageRows.ts';
import { type ImageScope, isInScope, listItems } from './listItems.ts';
import { useSharedSizes } from './useSharedSizes.ts';

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'created', isDescending: false } };
const SCOPES: readonly ImageScope[] = ['all', 'used', 'unused', 'dangling'];

const isScope = (value: unknown): value is ImageScope => SCOPES.some((scope) => scope === value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const NONE: readonly string[] = [];

const newestFirst = (a: ImageRow, b: ImageRow) => b.image.createdAt - a.image.createdAt;

/** The columns and rows of the list, from the images, their containers and what the person asked to see. */
export function useImageList() {
  const [layout, setLayout] = useTableLayout('images.table', FIRST_LAYOUT);
  const [scope, setScope] = useLayoutValue('images.scope', isScope, 'all');
  const [isGrouped, setGrouped] = useLayoutValue('images.isGrouped', isBoolean, true);
  const [collapsed, setCollapsed] = useLayoutValue('images.collapsed', isTexts, NONE);
  const context = useSelector(imagesSlice.selectors.selectListContext) ?? '';
  const images = useSelector(imagesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const search = useSelector(imagesViewSlice.selectors.selectSearch);

  const isSharedShown = isShown({ id: 'shared', isHiddenAtFirst: false }, layout);
  const sharedSizes = useSharedSizes(context, images, isSharedShown);
  const columns = useMemo(() => imageColumns({ context, isGrouped, sharedSizes }), [context, isGrouped, sharedSizes]);
  const { sort } = layout;
  const compare = useMemo(() => {
    const byColumn = columns.find(({ id }) => id === sort?.columnId)?.compare;
    if (!byColumn) return newestFirst;
    return sort?.isDescending ? (a: ImageRow, b: ImageRow) => byColumn(b, a) : byColumn;
  }, [columns, sort]);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(images, containers), [makeRows, images, containers]);
  const matches = useMemo(() => matcherOf(parseQuery(search, imageSearch.keys), imageSearch), [search]);
  const closed = useMemo(() => new Set(collapsed), [collapsed]);
  const listed = useMemo(
    () => listItems(rows, { scope, matches, compare, isGrouped, collapsed: closed }),
    [rows, scope, matches, compare, isGrouped, closed],
  );
  const counts = useMemo(
    () =>
      Object.fromEntries(SCOPES.map((one) => [one, rows.filter(isInScope[one]).length])) as Record<ImageScope, number>,
    [rows],
  );
  return {
    context,
    rows,
    columns,
    counts,
    ...listed,
    ...{ layout, setLayout, scope, setScope, isGrouped, setGrouped, collapsed, setCollapsed },
  };
}
