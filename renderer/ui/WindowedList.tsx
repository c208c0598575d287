import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useViewport } from './table/useViewport.ts';
import { NO_ROWS, windowOf } from './table/window.ts';
import styles from './WindowedList.module.css';

interface WindowedListProps {
  /** Its accessible name. */
  readonly label: string;
  readonly role: 'log' | 'list';
  readonly count: number;
  /** CSS pixels; every row has the same height. */
  readonly rowHeight: number;
  /** Draws the row at an index; its `key` is the caller's. */
  readonly renderRow: (index: number) => ReactNode;
  /** Keeps to the end as it grows. */
  readonly isFollowing?: boolean;
  /** The person scrolled away from the end, or back to it. */
  readonly onFollowing?: (isFollowing: boolean) => void;
  /** Brings this row to the middle whenever it changes. */
  readonly revealed?: number;
}

/** Many rows of one height, of which only those on the screen are in the document. */
export function WindowedList(props: WindowedListProps) {
  const { label, role, count, rowHeight, renderRow, isFollowing = false, onFollowing, revealed } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller, rowHeight, 0);
  const { start, end } = viewport ? windowOf(viewport, rowHeight, count) : NO_ROWS;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isFollowing) element.scrollTop = element.scrollHeight;
  }, [count, isFollowing]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && revealed !== undefined) element.scrollTop = revealed * rowHeight - element.clientHeight / 2;
  }, [revealed, rowHeight]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role={role}
      aria-label={label}
      aria-live="off"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: element }) => {
        const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight;
        if (isAtEnd !== isFollowing) onFollowing?.(isAtEnd);
      }}
    >
      <div className={styles.body} style={{ height: count * rowHeight, paddingTop: start * rowHeight }}>
        {Array.from({ length: end - start }, (_, offset) => renderRow(start + offset))}
      </div>
    </div>
  );
}
