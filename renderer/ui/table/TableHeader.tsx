// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be <tr>: the browser would drop their roles
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, type RefObject, useId, useState } from 'react';
import {
  clampWidth,
  leastWidth,
  type Column,
  moveColumn,
  nextSort,
  placeBeside,
  type TableLayout,
  template,
  widthOf,
} from './columns.ts';
import styles from './Table.module.css';
import { t } from '../texts/index.ts';

interface TableHeaderProps<Row> {
  /** The shown ones, in order. */
  readonly columns: readonly Column<Row>[];
  /** All of them, in order. */
  readonly allColumns: readonly Column<Row>[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Width of what stands at both ends of a row. */
  readonly edges: number;
  readonly checked: 'none' | 'some' | 'all';
  readonly onCheck: (isChecked: boolean) => void;
  readonly onMenu?: (at: { x: number; y: number }) => void;
}

const STEP = 16;

/** One tab stop; arrows move between the headers, Enter sorts, Shift with arrows changes the width, Alt with arrows the place. */
export function TableHeader<Row>(props: TableHeaderProps<Row>) {
  const { columns, allColumns, layout, onLayout, scroller, edges, checked, onCheck, onMenu } = props;
  const [tabStop, setTabStop] = useState<string>();
  const [dropAt, setDropAt] = useState<string>();
  const hintId = useId();
  const stop = columns.some(({ id }) => id === tabStop) ? tabStop : columns[0]?.id;

  const showWidths = (widths: TableLayout['widths']) => {
    scroller.current?.style.setProperty('--table-columns', template(columns, widths));
    scroller.current?.style.setProperty('--table-width', `${leastWidth(columns, widths, edges)}px`);
  };

  const setWidth = (column: Column<Row>, width: number) =>
    onLayout({ ...layout, widths: { ...layout.widths, [column.id]: clampWidth(width, column) } });

  function startResize(event: PointerEvent<HTMLElement>, column: Column<Row>) {
    event.preventDefault();
    const handle = event.currentTarget;
    const startX = event.clientX;
    // A growing column is wider than its width says: what is dragged is what is seen.
    const startWidth = handle.parentElement?.offsetWidth || widthOf(column, layout.widths);
    const widthAt = (x: number) => clampWidth(startWidth + x - startX, column);
    const ends = new AbortController();
    const end = (x?: number) => {
      ends.abort();
      if (x === undefined) showWidths(layout.widths);
      else setWidth(column, widthAt(x));
    };
    handle.setPointerCapture?.(event.pointerId);
    const on = (
      type: 'pointermove' | 'pointerup' | 'pointercancel',
      listener: (moved: globalThis.PointerEvent) => void,
    ) => handle.addEventListener(type, listener, { signal: ends.signal });
    on('pointermove', ({ clientX }) => showWidths({ ...layout.widths, [column.id]: widthAt(clientX) }));
    on('pointerup', ({ clientX }) => end(clientX === startX ? undefined : clientX));
    on('pointercancel', () => end());
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, column: Column<Row>) {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) setWidth(column, widthOf(column, layout.widths) + by * STEP);
    else if (event.altKey) onLayout(moveColumn(allColumns, layout, column.id, by));
    else {
      const next = columns[columns.findIndex(({ id }) => id === column.id) + by];
      if (!next) return;
      setTabStop(next.id);
      scroller.current?.querySelector<HTMLElement>(`[data-header="${next.id}"]`)?.focus();
    }
  }

  function drop(id: string, onto: string) {
    const ids = allColumns.map((column) => column.id);
    if (id === onto || !ids.includes(id)) return;
    onLayout({ ...layout, order: placeBeside(ids, id, onto, ids.indexOf(id) < ids.indexOf(onto) ? 1 : -1) });
  }

  return (
    <div
      role="row"
      aria-rowindex={1}
      className={styles.header}
      onContextMenu={(event) => {
        if (!onMenu) return;
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <div role="columnheader" className={styles.check} aria-label={t('Selected')}>
        <span className="g-visually-hidden">{t('Selected')}</span>
        <input
          type="checkbox"
          checked={checked === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = checked === 'some';
          }}
          onChange={(event) => onCheck(event.currentTarget.checked)}
          aria-label={t('Select all')}
        />
      </div>
      {columns.map((column) => {
        const sort = layout.sort?.columnId === column.id ? layout.sort : undefined;
        return (
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its button takes the focus
          <div
            key={column.id}
            role="columnheader"
            className={styles.headerCell}
            data-align={column.align}
            data-drop={dropAt === column.id || undefined}
            aria-sort={sort ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
              event.preventDefault();
              setDropAt(column.id);
            }}
            onDragLeave={() => setDropAt(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setDropAt(undefined);
              drop(event.dataTransfer.getData(DRAG_TYPE), column.id);
            }}
          >
            <button
              type="button"
              className={styles.headerButton}
              data-header={column.id}
              data-sortable={column.compare ? '' : undefined}
              aria-describedby={hintId}
              tabIndex={column.id === stop ? 0 : -1}
              draggable
              onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, column.id)}
              onKeyDown={(event) => onKeyDown(event, column)}
              onClick={() => column.compare && onLayout({ ...layout, sort: nextSort(layout.sort, column) })}
            >
              <span className={styles.headerTitle}>{column.title}</span>
              {sort &&
                (sort.isDescending ? (
                  <IconArrowDown size={12} aria-hidden="true" />
                ) : (
                  <IconArrowUp size={12} aria-hidden="true" />
                ))}
            </button>
            <span
              className={styles.resize}
              aria-hidden="true"
              onPointerDown={(event) => startResize(event, column)}
              onDoubleClick={() => onLayout(withoutWidth(layout, column.id))}
            />
          </div>
        );
      })}
      <div role="columnheader" className={styles.menu}>
        <span className="g-visually-hidden">{t('Actions')}</span>
        <span id={hintId} hidden>
          {t('Shift with the arrow keys changes the width, Alt with the arrow keys moves the column.')}
        </span>
      </div>
    </div>
  );
}

const DRAG_TYPE = 'application/x-gantry-column';

/** Back to the width that the column has by default. */
function withoutWidth(layout: TableLayout, id: string): TableLayout {
  const { [id]: _, ...widths } = layout.widths;
  return { ...layout, widths };
}
