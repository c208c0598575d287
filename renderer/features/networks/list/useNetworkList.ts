import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { compareText } from '../../../ui/compareText.ts';
import { matcherOf } from '../../../ui/search/match.ts';
import { parseQuery } from '../../../ui/search/query.ts';
import { DEFAULT_LAYOUT } from '../../../ui/table/columns.ts';
import type { TableItem } from '../../../ui/table/Table.tsx';
import { containersSlice } from '../../containers/index.ts';
import { useLayoutValue, useTableLayout } from '../../settings/index.ts';
import { networkSearch } from '../search/networkSearch.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { networksViewSlice } from '../store/viewSlice.ts';
import { networkColumns } from './columns.tsx';
import { createRowMaker, isUnused, type NetworkRow } from './networkRows.ts';

export type NetworkScope = 'all' | 'used' | 'unused';

const SCOPES: readonly NetworkScope[] = ['all', 'used', 'unused'];
const isScope = (value: unknown): value is NetworkScope => SCOPES.some((scope) => scope === value);

const isInScope: Record<NetworkScope, (row: NetworkRow) => boolean> = {
  all: () => true,
  used: (row) => !isUnused(row),
  // The engine's own are no leftovers.
  unused: (row) => isUnused(row) && !row.isOwn,
};

/** The engine's own last: nobody has made them. */
const usual = (a: NetworkRow, b: NetworkRow) =>
  Number(a.isOwn) - Number(b.isOwn) || compareText(a.network.name, b.network.name);

/** The rows of the list, from the networks, the containers and what the person asked to see. */
export function useNetworkList() {
  const [layout, setLayout] = useTableLayout('networks.table', DEFAULT_LAYOUT);
  const [scope, setScope] = useLayoutValue('networks.scope', isScope, 'all');
  const context = useSelector(networksSlice.selectors.selectListContext) ?? '';
  const networks = useSelector(networksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const search = useSelector(networksViewSlice.selectors.selectSearch);

  const { sort } = layout;
  const compare = useMemo(() => {
    const byColumn = networkColumns.find(({ id }) => id === sort?.columnId)?.compare;
    if (!byColumn) return usual;
    return sort?.isDescending ? (a: NetworkRow, b: NetworkRow) => byColumn(b, a) : byColumn;
  }, [sort]);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(networks, containers), [makeRows, networks, containers]);
  const matches = useMemo(() => matcherOf(parseQuery(search, networkSearch.keys), networkSearch), [search]);
  const items = useMemo(
    () =>
      rows
        .filter((row) => isInScope[scope](row) && (matches === undefined || matches(row)))
        .toSorted(compare)
        .map((row): TableItem<NetworkRow, never> => ({ id: row.id, row })),
    [rows, scope, matches, compare],
  );
  const counts = useMemo(
    () =>
      Object.fromEntries(SCOPES.map((one) => [one, rows.filter(isInScope[one]).length])) as Record<
        NetworkScope,
        number
      >,
    [rows],
  );
  return { context, rows, items, counts, layout, setLayout, scope, setScope };
}
