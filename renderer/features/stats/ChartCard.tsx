import { useMemo, useState } from 'react';
import { formatClock } from '../../ui/index.ts';
import { Chart, type ChartLine } from './Chart.tsx';
import { NONE } from './format.ts';
import { type ChartData, summaryOf } from './series.ts';
import styles from './stats.module.css';
import { t } from './texts/index.ts';

interface ChartCardProps {
  readonly title: string;
  /** What `docker stats` would show now; absent when it does not run. */
  readonly now?: string;
  readonly data: ChartData;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  readonly formatTick?: (value: number) => string;
  readonly isBinary?: boolean;
  readonly spanSeconds: number;
  readonly leastMax: number;
}

/** One measure: its number now (or at the pointer), its course, and both in words. */
export function ChartCard({
  title,
  now = NONE,
  data,
  lines,
  format,
  formatTick = format,
  isBinary,
  spanSeconds,
  leastMax,
}: ChartCardProps) {
  const [hovered, setHovered] = useState<number>();
  const summary = useMemo(() => {
    const end = data[0].at(-1) ?? 0;
    const from = data[0].findIndex((second) => second >= end - spanSeconds);
    return lines.map((_, index) => summaryOf(data[index + 1]?.slice(Math.max(0, from)) ?? []));
  }, [data, lines, spanSeconds]);
  const words = lines
    .map(({ label }, index) => {
      const { average, highest } = summary[index] ?? {};
      return average === undefined || highest === undefined
        ? t('{{label}}: nothing measured', { label })
        : t('{{label}}: average {{average}}, highest {{highest}}', {
            label,
            average: format(average),
            highest: format(highest),
          });
    })
    .join('; ');
  const at = hovered === undefined ? undefined : data[0][hovered];

  return (
    <figure className={styles.card}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <span className={styles.now}>
          {at === undefined || hovered === undefined
            ? now
            : `${formatClock(at * 1000)}  ${lines.map((_, line) => shown(data[line + 1]?.[hovered], format)).join(' / ')}`}
        </span>
      </figcaption>
      <Chart
        data={data}
        lines={lines}
        formatTick={formatTick}
        isBinary={isBinary}
        spanSeconds={spanSeconds}
        leastMax={leastMax}
        onHover={setHovered}
        description={t('{{title}}: now {{now}}. {{words}}', { title, now, words })}
      />
      <ul className={styles.legend}>
        {lines.map(({ label, color, isDashed }, index) => {
          const known = summary[index];
          // A limit that is far above is not drawn; then its name would have nothing to name.
          if (isDashed && !known) return undefined;
          return (
            <li key={label}>
              <span className={styles.swatch} data-dashed={isDashed || undefined} style={{ color: `var(${color})` }} />
              {label}
              {known && !isDashed && (
                <span className={styles.summary}>
                  {t('avg {{average}}, max {{highest}}', {
                    average: format(known.average),
                    highest: format(known.highest),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

const shown = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? NONE : format(value);
