import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { matcherOf } from '../../../ui/search/match.ts';
import { parseQuery } from '../../../ui/search/query.ts';
import { containerSearch } from '../search/containerSearch.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { engineHost } from '../text/ports.ts';
import { containerColumns } from './columns.tsx';
import { listItems } from './listItems.ts';
import type { useListLayout } from './useListLayout.ts';
import { useUsageRanks } from './useUsageRanks.ts';

const { selectItems, selectListContext } = containersSlice.selectors;

const newestFirst = (a: ContainerSummary, b: ContainerSummary) => b.createdAt - a.createdAt;

type ListLayout = Pick<ReturnType<typeof useListLayout>, 'layout' | 'isAll' | 'isGrouped' | 'collapsed'>;

/** The columns and rows of the list, from the containers and from what the person asked to see. */
export function useContainerList({ layout, isAll, isGrouped, collapsed }: ListLayout) {
  const containers = useSelector(selectItems);
  const context = useSelector(selectListContext) ?? '';
  const search = useSelector(containersViewSlice.selectors.selectSearch);
  const host = engineHost(useSelectedContext());
  const { sort } = layout;
  const isByUsage = sort?.columnId === 'cpu' || sort?.columnId === 'memory';
  const ranks = useUsageRanks(context, containers, isByUsage);

  const columns = useMemo(() => containerColumns({ context, host }), [context, host]);
  const compare = useMemo(() => {
    const byColumn = containerColumns({ context, ranks }).find(({ id }) => id === sort?.columnId)?.compare;
    if (!byColumn) return newestFirst;
    return sort?.isDescending ? (a: ContainerSummary, b: ContainerSummary) => byColumn(b, a) : byColumn;
  }, [context, ranks, sort]);
  const matches = useMemo(() => matcherOf(parseQuery(search, containerSearch.keys), containerSearch), [search]);
  const closed = useMemo(() => new Set(collapsed), [collapsed]);
  const listed = useMemo(
    () => listItems(containers, { isAll, matches, compare, isGrouped, collapsed: closed }),
    [containers, isAll, matches, compare, isGrouped, closed],
  );
  return { containers, context, columns, ...listed };
}
