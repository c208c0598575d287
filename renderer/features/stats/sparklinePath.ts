export interface SparkPoint {
  readonly at: number;
  readonly value: number;
}

/** Samples further apart than this have a gap between them. */
export const GAP_MS = 3500;

/**
 * The line through the points: the newest at the right edge, `spanMs` the whole width, 0 at the bottom and `max` at the
 * top. Where samples are missing the line is interrupted; a sample by itself is a dot (the line's round end).
 */
export function sparklinePath(
  points: readonly SparkPoint[],
  { spanMs, max, width, height }: { spanMs: number; max: number; width: number; height: number },
): string {
  const last = points.at(-1);
  if (!last || max <= 0) return '';
  let path = '';
  let before: number | undefined;
  for (const { at, value } of points) {
    const x = width - ((last.at - at) / spanMs) * width;
    if (x < 0) continue;
    const y = height - (Math.min(Math.max(value, 0), max) / max) * height;
    const isJoined = before !== undefined && at - before <= GAP_MS;
    path += `${isJoined ? 'L' : 'M'}${round(x)} ${round(y)}${isJoined ? '' : 'h0'}`;
    before = at;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
