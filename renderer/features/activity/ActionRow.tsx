import { curlCommand } from '../../../contract/commands/curlCommand.ts';
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
import { useContexts } from '../contexts/index.ts';
import styles from './Activity.module.css';
import { explainCall } from './explainCall.ts';
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
      {calls.length > 0 && <Calls calls={calls} context={context} />}
    </li>
  );
}

interface CallsProps {
  readonly calls: readonly EngineCall[];
  readonly context: string;
}

/** What the action asked of the engine, one request after the other, and what the engine does for each. */
function Calls({ calls, context }: CallsProps) {
  const contexts = useContexts();
  const known = contexts.find(({ name }) => name === context);
  const apiVersion = known?.state.type === 'connected' ? known.state.engine.apiVersion : undefined;
  return (
    <details className={styles.calls}>
      <summary>{plural(calls.length, '1 API call', '{{count}} API calls')}</summary>
      <ol>
        {calls.map((call, index) => {
          const curl = known && curlCommand(call, known.endpoint, apiVersion);
          const lesson = explainCall(call);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- they never move, and the same call may come twice
            <li key={index}>
              <code>{`${call.method} ${call.path}`}</code> {call.status ?? t('no answer')}
              {curl !== undefined && <CopyButton text={curl} label={t('Copy as curl')} />}
              {lesson !== undefined && <div className={styles.lesson}>{lesson}</div>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
