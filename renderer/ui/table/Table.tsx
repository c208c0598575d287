// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be <tr>: the browser would drop their roles
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column, TableLayout } from './columns.ts';
import { arrange, fitColumns, isShown, leastWidth, template } from './columns.ts';
import { GroupRow } from './GroupRow.tsx';
import { selectionAfter } from './keys.ts';
import { extendTo, selectAll, type Selection, selectOne, toggle } from './selection.ts';
import styles from './Table.module.css';
import { TableHeader } from './TableHeader.tsx';
import { TableRow } from './TableRow.tsx';
import { ROW_REM, useRowHeight, useViewport } from './useViewport.ts';
import { NO_ROWS, scrollTo, visibleOf, windowOf } from './window.ts';

export type TableItem<Row, Group> =
  | { readonly id: string; readonly row: Row; readonly isGroup?: false }
  | { readonly id: string; readonly group: Group; readonly isGroup: true };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface TableHandle {
  /** Puts the keyboard on the list: where it was, or on its first row. */
  readonly focus: () => void;
  readonly reveal: (id: string) => void;
}

interface TableProps<Row, Group> {
  /** Its accessible name. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly items: readonly TableItem<Row, Group>[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly nameOf: (row: Row) => string;
  /** The row whose detail is open. */
  readonly currentId?: string;
  /** The row whose menu is open. */
  readonly markedId?: string;
  /** Enter, and a double click. */
  readonly onOpen: (id: string) => void;
  readonly onMenu: (id: string, at: Point) => void;
  readonly onColumnsMenu?: (at: Point) => void;
  readonly onToggleGroup?: (id: string, isOpen?: boolean) => void;
  readonly renderGroup?: (group: Group) => ReactNode;
  readonly rowActions?: (row: Row) => ReactNode;
  readonly isDimmed?: (row: Row) => boolean;
  readonly ref?: Ref<TableHandle>;
}

/** The boxes to tick and the menu, at both ends of a row: as in the style sheet. */
const EDGES_REM = 2.125 + 2.25;

/**
 * A list of rows of one height, of which only those on the screen are in the document. It is a grid with one tab
 * stop: arrows move and choose as in a file manager, Right goes to the controls within a row. Rows keep their
 * elements while others change, and the row with the keyboard is always there, so focus is never lost.
 */
