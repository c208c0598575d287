import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useList } from '../../../ui/list/useList.ts';
import type { ListView } from '../../../ui/list/listTypes.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { containerSearch } from '../search/containerSearch.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { engineHost } from '../text/ports.ts';
import { containerColumns } from './columns.tsx';
import { byStack, isRunning } from './listItems.ts';
import { useUsageRanks } from './useUsageRanks.ts';

const { selectItems, selectListContext } = containersSlice.selectors;

const newestFirst = (a: ContainerSummary, b: ContainerSummary) => b.createdAt - a.createdAt;

/** The columns and rows of the list, from the containers and from what the person asked to see. */
export function useContainerList(view: ListView, isAll: boolean) {
  const rows = useSelector(selectItems);
  const context = useSelector(selectListContext) ?? '';
  const text = useSelector(containersViewSlice.selectors.selectSearch);
  const host = engineHost(useSelectedContext());
  const { sort } = view.layout;
  const isByUsage = sort?.columnId === 'cpu' || sort?.columnId === 'memory';
  const ranks = useUsageRanks(context, rows, isByUsage);
  const columns = useMemo(() => containerColumns({ context, host }), [context, host]);
  // Apart from those that are drawn: when usage changes, rows change places and no cell is drawn again.
  const sortColumns = useMemo(() => containerColumns({ context, ranks }), [context, ranks]);
  const content = useList({
    rows,
    columns,
    sortColumns,
    compare: newestFirst,
    view,
    search: { search: containerSearch, text },
    isInScope: isAll ? undefined : isRunning,
    grouping: byStack,
  });
  return { content, context };
}
