import {
  type CSSProperties,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { LayoutStore } from './layoutStore.ts';
import styles from './SplitView.module.css';

interface SplitViewProps {
  readonly list: ReactNode;
  /** Opens beside the list; over it where the window is narrow. Absent: the list has all the room. */
  readonly detail?: ReactNode;
  /** Accessible name of the separator: “Size of the container detail”. */
  readonly label: string;
  readonly store: LayoutStore;
  readonly storeKey: string;
  readonly defaultSize?: number;
}

const MIN_LIST = 260;
const MIN_DETAIL = 340;
const STEP = 24;
/** Of a wide window, where the list has room enough. */
const DETAIL_SHARE = 0.39;

/** List and detail with a separator that can be dragged, moved with the arrow keys, and reset by a double click. */
export function SplitView({ list, detail, label, store, storeKey, defaultSize = 560 }: SplitViewProps) {
  const root = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => window.innerWidth);
  const stored = useSyncExternalStore(store.subscribe, () => store.read(storeKey));
  const usual = Math.max(defaultSize, Math.round(width * DETAIL_SHARE));
  const size = typeof stored === 'number' ? stored : usual;

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const isOver = width < MIN_LIST + MIN_DETAIL;
  const max = Math.max(MIN_DETAIL, width - MIN_LIST);
  const clamp = (value: number) => Math.round(Math.min(Math.max(value, MIN_DETAIL), max));
  const shown = clamp(size);
  const settle = (value: number) => store.write(storeKey, clamp(value));

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const element = root.current;
    if (event.button !== 0 || !element) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const right = element.getBoundingClientRect().right;
    let next = shown;
    // While it moves only a CSS variable changes: React renders once, at the end.
    const move = (moved: globalThis.PointerEvent) => {
      next = clamp(right - moved.clientX);
      element.style.setProperty('--detail-size', `${next}px`);
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('lostpointercapture', end);
      settle(next);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end);
  };

  return (
    <div
      ref={root}
      className={styles.split}
      data-over={isOver || undefined}
      style={{ '--detail-size': `${shown}px` } as CSSProperties}
    >
      <div className={styles.list} inert={isOver && detail !== undefined}>
        {list}
      </div>
      {detail !== undefined && !isOver && (
        <div
          className={styles.separator}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a focusable separator is a widget; hr is not
          role="separator"
          aria-orientation="vertical"
          aria-label={label}
          aria-valuenow={shown}
          aria-valuemin={MIN_DETAIL}
          aria-valuemax={max}
          tabIndex={0}
          onPointerDown={drag}
          onDoubleClick={() => settle(usual)}
          onKeyDown={(event) => {
            const by = { ArrowLeft: STEP, ArrowRight: -STEP, Home: max, End: -max }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            settle(shown + by);
          }}
        />
      )}
      {detail !== undefined && <div className={styles.detail}>{detail}</div>}
    </div>
  );
}
