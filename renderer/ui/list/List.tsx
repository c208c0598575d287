import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { SearchField } from '../search/SearchField.tsx';
import { ColumnsMenu } from '../table/columnsMenuPopup.ts';
import type { Selection } from '../table/selection.ts';
import { type Point, Table, type TableHandle } from '../table/Table.tsx';
import { GroupHeading } from './GroupHeading.tsx';
import styles from './List.module.css';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHeader } from './ListHeader.tsx';
import { groupId, type RowGroup } from './listItems.ts';
import type {
  GroupLook,
  ListAction,
  ListAvailability,
  ListBeginning,
  ListCommand,
  ListScope,
  ListSearch,
  ListView,
  ListWords,
} from './listTypes.ts';
import { RowMenu } from './rowMenu.ts';
import { SelectionBar } from './SelectionBar.tsx';
import type { ListContent } from './useList.ts';
import { useListCommands } from './useListCommands.tsx';
import { t } from '../texts/index.ts';

interface ListProps<Row, Scope extends string> {
  readonly words: ListWords;
  /** From `useList`. */
  readonly content: ListContent<Row>;
  /** From `useListView` of the settings feature. */
  readonly view: ListView;
  readonly availability: ListAvailability;
  readonly search: ListSearch<Row>;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  /** What can be done to rows: for the menu, the bar over several, shortcuts and the palette. */
  readonly commands: readonly ListCommand<Row>[];
  /** The commands of the bar over several, by id; without it all that are for several. */
  readonly barIds?: readonly string[];
  readonly nameOf: (row: Row) => string;
  readonly isDimmed?: (row: Row) => boolean;
  /** Buttons (`tabIndex={-1}`) of the row under the pointer or the keyboard; the same function each time. */
  readonly rowActions?: (row: Row) => ReactNode;
  /** Absent where the list has no groups. */
  readonly groups?: GroupLook<Row>;
  readonly scope?: ListScope<Scope>;
  /** The row whose detail is open. */
  readonly openId?: string | undefined;
  readonly onOpen: (id: string) => void;
  /** In the header before the search: pages that belong together. */
  readonly sections?: ReactNode;
  /** In the header after the choice of columns: hidden where there is little room. */
  readonly tools?: ReactNode;
  /** In the header before the button of `primary`. */
  readonly actions?: ReactNode;
  readonly primary?: ListAction;
  readonly beginning: ListBeginning;
  /** Under the rows. */
  readonly footer?: ReactNode;
  /** The detail lies over it. */
  readonly isCovered?: boolean;
}

type OpenMenu =
  { readonly type: 'columns'; readonly at: Point } | { readonly type: 'row'; readonly id?: string; readonly at: Point };

/**
 * A page's list of the objects of an engine: header with search and scopes, a windowed table that is grouped or flat,
 * selection with its bar, menus, and commands for the keyboard and the palette. What the rows are, how they are drawn
 * and what can be done to them is the feature's; where things are kept (selection, search, layout) is too.
 */
