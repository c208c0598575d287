import { useCallback, useMemo, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { Selection } from '../../../ui/table/selection.ts';
import { type Point, Table, type TableHandle } from '../../../ui/table/Table.tsx';
import { useSelectedContext } from '../../contexts/index.ts';
import { EngineUnavailable, ListNotice } from '../../engine/index.ts';
import { useActions } from '../actions/useActions.ts';
import { containerSearch } from '../search/containerSearch.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { isUp } from '../text/state.ts';
import { GroupHeader } from './GroupHeader.tsx';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHeader } from './ListHeader.tsx';
import { type Group, groupId } from './listItems.ts';
import styles from '../../../ui/list/List.module.css';
import { ColumnsMenu } from '../../../ui/table/columnsMenuPopup.ts';
import { RowMenu } from './menus.ts';
import { RowActions } from './RowActions.tsx';
import { SearchField } from '../../../ui/search/SearchField.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { StoppedNote } from './StoppedNote.tsx';
import { useContainerList } from './useContainerList.ts';
import { useListCommands } from './useListCommands.tsx';
import { useListLayout } from './useListLayout.ts';

const { selectIsLoaded, selectListError } = containersSlice.selectors;
const { selectSearch, selectSelection } = containersViewSlice.selectors;
const { searched, selected } = containersViewSlice.actions;

interface ContainerListProps {
  /** The container whose detail is open. */
  readonly openId?: string;
  /** The detail lies over it. */
  readonly isCovered?: boolean;
}

type OpenMenu =
  { readonly type: 'columns'; readonly at: Point } | { readonly type: 'row'; readonly id?: string; readonly at: Point };

const nameOf = ({ name }: ContainerSummary) => name;
const isDown = ({ state }: ContainerSummary) => !isUp(state);

export function ContainerList({ openId, isCovered = false }: ContainerListProps) {
  const dispatch = useDispatch();
  const actions = useActions();
  const stored = useListLayout();
  const { layout, setLayout, isAll, setAll, isGrouped, setGrouped, collapsed, setCollapsed } = stored;
  const { containers, context, columns, items, count } = useContainerList(stored);
  const isLoaded = useSelector(selectIsLoaded);
  const error = useSelector(selectListError);
  const engine = useSelectedContext();
  // Of an engine that is away an empty list says nothing; one with rows is worth a look.
  const isShown = isLoaded && (error === undefined || containers.length > 0);
  const isAway = error !== undefined || engine?.state.type !== 'connected';
  const search = useSelector(selectSearch);
  const selection = useSelector(selectSelection);
  const table = useRef<TableHandle>(null);
  const [menu, setMenu] = useState<OpenMenu>();

  const setSearch = useCallback((text: string) => void dispatch(searched(text)), [dispatch]);
  // What is not on the screen is not acted on.
  const chosen = useMemo(() => {
    const ids = new Set(selection.ids);
    return items.flatMap((item) => (!item.isGroup && ids.has(item.id) ? [item.row] : []));
  }, [items, selection.ids]);

  const onSelection = (next: Selection) => {
    dispatch(selected(next));
    // An open detail goes along with the one row that is chosen.
    const [only] = next.ids;
    if (openId !== undefined && only !== undefined && next.ids.length === 1 && only !== openId) actions.open(only);
  };

  const toggleGroup = useCallback(
    (stack: string, isOpen?: boolean) => {
      const isClosed = collapsed.includes(stack);
      if ((isOpen ?? isClosed) === !isClosed) return;
      setCollapsed(isClosed ? collapsed.filter((other) => other !== stack) : [...collapsed, stack]);
    },
    [collapsed, setCollapsed],
  );
  const renderGroup = useCallback(
    (group: Group) => <GroupHeader group={group} actions={actions} onToggle={toggleGroup} />,
    [actions, toggleGroup],
  );
  const rowActions = useCallback(
    (container: ContainerSummary) => <RowActions container={container} actions={actions} />,
    [actions],
  );

  const menuFor = (id: string | undefined): readonly ContainerSummary[] => {
    const item = items.find((other) => other.id === id);
    if (item?.isGroup) return item.group.containers;
    return item && !chosen.includes(item.row) ? [item.row] : chosen;
  };
  const closeMenu = () => {
    if (menu?.type === 'row') table.current?.focus();
    setMenu(undefined);
  };
  const run = () => actions.ask({ type: 'run' });

  useListCommands({
    chosen,
    openId,
    actions,
    list: { isAll, setAll, isGrouped, setGrouped, setSearch, focus: () => table.current?.focus() },
  });

  const isSearching = search.trim() !== '';
  return (
    <div className={styles.pane} inert={isCovered}>
      <ListHeader
        search={
          <SearchField
            label="Search containers"
            placeholder="Search, or status:running image:…"
            search={containerSearch}
            value={search}
            onChange={setSearch}
            items={containers}
            note={isSearching ? `${count} of ${containers.length}` : undefined}
            onLeave={() => table.current?.focus()}
          />
        }
        isAll={isAll}
        onAll={setAll}
        counts={{ all: containers.length, running: containers.filter(({ state }) => isUp(state)).length }}
        isGrouped={isGrouped}
        onGrouped={setGrouped}
        onColumnsMenu={(at) => setMenu({ type: 'columns', at })}
        onRun={run}
      />
      {error && isShown && <ListNotice error={error} context={context} />}
      {!isShown &&
        (isAway ? (
          <EngineUnavailable context={engine} error={error} />
        ) : (
          <div className={styles.loading}>Loading containers…</div>
        ))}
      {isShown && items.length === 0 && (
        <ListEmpty
          isFiltered={containers.length > 0}
          isSearching={isSearching}
          onClearSearch={() => setSearch('')}
          onShowAll={() => setAll(true)}
          onRun={run}
        />
      )}
      {isShown && items.length > 0 && (
        <div className={`${styles.tableBox} ${error ? styles.stale : ''}`}>
          <Table
            ref={table}
            label="Containers"
            columns={columns}
            items={items}
            layout={layout}
            onLayout={setLayout}
            selection={selection}
            onSelection={onSelection}
            nameOf={nameOf}
            currentId={openId}
            markedId={menu?.type === 'row' ? menu.id : undefined}
            onOpen={actions.open}
            onMenu={(id, at) => setMenu({ type: 'row', id, at })}
            onColumnsMenu={(at) => setMenu({ type: 'columns', at })}
            onToggleGroup={(id, isOpen) => {
              const item = items.find((other) => other.id === id);
              if (item?.isGroup && groupId(item.group.stack) === id) toggleGroup(item.group.stack, isOpen);
            }}
            renderGroup={renderGroup}
            rowActions={rowActions}
            isDimmed={isDown}
          />
        </div>
      )}
      {isShown && !error && <StoppedNote containers={containers} onPrune={() => actions.ask({ type: 'prune' })} />}
      {chosen.length > 1 && (
        <SelectionBar
          containers={chosen}
          actions={actions}
          onMenu={(at) => setMenu({ type: 'row', at })}
          onClear={() => onSelection({ ...selection, ids: [] })}
        />
      )}
      {menu?.type === 'row' && (
        <RowMenu at={menu.at} containers={menuFor(menu.id)} actions={actions} onClose={closeMenu} />
      )}
      {menu?.type === 'columns' && (
        <ColumnsMenu at={menu.at} columns={columns} layout={layout} onLayout={setLayout} onClose={closeMenu} />
      )}
    </div>
  );
}
