import { useCallback, useMemo, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import styles from '../../../ui/list/List.module.css';
import { SearchField } from '../../../ui/search/SearchField.tsx';
import { ColumnsMenu } from '../../../ui/table/columnsMenuPopup.ts';
import type { Selection } from '../../../ui/table/selection.ts';
import { type Point, Table, type TableHandle } from '../../../ui/table/Table.tsx';
import { useSelectedContext } from '../../contexts/index.ts';
import { EngineUnavailable, ListNotice } from '../../engine/index.ts';
import { useNetworkActions } from '../actions/useNetworkActions.ts';
import { networkSearch } from '../search/networkSearch.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { networksViewSlice } from '../store/viewSlice.ts';
import { networkColumns } from './columns.tsx';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHeader } from './ListHeader.tsx';
import { RowMenu } from './menus.ts';
import type { NetworkRow } from './networkRows.ts';
import { RowActions } from './RowActions.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useListCommands } from './useListCommands.tsx';
import { useNetworkList } from './useNetworkList.ts';

const { selectIsLoaded, selectListError } = networksSlice.selectors;
const { selectSearch, selectSelection } = networksViewSlice.selectors;
const { searched, selected } = networksViewSlice.actions;

type OpenMenu =
  { readonly type: 'columns'; readonly at: Point } | { readonly type: 'row'; readonly id?: string; readonly at: Point };

const nameOf = ({ network }: NetworkRow) => network.name;

/** `openId` is the row whose detail is open. */
export function NetworkList({ openId }: { readonly openId?: string }) {
  const dispatch = useDispatch();
  const actions = useNetworkActions();
  const list = useNetworkList();
  const { context, rows, items } = list;
  const isLoaded = useSelector(selectIsLoaded);
  const error = useSelector(selectListError);
  const engine = useSelectedContext();
  // Of an engine that is away an empty list says nothing; one with rows is worth a look.
  const isShown = isLoaded && (error === undefined || rows.length > 0);
  const isAway = error !== undefined || engine?.state.type !== 'connected';
  const search = useSelector(selectSearch);
  const selection = useSelector(selectSelection);
  const table = useRef<TableHandle>(null);
  const [menu, setMenu] = useState<OpenMenu>();
  const setSearch = useCallback((text: string) => void dispatch(searched(text)), [dispatch]);

  // What is not on the screen is not acted on.
  const chosen = useMemo(() => {
    const ids = new Set(selection.ids);
    return items.flatMap((item) => (ids.has(item.id) && !item.isGroup ? [item.row] : []));
  }, [items, selection.ids]);
  const open = rows.find(({ id }) => id === openId);

  const onSelection = (next: Selection) => {
    dispatch(selected(next));
    // An open detail goes along with the one row that is chosen.
    const [only] = next.ids;
    if (openId !== undefined && only !== undefined && next.ids.length === 1 && only !== openId) actions.open(only);
  };
  const rowActions = useCallback((row: NetworkRow) => <RowActions row={row} actions={actions} />, [actions]);
  const menuFor = (id: string | undefined): readonly NetworkRow[] => {
    const item = items.find((other) => other.id === id);
    return item && !item.isGroup && !chosen.includes(item.row) ? [item.row] : chosen;
  };
  const closeMenu = () => {
    if (menu?.type === 'row') table.current?.focus();
    setMenu(undefined);
  };
  useListCommands(chosen.length > 0 ? chosen : open ? [open] : [], actions);

  const isSearching = search.trim() !== '';
  return (
    <div className={styles.pane}>
      <ListHeader
        search={
          <SearchField
            label="Search networks"
            placeholder="Search, or is:unused subnet:…"
            search={networkSearch}
            value={search}
            onChange={setSearch}
            items={rows}
            note={isSearching ? `${items.length} of ${rows.length}` : undefined}
            onLeave={() => table.current?.focus()}
          />
        }
        scope={list.scope}
        onScope={list.setScope}
        counts={list.counts}
        onColumnsMenu={(at) => setMenu({ type: 'columns', at })}
        onPrune={() => actions.ask({ type: 'prune' })}
        onCreate={() => actions.ask({ type: 'create' })}
      />
      {error && isShown && <ListNotice error={error} context={context} />}
      {!isShown &&
        (isAway ? (
          <EngineUnavailable context={engine} error={error} />
        ) : (
          <div className={styles.loading}>Loading networks…</div>
        ))}
      {isShown && items.length === 0 && (
        <ListEmpty
          isSearching={isSearching}
          onClearSearch={() => setSearch('')}
          onShowAll={() => list.setScope('all')}
        />
      )}
      {isShown && items.length > 0 && (
        <div className={`${styles.tableBox} ${error ? styles.stale : ''}`}>
          <Table
            ref={table}
            label="Networks"
            columns={networkColumns}
            items={items}
            layout={list.layout}
            onLayout={list.setLayout}
            selection={selection}
            onSelection={onSelection}
            nameOf={nameOf}
            currentId={openId}
            markedId={menu?.type === 'row' ? menu.id : undefined}
            onOpen={actions.open}
            onMenu={(id, at) => setMenu({ type: 'row', id, at })}
            onColumnsMenu={(at) => setMenu({ type: 'columns', at })}
            rowActions={rowActions}
            isDimmed={isDimmed}
          />
        </div>
      )}
      {chosen.length > 1 && (
        <SelectionBar
          rows={chosen}
          actions={actions}
          onMenu={(at) => setMenu({ type: 'row', at })}
          onClear={() => onSelection({ ...selection, ids: [] })}
        />
      )}
      {menu?.type === 'row' && <RowMenu at={menu.at} rows={menuFor(menu.id)} actions={actions} onClose={closeMenu} />}
      {menu?.type === 'columns' && (
        <ColumnsMenu
          at={menu.at}
          columns={networkColumns}
          layout={list.layout}
          onLayout={list.setLayout}
          onClose={closeMenu}
        />
      )}
    </div>
  );
}

const isDimmed = ({ users, isOwn }: NetworkRow) => users.length === 0 && !isOwn;
