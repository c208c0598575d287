import { Link } from 'wouter';
import type { EngineEvent } from '../../../contract/model/event.ts';
import { formatClock, formatDateTime } from '../../ui/index.ts';
import styles from './Activity.module.css';
import { baseAction } from './filterEvents.ts';

interface EventRowProps {
  readonly event: EngineEvent;
}

const TONES: Readonly<Record<string, string>> = {
  start: 'good',
  unpause: 'good',
  create: 'good',
  die: 'bad',
  oom: 'bad',
  kill: 'bad',
  destroy: 'bad',
  delete: 'bad',
  remove: 'bad',
};
/** Said elsewhere in the row, or by every event alike. */
const HIDDEN = new Set(['name', 'execID']);

export function EventRow({ event: { at, type, action, actorId, actorName, attributes } }: EventRowProps) {
  const name = actorName || actorId.replace(/^sha256:/, '').slice(0, 12);
  const rest = Object.entries(attributes)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, value]) => `${key}=${value}`)
    .join('  ');
  return (
    <div className={styles.event}>
      <time dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
        {formatClock(at)}
      </time>
      <span className={styles.type}>{type}</span>
      <span className={styles.action} data-tone={TONES[baseAction(action)]} title={action}>
        {action}
      </span>
      <span className={styles.object} title={actorId}>
        {type === 'container' && action !== 'destroy' ? <Link href={`/containers/${actorId}`}>{name}</Link> : name}
      </span>
      <span className={styles.attributes} title={rest}>
        {rest}
      </span>
    </div>
  );
}
