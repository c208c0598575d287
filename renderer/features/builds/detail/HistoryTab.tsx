import { useState } from 'react';
import type { BuildSummary } from '../../../../contract/model/build.ts';
import { deferred, formatElapsed, formatSize, RelativeTime, StatusDot } from '../../../ui/index.ts';
import { BUILD_TONES, BUILD_WORDS, cacheText } from '../text/words.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { TrendChart } from './TrendChart.tsx';
import { t } from '../texts/index.ts';

const CompareDialog = deferred(async () => (await import('../compare/CompareDialog.tsx')).CompareDialog);

interface HistoryTabProps {
  readonly summary: BuildSummary;
  /** All that are kept, the newest first. */
  readonly builds: readonly BuildSummary[];
  readonly onOpen: (id: string) => void;
}

/** All builds of the same: how long they took, and what changed. */
export function HistoryTab({ summary, builds, onOpen }: HistoryTabProps) {
  const [otherId, setOtherId] = useState<string>();
  const same = builds.filter(({ subject }) => subject === summary.subject);
  const other = same.find(({ id }) => id === otherId);
  return (
    <div className={shared.scroll}>
      <TrendChart builds={same.toReversed()} currentId={summary.id} onOpen={onOpen} />
      <table className={styles.table} aria-label={t('Builds of the same')}>
        <thead>
          <tr>
            <th scope="col">{t('Build')}</th>
            <th scope="col">{t('Started')}</th>
            <th scope="col">{t('Took')}</th>
            <th scope="col">{t('Cached')}</th>
            <th scope="col">{t('Size')}</th>
            <th scope="col">{t('Action')}</th>
          </tr>
        </thead>
        <tbody>
          {same.map((build) => (
            <tr key={build.id} aria-current={build.id === summary.id || undefined}>
              <td>
                <button type="button" className={shared.linkButton} onClick={() => onOpen(build.id)}>
                  <StatusDot tone={BUILD_TONES[build.state]} /> {BUILD_WORDS[build.state]}
                </button>
              </td>
              <td>
                <RelativeTime at={build.startedAt} />
              </td>
              <td>{build.durationMs === undefined ? '–' : formatElapsed(build.durationMs)}</td>
              <td>{cacheText(build) || '–'}</td>
              <td>{build.imageSizeBytes === undefined ? '–' : formatSize(build.imageSizeBytes)}</td>
              <td>
                {build.id === summary.id ? (
                  t('this one')
                ) : (
                  <button type="button" className={shared.linkButton} onClick={() => setOtherId(build.id)}>
                    {t('Compare')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {other && (
        <CompareDialog
          ids={other.startedAt < summary.startedAt ? [other.id, summary.id] : [summary.id, other.id]}
          onClose={() => setOtherId(undefined)}
        />
      )}
    </div>
  );
}
