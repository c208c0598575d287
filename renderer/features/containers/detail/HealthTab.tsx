import { joinWords } from '../../../../contract/commands/words.ts';
import type { ContainerHealth } from '../../../../contract/model/container.ts';
import { EmptyState, formatClock, formatElapsed, KeyValues, StatusDot } from '../../../ui/index.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

interface HealthTabProps {
  readonly health?: ContainerHealth;
}

/** `CMD-SHELL curl …` is a line for a shell, `CMD curl …` a list of words. */
const testText = ([kind, ...words]: readonly string[]): string =>
  kind === 'CMD-SHELL' ? words.join(' ') : joinWords(words);

export function HealthTab({ health }: HealthTabProps) {
  if (!health) return <EmptyState title={t('It has no health check')} />;
  const { status, failingStreak, log, test, intervalMs, timeoutMs, retries } = health;
  const seconds = (ms: number | undefined) => (ms === undefined ? undefined : formatElapsed(ms));
  return (
    <div className={shared.scroll}>
      <section className={shared.block} aria-label={t('Health')}>
        <KeyValues
          items={[
            { key: t('Health'), value: status === 'none' ? t('not checked') : status },
            { key: t('Failed in a row'), value: failingStreak > 0 ? failingStreak : undefined },
            { key: t('Check'), value: test.length > 0 ? testText(test) : undefined, isMono: true },
            { key: t('Every'), value: seconds(intervalMs) },
            { key: t('Waits at most'), value: seconds(timeoutMs) },
            {
              key: t('Unhealthy after'),
              value: retries === undefined ? undefined : t('{{retries}} failures in a row', { retries }),
            },
          ]}
        />
      </section>
      <section className={shared.block} aria-label={t('Checks')}>
        <h3>{t('Last checks')}</h3>
        {log.length === 0 && <p className={shared.dim}>{t('None has been made yet.')}</p>}
        <ol className={styles.probes}>
          {log.toReversed().map(({ startedAt, endedAt, exitCode, output }) => (
            <li key={startedAt}>
              <div className={styles.probeHead}>
                <StatusDot tone={exitCode === 0 ? 'healthy' : 'unhealthy'} />
                {formatClock(startedAt)}
                <span className={shared.faint}>
                  {exitCode === 0
                    ? t('passed in {{max}}', { max: formatElapsed(Math.max(0, endedAt - startedAt)) })
                    : t('failed ({{exitCode}}) in {{max}}', {
                        exitCode,
                        max: formatElapsed(Math.max(0, endedAt - startedAt)),
                      })}
                </span>
              </div>
              {output.trim() !== '' && <pre className={styles.lastLines}>{output.trimEnd()}</pre>}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
