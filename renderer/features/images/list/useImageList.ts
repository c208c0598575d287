import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useList } from '../../../ui/list/useList.ts';
import { DEFAULT_LAYOUT, isShown, type TableLayout } from '../../../ui/table/columns.ts';
import { containersSlice } from '../../containers/index.ts';
import { useLayoutValue, useListView } from '../../settings/index.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { imagesViewSlice } from '../store/viewSlice.ts';
import { imageColumns } from './columns.tsx';
import { byLabel, createRowMaker, type ImageRow } from './imageRows.ts';
import { byRepository, type ImageScope, isInScope, SCOPES } from './listItems.ts';
import { useSharedSizes } from './useSharedSizes.ts';

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'created', isDescending: false } };

const isScope = (value: unknown): value is ImageScope => SCOPES.some(([scope]) => scope === value);

const newestFirst = (a: ImageRow, b: ImageRow) => b.image.createdAt - a.image.createdAt;

/** The columns and rows of the list, from the images, their containers and what the person asked to see. */
export function useImageList() {
  const view = useListView('images', FIRST_LAYOUT);
  const { layout, isGrouped } = view;
  const [scope, setScope] = useLayoutValue('images.scope', isScope, 'all');
  const context = useSelector(imagesSlice.selectors.selectListContext) ?? '';
  const images = useSelector(imagesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const text = useSelector(imagesViewSlice.selectors.selectSearch);

  const isSharedShown = isShown({ id: 'shared', isHiddenAtFirst: false }, layout);
  const sharedSizes = useSharedSizes(context, images, isSharedShown);
  const columns = useMemo(() => imageColumns({ context, isGrouped, sharedSizes }), [context, isGrouped, sharedSizes]);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(images, containers), [makeRows, images, containers]);
  const content = useList({
    rows,
    columns,
    compare: newestFirst,
    tieBreak: byLabel,
    view,
    search: { search: imageSearch, text },
    isInScope: isInScope[scope],
    grouping: byRepository,
  });
  const scopes = useMemo(
    () => SCOPES.map(([id, label]) => ({ id, label: label(), count: rows.filter(isInScope[id]).length })),
    [rows],
  );
  return { context, view, content, scope, setScope, scopes };
}