export function Table<Row, Group = never>(props: TableProps<Row, Group>) {
  const { label, columns, items, layout, onLayout, selection, onSelection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const viewport = useViewport(scroller, rowHeight, rowHeight);
  const ordered = useMemo(() => arrange(columns, layout), [columns, layout]);
  const edges = EDGES_REM * (rowHeight / ROW_REM);
  const shown = useMemo(
    () =>
      fitColumns(
        ordered.filter((column) => isShown(column, layout)),
        layout,
        (viewport?.width ?? 0) - edges,
      ),
    [ordered, layout, viewport?.width, edges],
  );
  const chosen = useMemo(() => new Set(selection.ids), [selection.ids]);
  const indexes = useMemo(() => new Map(items.map(({ id }, index) => [id, index])), [items]);

  // When the row with the keyboard goes away, the one that takes its place has it.
  const lastFocus = useRef(0);
  const known = selection.focusedId === undefined ? undefined : indexes.get(selection.focusedId);
  const focusIndex = known ?? Math.max(0, Math.min(lastFocus.current, items.length - 1));
  const isFocusWanted = useRef(false);
  useLayoutEffect(() => {
    lastFocus.current = focusIndex;
    const element = scroller.current;
    if (!element || !isFocusWanted.current) return;
    const row = element.querySelector<HTMLElement>('[data-row][tabindex="0"]');
    if (row && !element.contains(document.activeElement)) row.focus({ preventScroll: true });
  });

  const hasMargin = useIsPainted(viewport !== undefined && items.length > 0);
  const seen = viewport ? visibleOf(viewport, rowHeight, items.length) : NO_ROWS;
  const drawn = viewport && hasMargin ? windowOf(viewport, rowHeight, items.length) : seen;
  const revealIndex = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const height = element.clientHeight - rowHeight;
    const top = height > 0 ? scrollTo(index, { scrollTop: element.scrollTop, height }, rowHeight) : undefined;
    if (top !== undefined) element.scrollTop = top;
  };
  const rowElement = (id: string) =>
    [...(scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(
      ({ dataset }) => dataset['row'] === id,
    );

  useImperativeHandle(props.ref, () => ({
    focus: () => {
      revealIndex(focusIndex);
      scroller.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus({ preventScroll: true });
    },
    reveal: (id) => {
      const index = indexes.get(id);
      if (index !== undefined) revealIndex(index);
    },
  }));

  function itemOf(target: EventTarget | null) {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
    const index = id === undefined ? undefined : indexes.get(id);
    return index === undefined ? undefined : items[index];
  }

  function onClick(event: MouseEvent) {
    const item = itemOf(event.target);
    if (!item || !(event.target instanceof Element)) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.target.closest('[data-menu]')) return openMenu(item.id);
    if (event.target.closest('[data-check]')) {
      onSelection(event.shiftKey ? extendTo(selection, item, items, true) : toggle(selection, item));
    } else if (isControl(event.target)) {
      return;
    } else if (event.shiftKey) onSelection(extendTo(selection, item, items, command));
    else onSelection(command ? toggle(selection, item) : selectOne(item));
  }

  function onDoubleClick(event: MouseEvent) {
    const item = itemOf(event.target);
    if (item && !item.isGroup && event.target instanceof Element && !isControl(event.target)) props.onOpen(item.id);
  }

  function onContextMenu(event: MouseEvent) {
    const item = itemOf(event.target);
    // The browser's own menu for links and marked text is worth more there.
    if (!item || (event.target instanceof Element && event.target.closest('a[href^="http"], input'))) return;
    event.preventDefault();
    if (!item.isGroup && !chosen.has(item.id)) onSelection(selectOne(item));
    props.onMenu(item.id, { x: event.clientX, y: event.clientY });
  }

  function openMenu(id: string) {
    const item = items[indexes.get(id) ?? -1];
    const row = rowElement(id);
    if (!item || !row) return;
    if (!item.isGroup && !chosen.has(id)) onSelection(selectOne(item));
    const box = (row.querySelector('[data-menu]') ?? row).getBoundingClientRect();
    props.onMenu(id, { x: box.left, y: box.bottom });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-row]');
    if (!row) return;
    // The row that has the focus, however it got it: a screen reader moves it without a key.
    const at = indexes.get(row.dataset['row'] ?? '') ?? focusIndex;
    const item = items[at];
    if (walkControls(event, row)) return;
    if (target !== row) return;
    if (item?.isGroup && (event.key === 'Enter' || event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault();
      return props.onToggleGroup?.(item.id, event.key === 'Enter' ? undefined : event.key === 'ArrowRight');
    }
    if (item && event.key === 'Enter') {
      event.preventDefault();
      return props.onOpen(item.id);
    }
    if (item && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      event.preventDefault();
      return openMenu(item.id);
    }
    const key = { key: event.key, shiftKey: event.shiftKey, isCommand: event.ctrlKey || event.metaKey };
    const pageSize = Math.max(1, seen.end - seen.start - 1);
    const next = event.altKey
      ? undefined
      : selectionAfter(key, { ...selection, focusedId: item?.id }, items, at, pageSize);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onSelection(next);
    const index = next.focusedId === undefined ? undefined : indexes.get(next.focusedId);
    if (index !== undefined && index !== at) {
      revealIndex(index);
      focusAfterRender.current = true;
    }
  }

  const focusAfterRender = useRef(false);
  useLayoutEffect(() => {
    if (!focusAfterRender.current) return;
    focusAfterRender.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus({ preventScroll: true });
  });

  const indices = Array.from({ length: drawn.end - drawn.start }, (_, offset) => drawn.start + offset);
  if (viewport && items.length > 0 && (focusIndex < drawn.start || focusIndex >= drawn.end)) indices.push(focusIndex);
  const rowCount = items.reduce((count, item) => (item.isGroup ? count : count + 1), 0);
  const chosenCount = items.reduce((count, item) => (chosen.has(item.id) ? count + 1 : count), 0);

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      className={styles.scroller}
      style={
        {
          '--table-columns': template(shown, layout.widths),
          '--table-width': `${leastWidth(shown, layout.widths, edges)}px`,
        } as React.CSSProperties
      }
      aria-label={label}
      aria-rowcount={items.length + 1}
      aria-colcount={shown.length + 2}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
      onFocus={() => {
        isFocusWanted.current = true;
      }}
      onBlur={() => {
        // Not called for elements that React itself takes out: then the focus is still wanted here.
        isFocusWanted.current = false;
      }}
    >
      <div role="presentation" className={styles.wide}>
        <TableHeader
          columns={shown}
          allColumns={ordered}
          layout={layout}
          onLayout={onLayout}
          scroller={scroller}
          edges={edges}
          checked={chosenCount === 0 ? 'none' : chosenCount === rowCount ? 'all' : 'some'}
          onCheck={(isChecked) => onSelection(isChecked ? selectAll(selection, items) : { ...selection, ids: [] })}
          onMenu={props.onColumnsMenu}
        />
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- listens for its rows; the grid has the keys */}
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: items.length * rowHeight }}
          onClick={onClick}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
          onMouseDown={(event) => {
            if (event.shiftKey) event.preventDefault(); // it would mark text
          }}
        >
          {indices.map((index) => {
            const item = items[index];
            if (!item) return null;
            const at = {
              id: item.id,
              index,
              top: index * rowHeight,
              isTabStop: index === focusIndex,
              isMarked: item.id === props.markedId,
            };
            if (item.isGroup) {
              return (
                <GroupRow
                  key={item.id}
                  {...at}
                  group={item.group}
                  columnCount={shown.length}
                  render={props.renderGroup ?? nothing}
                />
              );
            }
            return (
              <TableRow
                key={item.id}
                {...at}
                row={item.row}
                columns={shown}
                name={props.nameOf(item.row)}
                isSelected={chosen.has(item.id)}
                isCurrent={item.id === props.currentId}
                isDimmed={props.isDimmed?.(item.row) ?? false}
                actions={props.rowActions}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Becomes true when what is drawn now has been painted: rows off the screen may come after those on it. */
function useIsPainted(isDrawn: boolean): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (!isDrawn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(() => setPainted(true))));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isDrawn]);
  return isPainted;
}

const CONTROLS = 'a[href], button, input, select, textarea';
const nothing = () => null;
const isControl = (target: Element) => target.closest(CONTROLS) !== null;

/** Left and Right go along the controls within a row, Escape back to the row. */
function walkControls(event: KeyboardEvent, row: HTMLElement): boolean {
  const target = event.target as HTMLElement;
  if (target.matches('input:not([type=checkbox]), textarea, select')) return false;
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const isBack = event.key === 'Escape' && target !== row;
  if ((by === 0 && !isBack) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (row.dataset['group'] !== undefined && target === row) return false;
  const controls = [row, ...row.querySelectorAll<HTMLElement>(CONTROLS)];
  const next = isBack ? row : controls[controls.indexOf(target) + by];
  if (!next) return false;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  return true;
}
