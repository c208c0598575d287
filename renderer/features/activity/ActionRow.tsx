import type { Activity, EngineCall } from '../../../contract/model/event.ts';
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
import { plural, t } from './texts/index.ts';

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
  item: { at, title, command, context, durationMs, state, error, calls = [] },
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
      {calls.length > 0 && <Calls calls={calls} />}
    </li>
  );
}

/** What the action asked of the engine: for those who want to do it without Gantry and without the CLI. */
function Calls({ calls }: { readonly calls: readonly EngineCall[] }) {
  return (
    <details className={styles.calls}>
      <summary>{plural(calls.length, '1 API call', '{{count}} API calls')}</summary>
      <ul>
        {calls.map(({ method, path, status }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they never move, and the same call may come twice
          <li key={index}>
            <code>{`${method} ${path}`}</code> {status ?? t('no answer')}
          </li>
        ))}
      </ul>
    </details>
  );
}
