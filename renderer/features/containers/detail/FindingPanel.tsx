import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { TermLink } from '../../help/index.ts';
import { useActions } from '../actions/useActions.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { findingOf } from './detailFacts.ts';
import { useLastLines } from './useLastLines.ts';
import { t } from '../texts/index.ts';

interface FindingPanelProps {
  readonly context: string;
  readonly detail: ContainerDetail;
}

/** Why it ended, or what is wrong with it, with the last lines of its log. */
export function FindingPanel({ context, detail }: FindingPanelProps) {
  const finding = findingOf(detail);
  if (!finding) return null;
  const { tone, title, text, wantsLog } = finding;
  return (
    <section className={styles.finding} data-tone={tone} aria-label={t('What happened')}>
      {tone === 'info' ? <IconInfoCircle aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
      <div className={styles.findingBody}>
        <p className={styles.findingTitle}>{title}</p>
        {text !== '' && (
          <p className={styles.findingText}>
            {text} <TermLink term="container" />
          </p>
        )}
        {wantsLog && <LastLines context={context} detail={detail} />}
      </div>
    </section>
  );
}

function LastLines({ context, detail: { id, finishedAt, restartCount } }: FindingPanelProps) {
  const actions = useActions();
  const lines = useLastLines(context, id, `${finishedAt ?? 0}-${restartCount}`);
  if (!lines) return null;
  if (lines.every((line) => line === '')) return <p className={shared.faint}>{t('It printed nothing.')}</p>;
  return (
    <>
      <pre className={styles.lastLines} aria-label={t('Last log lines')}>
        {lines.join('\n')}
      </pre>
      <button type="button" className={shared.linkButton} onClick={() => actions.open(id, 'logs')}>
        {t('All of its log')}
      </button>
    </>
  );
}
