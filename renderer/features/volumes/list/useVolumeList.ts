import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useList } from '../../../ui/list/useList.ts';
import { DEFAULT_LAYOUT, type TableLayout } from '../../../ui/table/columns.ts';
import { containersSlice } from '../../containers/index.ts';
import { useLayoutValue, useListView } from '../../settings/index.ts';
import { volumeSearch } from '../search/volumeSearch.ts';
import { useSizes } from '../store/sizes.ts';
import { useOrigins } from '../store/useOrigins.ts';
import { volumesViewSlice } from '../store/viewSlice.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import { volumeColumns } from './columns.tsx';
import { byStack, isInScope, SCOPES, type VolumeScope } from './volumeGroups.ts';
import { byLabel, createRowMaker } from './volumeRows.ts';

const FIRST_LAYOUT: TableLayout = { ...DEFAULT_LAYOUT, sort: { columnId: 'name', isDescending: false } };

const isScope = (value: unknown): value is VolumeScope => SCOPES.some(([scope]) => scope === value);

/** The columns and rows of the list, from the volumes, their containers and what the person asked to see. */
export function useVolumeList() {
  const view = useListView('volumes', FIRST_LAYOUT);
  const [scope, setScope] = useLayoutValue('volumes.scope', isScope, 'all');
  const context = useSelector(volumesSlice.selectors.selectListContext) ?? '';
  const volumes = useSelector(volumesSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const text = useSelector(volumesViewSlice.selectors.selectSearch);
  const origins = useOrigins(context, volumes);
  const sizes = useSizes(context);

  const columns = useMemo(() => volumeColumns(sizes), [sizes]);
  const search = useMemo(() => volumeSearch(sizes.values), [sizes.values]);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(volumes, containers, origins), [makeRows, volumes, containers, origins]);
  const content = useList({
    rows,
    columns,
    compare: byLabel,
    tieBreak: byLabel,
    view,
    search: { search, text },
    isInScope: isInScope[scope],
    grouping: byStack,
  });
  const scopes = useMemo(
    () => SCOPES.map(([id, label]) => ({ id, label: label(), count: rows.filter(isInScope[id]).length })),
    [rows],
  );
  return { context, view, content, search, sizes, scope, setScope, scopes };
}
