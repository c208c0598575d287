import styles from './StatusDot.module.css';

export type StatusTone =
  | 'running'
  | 'starting'
  | 'paused'
  | 'restarting'
  | 'created'
  | 'exited'
  | 'removing'
  | 'dead'
  | 'failed'
  | 'healthy'
  | 'unhealthy'
  | 'unknown';

interface StatusDotProps {
  readonly tone: StatusTone;
  /** Said to a screen reader; leave it out where the word stands beside the dot. */
  readonly label?: string;
}

// Shape tells the states apart as well as colour does: full, ring, bars, half.
const SHAPE: Record<StatusTone, string> = {
  running: 'full',
  healthy: 'full',
  starting: 'pulse',
  restarting: 'pulse',
  removing: 'pulse',
  paused: 'bars',
  created: 'ring',
  exited: 'ring',
  unknown: 'ring',
  dead: 'cross',
  failed: 'cross',
  unhealthy: 'cross',
};

export function StatusDot({ tone, label }: StatusDotProps) {
  return (
    <span
      className={styles.dot}
      data-shape={SHAPE[tone]}
      style={{ color: `var(--g-state-${tone})` }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      data-tip={label}
    />
  );
}
