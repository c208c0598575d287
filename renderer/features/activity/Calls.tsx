import { curlCommand } from '../../../contract/commands/curlCommand.ts';
import type { EngineCall } from '../../../contract/model/event.ts';
import { CopyButton } from '../../ui/index.ts';
import { useContexts } from '../contexts/index.ts';
import styles from './Activity.module.css';
import { explainCall } from './explainCall.ts';
import { plural, t } from './texts/index.ts';

interface CallsProps {
  readonly calls: readonly EngineCall[];
  readonly context: string;
}

/** What the action asked of the engine, one request after the other, and what the engine does for each. */
export function Calls({ calls, context }: CallsProps) {
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
