// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be <tr>: the browser would drop their roles
import { memo, type ReactNode, useState } from 'react';
import type { Column } from './columns.ts';
import styles from './Table.module.css';
import { t } from '../texts/index.ts';

export interface RowProps<Row> {
  readonly id: string;
  readonly row: Row;
  /** Of the whole list, from 0. */
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly name: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Its detail is open, or its menu. */
  readonly isCurrent: boolean;
  /** Its menu is open. */
  readonly isMarked: boolean;
  readonly isDimmed: boolean;
  /** Quick actions of the row under the pointer or the keyboard. */
  readonly actions?: (row: Row) => ReactNode;
}

/** Everything is delegated to the table: a row has no listener but the one for the pointer that comes and goes. */
function RowOf<Row>(props: RowProps<Row>) {
  const { id, row, index, top, columns, name, isSelected, isTabStop, isCurrent, isMarked, isDimmed, actions } = props;
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isActive = isPointedAt || hasFocus || isMarked;
  return (
    <div
      role="row"
      className={styles.row}
      style={{ top }}
      data-row={id}
      data-current={isCurrent || undefined}
      data-marked={isMarked || undefined}
      data-dimmed={isDimmed || undefined}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocus(true)}
      onBlur={(event) => {
        // Going to one of its own buttons: that button must not vanish on the way.
        if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
      }}
    >
      <div role="gridcell" className={styles.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          data-check=""
          checked={isSelected}
          onChange={ignore}
          aria-label={t('Select {{name}}', { name })}
        />
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          role={column.isHeader ? 'rowheader' : 'gridcell'}
          className={styles.cell}
          data-column={column.id}
          data-align={column.align}
        >
          {column.cell(row)}
        </div>
      ))}
      <div role="gridcell" className={styles.menu}>
        {isActive && actions && <div className={styles.actions}>{actions(row)}</div>}
        <button
          type="button"
          tabIndex={-1}
          data-menu=""
          className={styles.menuButton}
          aria-haspopup="menu"
          aria-label={t('More actions for {{name}}', { name })}
        />
      </div>
    </div>
  );
}

const ignore = () => {};

export const TableRow = memo(RowOf) as typeof RowOf;
