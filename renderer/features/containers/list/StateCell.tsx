import { useDispatch, useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { RelativeTime, StatusDot, useNow } from '../../../ui/index.ts';
import { containerActionsSlice, type Pending } from '../actions/actionsSlice.ts';
import { applyAction } from '../actions/apply.ts';
import { ACTION_WORDS } from '../actions/words.ts';
import { HEALTH_WORDS, stateText, stateTone } from '../text/state.ts';
import styles from './Cells.module.css';
import { t } from '../texts/index.ts';

interface StateCellProps {
  readonly container: ContainerSummary;
  readonly context: string;
  /** In the list the dot stands before the name, where it is seen however narrow the list is. */
  readonly hasDot?: boolean;
}

const { selectPending } = containerActionsSlice.selectors;
type Root = Parameters<typeof selectPending>[0];

export const usePending = (id: string): Pending | undefined => useSelector((root: Root) => selectPending(root)[id]);

export function StateCell({ container, context, hasDot = false }: StateCellProps) {
  const pending = usePending(container.id);
  if (pending) return <PendingState container={container} context={context} pending={pending} hasDot={hasDot} />;
  const { health, stateSinceAt } = container;
  const text = stateText(container);
  return (
    <span className={styles.state} title={health ? `${text}, ${HEALTH_WORDS[health]}` : text}>
      {hasDot && <StatusDot tone={stateTone(container)} />}
      {health === 'unhealthy' ? t('Unhealthy') : text}
      {stateSinceAt !== undefined && (
        <span className={styles.faint}>
          <RelativeTime at={stateSinceAt} style="age" />
        </span>
      )}
    </span>
  );
}

const graceTip = () =>
  t(
    'Then the engine kills it. A program that ignores the signal always takes this long: run it with an init (--init).',
  );

/** What is being done, how long a stop still waits, and a way not to wait. */
function PendingState({ container, context, pending, hasDot }: StateCellProps & { readonly pending: Pending }) {
  const dispatch = useDispatch();
  const { type, startedAt, graceSeconds } = pending;
  const left = useNow((now) =>
    graceSeconds === undefined ? -1 : Math.max(0, graceSeconds - Math.floor((now - startedAt) / 1000)),
  );
  const isWaiting = useNow((now) => (now - startedAt >= 1000 ? 1 : 0)) === 1;
  return (
    <span className={`${styles.state} ${styles.pending}`}>
      {hasDot && <StatusDot tone="removing" />}
      {ACTION_WORDS[type].doing}
      {isWaiting && left >= 0 && (
        <span className={styles.faint} data-tip={graceTip()}>
          {left} s
        </span>
      )}
      {isWaiting && type === 'stop' && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.inlineButton}
          onClick={() => void applyAction(dispatch, context, [container], { type: 'kill', signal: 'SIGKILL' })}
        >
          {t('Kill now')}
        </button>
      )}
    </span>
  );
}

/** The state at a glance. */
export function StateDot({ container }: { readonly container: ContainerSummary }) {
  const isPending = usePending(container.id) !== undefined;
  return <StatusDot tone={isPending ? 'removing' : stateTone(container)} />;
}
