import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { useList } from '../../../ui/list/useList.ts';
import { DEFAULT_LAYOUT } from '../../../ui/table/columns.ts';
import { containersSlice, engineHost } from '../../containers/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { useLayoutValue, useListView } from '../../settings/index.ts';
import { stackSearch } from '../search/stackSearch.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import { stacksViewSlice } from '../store/viewSlice.ts';
import { byName, stackColumns } from './columns.tsx';
import { t } from '../texts/index.ts';
import { createRowMaker, isDown, type StackRow } from './stackRows.ts';

type StackScope = 'all' | 'up' | 'stopped' | 'down';

const SCOPES: readonly (readonly [StackScope, () => string])[] = [
  ['all', () => t('All')],
  ['up', () => t('Up')],
  ['stopped', () => t('Stopped')],
  ['down', () => t('Not created')],
];
const isScope = (value: unknown): value is StackScope => SCOPES.some(([scope]) => scope === value);

const isInScope: Record<StackScope, (row: StackRow) => boolean> = {
  all: () => true,
  up: (row) => !isDown(row) && row.stack.status !== 'stopped',
  stopped: ({ stack }) => stack.status === 'stopped',
  down: isDown,
};

/** What is not there at all comes last. */
const usual = (a: StackRow, b: StackRow) => Number(isDown(a)) - Number(isDown(b)) || byName(a, b);

/** The rows of the list, from the stacks, the containers and what the person asked to see. */
export function useStackList() {
  const view = useListView('stacks', DEFAULT_LAYOUT);
  const [scope, setScope] = useLayoutValue('stacks.scope', isScope, 'all');
  const context = useSelector(stacksSlice.selectors.selectListContext) ?? '';
  const stacks = useSelector(stacksSlice.selectors.selectItems);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const text = useSelector(stacksViewSlice.selectors.selectSearch);
  const host = engineHost(useSelectedContext());
  const columns = useMemo(() => stackColumns(host), [host]);
  const makeRows = useMemo(() => createRowMaker(), []);
  const rows = useMemo(() => makeRows(stacks, containers), [makeRows, stacks, containers]);
  const content = useList({
    rows,
    columns,
    compare: usual,
    tieBreak: byName,
    view,
    search: { search: stackSearch, text },
    isInScope: isInScope[scope],
  });
  const scopes = useMemo(
    () => SCOPES.map(([id, label]) => ({ id, label: label(), count: rows.filter(isInScope[id]).length })),
    [rows],
  );
  return { context, view, content, scope, setScope, scopes };
}