export function List<Row extends { readonly id: string }, Scope extends string = string>(props: ListProps<Row, Scope>) {
  const { words, content, view, availability, search, selection, commands, nameOf, groups, openId } = props;
  const { rows, columns, items, count } = content;
  const { layout, setLayout, collapsed, setCollapsed } = view;
  const { isShown, notice } = availability;
  const table = useRef<TableHandle>(null);
  const [menu, setMenu] = useState<OpenMenu>();
  const focusTable = useCallback(() => table.current?.focus(), []);

  // What is not on the screen is not acted on.
  const chosen = useMemo(() => {
    const ids = new Set(selection.ids);
    return items.flatMap((item) => (!item.isGroup && ids.has(item.id) ? [item.row] : []));
  }, [items, selection.ids]);
  const open = openId === undefined || chosen.length > 0 ? undefined : rows.find(({ id }) => id === openId);

  const onSelection = (next: Selection) => {
    props.onSelection(next);
    // An open detail goes along with the one row that is chosen.
    const [only] = next.ids;
    if (openId !== undefined && only !== undefined && next.ids.length === 1 && only !== openId) props.onOpen(only);
  };

  const toggleGroup = useCallback(
    (key: string, isOpen?: boolean) => {
      const isClosed = collapsed.includes(key);
      if ((isOpen ?? isClosed) === !isClosed) return;
      setCollapsed(isClosed ? collapsed.filter((other) => other !== key) : [...collapsed, key]);
    },
    [collapsed, setCollapsed],
  );
  const renderGroup = useCallback(
    (group: RowGroup<Row>) => groups && <GroupHeading group={group} look={groups} onToggle={toggleGroup} />,
    [groups, toggleGroup],
  );

  const menuFor = (id: string | undefined): readonly Row[] => {
    const item = items.find((other) => other.id === id);
    if (item?.isGroup) return item.group.rows;
    return item && !chosen.includes(item.row) ? [item.row] : chosen;
  };
  const closeMenu = () => {
    if (menu?.type === 'row') focusTable();
    setMenu(undefined);
  };
  const openColumns = (at: Point) => setMenu({ type: 'columns', at });

  useListCommands({
    words,
    targets: chosen.length > 0 ? chosen : open ? [open] : [],
    commands,
    nameOf,
    view,
    groupNoun: groups?.noun,
  });

  return (
    <div className={styles.pane} inert={props.isCovered ?? false}>
      <ListHeader
        title={words.title}
        sections={props.sections}
        search={
          <SearchField
            label={t('Search {{many}}', { many: words.many })}
            placeholder={search.placeholder}
            search={search.search}
            value={search.text}
            onChange={search.onText}
            items={rows}
            note={search.text.trim() === '' ? undefined : t('{{count}} of {{rows}}', { count, rows: rows.length })}
            onLeave={focusTable}
          />
        }
        scope={props.scope as ListScope | undefined}
        view={view}
        groupNoun={groups?.noun}
        tools={props.tools}
        actions={props.actions}
        primary={props.primary}
        onColumnsMenu={openColumns}
      />
      {isShown && notice}
      {!isShown &&
        (availability.unavailable ?? (
          <div className={styles.loading}>{t('Loading {{many}}…', { many: words.many })}</div>
        ))}
      {isShown && items.length === 0 && (
        <ListEmpty
          words={words}
          isFiltered={rows.length > 0}
          search={search}
          scope={props.scope as ListScope | undefined}
          beginning={props.beginning}
        />
      )}
      {isShown && items.length > 0 && (
        <div className={`${styles.tableBox} ${notice === undefined ? '' : styles.stale}`}>
          <Table
            ref={table}
            label={words.title}
            columns={columns}
            items={items}
            layout={layout}
            onLayout={setLayout}
            selection={selection}
            onSelection={onSelection}
            nameOf={nameOf}
            currentId={openId}
            markedId={menu?.type === 'row' ? menu.id : undefined}
            onOpen={props.onOpen}
            onMenu={(id, at) => setMenu({ type: 'row', id, at })}
            onColumnsMenu={openColumns}
            onToggleGroup={(id, isOpen) => {
              const item = items.find((other) => other.id === id);
              if (item?.isGroup && groupId(item.group.key) === id) toggleGroup(item.group.key, isOpen);
            }}
            renderGroup={renderGroup}
            rowActions={props.rowActions}
            isDimmed={props.isDimmed}
          />
        </div>
      )}
      {isShown && notice === undefined && props.footer}
      {chosen.length > 1 && (
        <SelectionBar
          words={words}
          rows={chosen}
          commands={commands}
          ids={props.barIds}
          onMenu={(at) => setMenu({ type: 'row', at })}
          onClear={() => onSelection({ ...selection, ids: [] })}
        />
      )}
      {menu?.type === 'row' && (
        <RowMenu
          at={menu.at}
          words={words}
          rows={menuFor(menu.id)}
          commands={commands}
          nameOf={nameOf}
          onClose={closeMenu}
        />
      )}
      {menu?.type === 'columns' && (
        <ColumnsMenu at={menu.at} columns={columns} layout={layout} onLayout={setLayout} onClose={closeMenu} />
      )}
    </div>
  );
}
