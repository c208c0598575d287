import { useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { watchColorScheme } from '../../ui/colorScheme.ts';
import { formatClock } from '../../ui/index.ts';
import type { ChartData } from './series.ts';
import styles from './stats.module.css';

export interface ChartLine {
  readonly label: string;
  /** A variable of the theme: `--g-series-1`. */
  readonly color: string;
  readonly isDashed?: boolean;
}

interface ChartProps {
  readonly data: ChartData;
  readonly lines: readonly ChartLine[];
  /** For the axis: shorter than where the number stands alone. */
  readonly formatTick: (value: number) => string;
  /** Ticks at 2, 4, 8… and not at 2, 5, 10…: bytes of memory. */
  readonly isBinary?: boolean;
  readonly spanSeconds: number;
  /** The axis goes at least up to here. */
  readonly leastMax: number;
  /** What it shows, in words. */
  readonly description: string;
  /** The row of `data` under the pointer, or nothing. */
  readonly onHover: (index: number | undefined) => void;
}

const HEIGHT = 132;
const POWERS_OF_TWO = Array.from({ length: 50 }, (_, power) => 2 ** power);
/** The pointer over one chart marks the same moment in the others. */
const pointer = uPlot.sync('gantry.stats');

/** uPlot in React: made anew only when what cannot be changed in place does, fed with new data otherwise. */
export function Chart({
  data,
  lines,
  formatTick,
  isBinary = false,
  spanSeconds,
  leastMax,
  description,
  onHover,
}: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ data, formatTick, spanSeconds, leastMax, onHover });
  useLayoutEffect(() => {
    latest.current = { data, formatTick, spanSeconds, leastMax, onHover };
    plot.current?.setData(data as uPlot.AlignedData);
  }, [data, formatTick, spanSeconds, leastMax, onHover]);

  const look = JSON.stringify(lines);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const make = () => {
      plot.current?.destroy();
      plot.current = new uPlot(
        optionsFor(element, JSON.parse(look) as ChartLine[], latest, isBinary),
        latest.current.data as uPlot.AlignedData,
        element,
      );
    };
    make();
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    const unwatch = watchColorScheme(make);
    return () => {
      unwatch();
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [look, isBinary]);

  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of canvases, with its words as its name
  return <div ref={host} className={styles.chart} role="img" aria-label={description} />;
}

type Latest = { readonly current: Pick<ChartProps, 'formatTick' | 'spanSeconds' | 'leastMax' | 'onHover'> };

function optionsFor(
  element: HTMLElement,
  lines: readonly ChartLine[],
  latest: Latest,
  isBinary: boolean,
): uPlot.Options {
  const css = getComputedStyle(element);
  const color = (name: string) => css.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: color('--g-text-faint'),
    font: `11px ${color('--g-font-family')}`,
    grid: { stroke: color('--g-chart-grid'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: pointer.key }, points: { size: 5 } },
    scales: {
      x: {
        range: (_, __, newest) => {
          const end = Number.isFinite(newest) ? newest : Date.now() / 1000;
          return [end - latest.current.spanSeconds, end];
        },
      },
      y: { range: (_, __, highest) => [0, Math.max(latest.current.leastMax, (highest ?? 0) * 1.15)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        space: 84,
        values: (_, ticks) => ticks.map((second) => timeOf(second, latest.current.spanSeconds)),
      },
      {
        ...axis,
        size: 62,
        space: 34,
        incrs: isBinary ? POWERS_OF_TWO : undefined,
        values: (_, ticks) => ticks.map((value) => latest.current.formatTick(value)),
      },
    ],
    series: [
      {},
      ...lines.map((line, index) => ({
        label: line.label,
        stroke: color(line.color),
        width: 1.5,
        dash: line.isDashed ? [4, 4] : undefined,
        fill: index === 0 && !line.isDashed ? `color-mix(in srgb, ${color(line.color)} 10%, transparent)` : undefined,
        points: { show: false },
      })),
    ],
    hooks: { setCursor: [({ cursor }) => latest.current.onHover(cursor.idx ?? undefined)] },
  };
}

/** `14:03`, with the seconds where the span is short. */
const timeOf = (second: number, spanSeconds: number): string => {
  const clock = formatClock(second * 1000);
  return spanSeconds <= 300 ? clock : clock.slice(0, clock.lastIndexOf(':'));
};
