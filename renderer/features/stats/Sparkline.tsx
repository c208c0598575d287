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

/** The last minute at a glance; the number beside it says the same, so it is silent for a screen reader. */
export function Sparkline({ points, max, spanMs = 60_000, width = 48, height = 16 }: SparklineProps) {
  const inner = { spanMs, max, width: width - 2, height: height - 2 };
  return (
    <svg
      className={styles.sparkline}
      width={width}
      height={height}
      viewBox={`-1 -1 ${width} ${height}`}
      aria-hidden="true"
    >
      {points.length >= LEAST_POINTS && <path d={sparklinePath(points, inner)} />}
    </svg>
  );
}
