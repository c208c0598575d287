import { useCallback, useMemo, useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { SearchField } from '../../../ui/search/SearchField.tsx';
import styles from '../../../ui/list/List.module.css';
import { ColumnsMenu } from '../../../ui/table/columnsMenuPopup.ts';
import type { Selection } from '../../../ui/table/selection.ts';
import { type Point, Table, type TableHandle } from '../../../ui/table/Table.tsx';
import { useSelectedContext } from '../../contexts/index.ts';
import { EngineUnavailable, ListNotice } from '../../engine/index.ts';
import { useImageActions } from '../actions/useImageActions.ts';
import { openPull } from '../../pull/index.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { imagesViewSlice } from '../store/viewSlice.ts';
import { GroupHeader } from './GroupHeader.tsx';
import { type ImageRow, isUnused } from './imageRows.ts';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHeader } from './ListHeader.tsx';
import { groupId, type RepositoryGroup } from './listItems.ts';
import { RowMenu } from './menus.ts';
import { RowActions } from './RowActions.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useImageList } from './useImageList.ts';
import { useListCommands } from './useListCommands.tsx';

const { selectIsLoaded, selectListError } = imagesSlice.selectors;
const { selectSearch, selectSelection } = imagesViewSlice.selectors;
const { searched, selected } = imagesViewSlice.actions;

interface ImageListProps {
  /** The row whose detail is open. */
  readonly openId?: string;
}

type OpenMenu =
  { readonly type: 'columns'; readonly at: Point } | { readonly type: 'row'; readonly id?: string; readonly at: Point };

const nameOf = ({ label }: ImageRow) => label;

export function ImageList({ openId }: ImageListProps) {
  const dispatch = useDispatch();
  const actions = useImageActions();
  const list = useImageList();
  const { context, rows, items, count, collapsed, setCollapsed, isGrouped } = list;
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
    return items.flatMap((item) => (!item.isGroup && ids.has(item.id) ? [item.row] : []));
  }, [items, selection.ids]);
  const open = rows.find(({ id }) => id === openId);

  const onSelection = (next: Selection) => {
    dispatch(selected(next));
    // An open detail goes along with the one row that is chosen.
    const [only] = next.ids;
    if (openId !== undefined && only !== undefined && next.ids.length === 1 && only !== openId) actions.open(only);
  };

  const toggleGroup = useCallback(
    (repository: string, isOpen?: boolean) => {
      const isClosed = collapsed.includes(repository);
      if ((isOpen ?? isClosed) === !isClosed) return;
      setCollapsed(isClosed ? collapsed.filter((other) => other !== repository) : [...collapsed, repository]);
    },
    [collapsed, setCollapsed],
  );
  const renderGroup = useCallback(
    (group: RepositoryGroup) => <GroupHeader group={group} onToggle={toggleGroup} />,
    [toggleGroup],
  );
  const rowActions = useCallback((row: ImageRow) => <RowActions row={row} actions={actions} />, [actions]);

  const menuFor = (id: string | undefined): readonly ImageRow[] => {
    const item = items.find((other) => other.id === id);
    if (item?.isGroup) return item.group.rows;
    return item && !chosen.includes(item.row) ? [item.row] : chosen;
  };
  const closeMenu = () => {
    if (menu?.type === 'row') table.current?.focus();
    setMenu(undefined);
  };

  useListCommands({
    targets: chosen.length > 0 ? chosen : open ? [open] : [],
    actions,
    isGrouped,
    setGrouped: list.setGrouped,
  });

  const isSearching = search.trim() !== '';
  return (
    <div className={styles.pane}>
      <ListHeader
        search={
          <SearchField
            label="Search images"
            placeholder="Search, or is:unused name:…"
            search={imageSearch}
            value={search}
            onChange={setSearch}
            items={rows}
            note={isSearching ? `${count} of ${rows.length}` : undefined}
            onLeave={() => table.current?.focus()}
          />
        }
        scope={list.scope}
        onScope={list.setScope}
        counts={list.counts}
        isGrouped={isGrouped}
        onGrouped={list.setGrouped}
        onColumnsMenu={(at) => setMenu({ type: 'columns', at })}
        onLoad={() => actions.ask({ type: 'load' })}
        onPrune={() => actions.ask({ type: 'prune' })}
        onFind={actions.find}
        onPull={() => openPull()}
      />
      {error && isShown && <ListNotice error={error} context={context} />}
      {!isShown &&
        (isAway ? (
          <EngineUnavailable context={engine} error={error} />
        ) : (
          <div className={styles.loading}>Loading images…</div>
        ))}
      {isShown && items.length === 0 && (
        <ListEmpty
          isFiltered={rows.length > 0}
          isSearching={isSearching}
          onClearSearch={() => setSearch('')}
          onShowAll={() => list.setScope('all')}
          onPull={() => openPull()}
        />
      )}
      {isShown && items.length > 0 && (
        <div className={`${styles.tableBox} ${error ? styles.stale : ''}`}>
          <Table
            ref={table}
            label="Images"
            columns={list.columns}
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
            onToggleGroup={(id, isOpen) => {
              const item = items.find((other) => other.id === id);
              if (item?.isGroup && groupId(item.group.repository) === id) toggleGroup(item.group.repository, isOpen);
            }}
            renderGroup={renderGroup}
            rowActions={rowActions}
            isDimmed={isUnused}
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
          columns={list.columns}
          layout={list.layout}
          onLayout={list.setLayout}
          onClose={closeMenu}
        />
      )}
    </div>
  );
}
