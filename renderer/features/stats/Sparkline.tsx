import { useMemo, useState } from 'react';
import { type SparkPoint, sparklinePath } from './sparklinePath.ts';
import styles from './stats.module.css';

interface SparklineProps {
  readonly points: readonly SparkPoint[];
  /** Value at the top. */
  readonly max: number;
  readonly spanMs?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Fewer are a speck, not a line. */
const LEAST_POINTS = 4;

/** A second is less than a pixel of it; the number beside it is of this second. */
const REDRAW_MS = 3000;

/** The last minute at a glance; the number beside it says the same, so it is silent for a screen reader. */
export function Sparkline({ points, max, spanMs = 60_000, width = 48, height = 16 }: SparklineProps) {
  const turn = Math.floor((points.at(-1)?.at ?? 0) / REDRAW_MS);
  const [drawn, setDrawn] = useState({ turn, points, max });
  if (drawn.turn !== turn) setDrawn({ turn, points, max });
  const path = useMemo(
    () =>
      drawn.points.length < LEAST_POINTS
        ? ''
        : sparklinePath(drawn.points, { spanMs, max: drawn.max, width: width - 2, height: height - 2 }),
    [drawn, spanMs, width, height],
  );
  return (
    <svg
      className={styles.sparkline}
      width={width}
      height={height}
      viewBox={`-1 -1 ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
