/**
 * Browsers cap the height of an element at some 33 million device pixels: a million lines on a sharp screen, or zoomed to
 * 200 %, are more. So the scrollbar has at most this many CSS pixels.
 */
export const MAX_SCROLL_PX = 4_000_000;
/** Near both ends one pixel of the scrollbar stays one pixel of the lines. */
const EDGE_PX = 500_000;

/** Height that the scrollbar is told, for lines of `total` pixels. */
export const scrollHeightOf = (total: number): number => Math.min(total, MAX_SCROLL_PX);

/** Where the scrollbar stands when the lines begin `real` pixels above the top of the view. */
export function toScrollTop(real: number, total: number): number {
  if (total <= MAX_SCROLL_PX) return real;
  if (real <= EDGE_PX) return real;
  if (real >= total - EDGE_PX) return MAX_SCROLL_PX - (total - real);
  return EDGE_PX + ((real - EDGE_PX) * (MAX_SCROLL_PX - 2 * EDGE_PX)) / (total - 2 * EDGE_PX);
}

/** The other way round. */
export function toReal(scrollTop: number, total: number): number {
  if (total <= MAX_SCROLL_PX) return scrollTop;
  if (scrollTop <= EDGE_PX) return scrollTop;
  if (scrollTop >= MAX_SCROLL_PX - EDGE_PX) return total - (MAX_SCROLL_PX - scrollTop);
  return EDGE_PX + ((scrollTop - EDGE_PX) * (total - 2 * EDGE_PX)) / (MAX_SCROLL_PX - 2 * EDGE_PX);
}
