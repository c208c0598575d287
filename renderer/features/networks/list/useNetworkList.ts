import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { compareText } from '../../../ui/compareText.ts';
import { useList } from '../../../ui/list/useList.ts';
import { DEFAULT_LAYOUT } from '../../../ui/table/columns.ts';
import { containersSlice } from '../../containers/index.ts';
import { useLayoutValue, useListView } from '../../settings/index.ts';
import { networkSearch } from '../search/networkSearch.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { networksViewSlice } from '../store/viewSlice.ts';
import { networkColumns } from './columns.tsx';
import { createRowMaker, isUnused, type NetworkRow } from './networkRows.ts';
import { t } from '../texts/index.ts';

type NetworkScope = 'all' | 'used' | 'unused';

const SCOPES: readonly (readonly [NetworkScope, label: () => string])[] = [
  ['all', () => t('All')],
  ['used', () => t('In use')],
  ['unused', () => t('Unused')],
];
const isScope = (value: unknown): value is NetworkScope => SCOPES.some(([scope]) => scope === value);

const isInScope: Record<NetworkScope, (row: NetworkRow) => boolean> = {
  all: () => true,
  used: (row) => !isUnused(row),
  // The engine's own are no leftovers.
  unused: (row) => isUnused(row) && !row.isOwn,
};

const byName = (a: NetworkRow, b: NetworkRow) => compareText(a.network.name, b.network.name);
/** The engine's own last: nobody has made them. */
const usual = (a: NetworkRow, b: NetworkRow) => Number(a.isOwn) - Number(b.isOwn) || byName(a, b);

/** The rows of the list, from the networks, the containers and what the person asked to see. */
export function useNetworkList() {
  const view = useListView('networks', DEFAULT_LAYOUT);
  const [scope, setScope] = useLayoutValue('networks.scope', isScope, 'all');
  const context = useSelector(networksSlice.selectors.selectListContext) ?? '';
  const networks = useSelector(networksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const text = useSelector(networksViewSlice.selectors.selectSearch);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(networks, containers), [makeRows, networks, containers]);
  const content = useList({
    rows,
    columns: networkColumns,
    compare: usual,
    tieBreak: byName,
    view,
    search: { search: networkSearch, text },
    isInScope: isInScope[scope],
  });
  const scopes = useMemo(
    () => SCOPES.map(([id, label]) => ({ id, label: label(), count: rows.filter(isInScope[id]).length })),
    [rows],
  );
  return { context, view, content, scope, setScope, scopes };
}
