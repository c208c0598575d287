import type { Activity } from '../../../contract/model/event.ts';
import {
  CopyButton,
  ErrorNotice,
  formatClock,
  formatDateTime,
  formatElapsed,
  StatusDot,
  type StatusTone,
} from '../../ui/index.ts';
import styles from './Activity.module.css';
import { Calls } from './Calls.tsx';
import { openWhatHappened } from './teach/openWhatHappened.ts';
import { subjectsOf } from './teach/subjects.ts';
import { t } from './texts/index.ts';

const TONES: Record<Activity['state'], StatusTone> = {
  running: 'starting',
  done: 'running',
  failed: 'failed',
  cancelled: 'exited',
};
const WORDS: Record<Activity['state'], string> = {
  running: 'running',
  get done() {
    return t('done');
  },
  failed: 'failed',
  cancelled: 'cancelled',
};

interface ActionRowProps {
  readonly item: Activity;
}

export function ActionRow({
  item: { id, at, title, command, context, durationMs, state, error, calls = [] },
}: ActionRowProps) {
  return (
    <li className={styles.done}>
      <div className={styles.doneRow}>
        <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
          {formatClock(at)}
        </time>
        <StatusDot tone={TONES[state]} label={WORDS[state]} />
        <span className={styles.doneTitle}>{title}</span>
        <span className={styles.command} title={command}>
          <code>{command}</code>
          {command !== '' && <CopyButton text={command} label={t('Copy the command')} />}
        </span>
        <span className={styles.context}>{context}</span>
        <span className={styles.duration}>{durationMs === undefined ? '' : formatElapsed(durationMs)}</span>
      </div>
      {error && error.code !== 'cancelled' && <ErrorNotice error={error} />}
      <div className={styles.more}>
        {subjectsOf(calls).length > 0 && (
          <button type="button" className={styles.teach} onClick={() => openWhatHappened({ actionId: id })}>
            {t('What happened, step by step')}
          </button>
        )}
        {calls.length > 0 && <Calls calls={calls} context={context} />}
      </div>
    </li>
  );
}
