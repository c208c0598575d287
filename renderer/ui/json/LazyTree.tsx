// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be a list of lists
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useRowHeight, useViewport } from '../table/useViewport.ts';
import { NO_ROWS, scrollTo, windowOf } from '../table/window.ts';
import styles from './LazyTree.module.css';

/** A line of a tree that has been laid flat. */
export interface TreeLine {
  readonly id: string;
  readonly depth: number;
  /** Absent for what has nothing inside. */
  readonly isOpen?: boolean;
  /** Place among those beside it, from 1, and how many there are: where not all of them are lines yet. */
  readonly place?: { readonly position: number; readonly count: number };
}

interface LazyTreeProps<Line extends TreeLine> {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly onToggle: (line: Line, isOpen: boolean) => void;
  readonly render: (line: Line) => ReactNode;
  /** Enter or a click on a line, besides opening and closing it. */
  readonly onActivate?: (line: Line) => void;
  /** A click opens and closes only on the arrow; beside it, it does no more than `onActivate`. */
  readonly isArrowApart?: boolean;
  /** What is typed leads to the next line that begins with it. */
  readonly textOf?: (line: Line) => string;
  /** The line whose details are shown elsewhere. */
  readonly currentId?: string;
  /** Brought into view when it changes, or comes in: the match of a search, the place that is shown elsewhere. */
  readonly revealId?: string;
}

const ROW_SHARE = 0.8;
const TYPING_MS = 800;

/** A tree of any size, of which only the lines on the screen are in the document. One tab stop; arrows as in the ARIA pattern. */
export function LazyTree<Line extends TreeLine>(props: LazyTreeProps<Line>) {
  const { label, lines, onToggle, onActivate, render, currentId, revealId, isArrowApart = false, textOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = Math.round(useRowHeight() * ROW_SHARE);
  const viewport = useViewport(scroller, height, 0);
  const [focusedId, setFocusedId] = useState<string>();
  const isFocusWanted = useRef(false);
  const revealed = useRef<string>(undefined);
  const typing = useRef({ text: '', at: 0 });
  const focusIndex = Math.max(
    0,
    lines.findIndex(({ id }) => id === focusedId),
  );
  const { start, end } = viewport ? windowOf(viewport, height, lines.length) : NO_ROWS;

  const reveal = (index: number) => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const top = scrollTo(index, { scrollTop: element.scrollTop, height: element.clientHeight }, height);
    if (top !== undefined) element.scrollTop = top;
  };

  useLayoutEffect(() => {
    if (revealed.current === revealId) return;
    const index = lines.findIndex(({ id }) => id === revealId);
    if (index < 0 && revealId !== undefined) return; // not yet
    revealed.current = revealId;
    if (index < 0) return;
    reveal(index);
    // One who comes in with Tab begins there; one who is in stays.
    if (!scroller.current?.contains(document.activeElement)) setFocusedId(revealId);
    // oxlint-disable-next-line react/exhaustive-deps -- only when another one is to be seen
  }, [revealId, lines]);

  useLayoutEffect(() => {
    if (!isFocusWanted.current) return;
    isFocusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  function moveTo(index: number) {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    setFocusedId(line.id);
    reveal(lines.indexOf(line));
    isFocusWanted.current = true;
  }

  function onKeyDown(event: KeyboardEvent) {
    const line = lines[focusIndex];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const parent = () => {
      for (let index = focusIndex - 1; index >= 0; index--) if ((lines[index]?.depth ?? 0) < line.depth) return index;
      return focusIndex;
    };
    const page = Math.max(1, Math.floor((viewport?.height ?? 0) / height) - 1);
    if (event.key === 'ArrowDown') moveTo(focusIndex + 1);
    else if (event.key === 'ArrowUp') moveTo(focusIndex - 1);
    else if (event.key === 'PageDown') moveTo(focusIndex + page);
    else if (event.key === 'PageUp') moveTo(focusIndex - page);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(lines.length - 1);
    else if (event.key === 'ArrowRight' && line.isOpen === false) onToggle(line, true);
    else if (event.key === 'ArrowRight' && line.isOpen) moveTo(focusIndex + 1);
    else if (event.key === 'ArrowLeft' && line.isOpen) onToggle(line, false);
    else if (event.key === 'ArrowLeft') moveTo(parent());
    else if (event.key === 'Enter' && line.isOpen !== undefined && !onActivate) onToggle(line, !line.isOpen);
    else if (event.key === 'Enter' && onActivate) onActivate(line);
    else if (event.key === ' ' || event.key.length > 1 || !typeAhead(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function typeAhead(key: string): boolean {
    if (!textOf || key === '/') return false;
    const isMore = performance.now() - typing.current.at < TYPING_MS;
    const text = (isMore ? typing.current.text : '') + key.toLowerCase();
    typing.current = { text, at: performance.now() };
    const from = focusIndex + (isMore ? 0 : 1);
    const next = [...lines.slice(from), ...lines.slice(0, from)].find((line) =>
      textOf(line).toLowerCase().startsWith(text),
    );
    if (next) moveTo(lines.indexOf(next));
    return true;
  }

  const drawn = lines.slice(start, end).map((line, offset) => ({ line, index: start + offset }));
  const focused = lines[focusIndex];
  if (viewport && focused && (focusIndex < start || focusIndex >= end))
    drawn.push({ line: focused, index: focusIndex });

  return (
    <div ref={scroller} className={styles.tree} role="tree" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      <div role="presentation" className={styles.body} style={{ height: lines.length * height }}>
        {drawn.map(({ line, index }) => (
          <div
            key={line.id}
            role="treeitem"
            className={styles.line}
            style={{ top: index * height, height, paddingLeft: (isArrowApart ? 4 : 10) + line.depth * 16 }}
            aria-level={line.depth + 1}
            aria-expanded={line.isOpen}
            aria-selected={index === focusIndex}
            aria-setsize={line.place?.count ?? -1}
            aria-posinset={line.place?.position}
            aria-current={line.id === currentId || undefined}
            tabIndex={index === focusIndex ? 0 : -1}
            data-marked={line.id === revealId || line.id === currentId || undefined}
            onFocus={() => setFocusedId(line.id)}
            onClick={(event) => {
              const isButton = event.target instanceof Element && event.target.closest('button') !== null;
              if (isButton) return;
              const isArrow = event.target instanceof Element && event.target.hasAttribute('data-arrow');
              if (line.isOpen !== undefined && (isArrow || !isArrowApart)) onToggle(line, !line.isOpen);
              if (!isArrow || !isArrowApart) onActivate?.(line);
            }}
            onKeyDown={() => undefined}
          >
            <span
              className={styles.arrow}
              data-arrow={isArrowApart ? 'apart' : ''}
              data-open={line.isOpen}
              aria-hidden="true"
            />
            {render(line)}
          </div>
        ))}
      </div>
    </div>
  );
}
