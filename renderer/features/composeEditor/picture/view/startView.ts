import type { Rect } from '../places/places.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Smaller than this nobody reads the names. */
const READABLE = 0.8;
const EDGE_PX = 28;

/**
 * Where the picture begins: all of it in the middle if it can be read then; else in a size that can be read, from where one
 * begins to read, or with what is wanted in the middle.
 */
export function startView(
  rects: readonly Rect[],
  { width, height }: Size,
  wanted?: Rect,
): { readonly x: number; readonly y: number; readonly zoom: number } {
  if (rects.length === 0) return { x: EDGE_PX, y: EDGE_PX, zoom: 1 };
  const all = around(rects);
  const fit = Math.min((width - 2 * EDGE_PX) / all.width, (height - 2 * EDGE_PX) / all.height, 1);
  const zoom = Math.max(fit, READABLE);
  if (wanted && zoom > fit) {
    return {
      x: width / 2 - (wanted.x + wanted.width / 2) * zoom,
      y: height / 2 - (wanted.y + wanted.height / 2) * zoom,
      zoom,
    };
  }
  const isWide = all.width * zoom > width - 2 * EDGE_PX;
  const isHigh = all.height * zoom > height - 2 * EDGE_PX;
  // Short columns stand in the middle of the high ones: the first that are in sight begin where the eye does.
  const right = all.x + (width - EDGE_PX) / zoom;
  const top = Math.min(...rects.filter(({ x }) => !isWide || x < right).map(({ y }) => y));
  return {
    x: isWide ? EDGE_PX - all.x * zoom : width / 2 - (all.x + all.width / 2) * zoom,
    y: isHigh ? EDGE_PX - top * zoom : height / 2 - (all.y + all.height / 2) * zoom,
    zoom,
  };
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((each) => each.x));
  const y = Math.min(...rects.map((each) => each.y));
  const right = Math.max(...rects.map((each) => each.x + each.width));
  const bottom = Math.max(...rects.map((each) => each.y + each.height));
  return { x, y, width: right - x, height: bottom - y };
}
