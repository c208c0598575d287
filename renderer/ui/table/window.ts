/** Rows are drawn in steps of this many, so that a scroll by a few pixels draws nothing new. */
const STEP = 6;
const OVERSCAN = 6;

export interface RowWindow {
  /** Index of the first row that is drawn. */
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
}

/** Before anything has been measured. */
export const NO_ROWS: RowWindow = { start: 0, end: 0 };

/** The rows to draw: those on the screen and a few on both sides. */
export function windowOf({ scrollTop, height }: Viewport, rowHeight: number, count: number): RowWindow {
  const { start: first, end: last } = visibleOf({ scrollTop, height }, rowHeight, count);
  const start = Math.max(0, Math.floor((first - OVERSCAN) / STEP) * STEP);
  const end = Math.min(count, Math.ceil((last + OVERSCAN) / STEP) * STEP);
  return { start: Math.min(start, end), end };
}

/** The rows of which at least a part is on the screen. */
export function visibleOf({ scrollTop, height }: Viewport, rowHeight: number, count: number): RowWindow {
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - height));
  const start = Math.min(count, Math.floor(top / rowHeight));
  return { start, end: Math.min(count, Math.ceil((top + height) / rowHeight)) };
}

/** Where to scroll so that a row is wholly seen; `undefined` where it is already. */
export function scrollTo(index: number, { scrollTop, height }: Viewport, rowHeight: number): number | undefined {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return undefined;
}
