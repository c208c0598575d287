import type { BuildSummary } from '../../../../contract/model/build.ts';
import { formatDateTime, formatElapsed } from '../../../ui/index.ts';
import { BUILD_WORDS } from '../text/words.ts';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

interface TrendChartProps {
  /** Oldest first. */
  readonly builds: readonly BuildSummary[];
  readonly currentId: string;
  readonly onOpen: (id: string) => void;
}

const SHOWN = 40;

/** How long the builds of one thing took, a bar each; what came from the cache is the lighter part. */
export function TrendChart({ builds, currentId, onOpen }: TrendChartProps) {
  const ended = builds.filter(({ durationMs }) => durationMs !== undefined).slice(-SHOWN);
  const longest = Math.max(1, ...ended.map(({ durationMs = 0 }) => durationMs));
  if (ended.length < 2)
    return <p className={styles.silent}>{t('With the next build of it there is something to compare.')}</p>;
  return (
    <figure className={styles.trend} aria-label={t('Durations of its builds')}>
      <span className={styles.axis}>{formatElapsed(longest)}</span>
      <div className={styles.bars}>
        {ended.map(({ id, durationMs = 0, state, startedAt, cachedCount, stepCount }) => (
          <button
            key={id}
            type="button"
            className={styles.bar}
            data-state={state}
            aria-current={id === currentId || undefined}
            aria-label={t('{{startedAt}}: {{duration}}, {{state}}, {{cachedCount}} of {{stepCount}} from the cache', {
              startedAt: formatDateTime(startedAt),
              duration: formatElapsed(durationMs),
              state: BUILD_WORDS[state].toLowerCase(),
              cachedCount,
              stepCount,
            })}
            data-tip={`${formatElapsed(durationMs)} · ${formatDateTime(startedAt)}`}
            onClick={() => onOpen(id)}
          >
            <span style={{ height: `${Math.max(3, (100 * durationMs) / longest)}%` }} />
          </button>
        ))}
      </div>
    </figure>
  );
}
