import { formatClock, formatElapsed, useNow } from '../../ui/index.ts';
import styles from './Pull.module.css';

interface RetryTimeProps {
  /** Epoch ms. */
  readonly at: number;
}

/** When a registry lets one in again, by the clock and from now. */
export function RetryTime({ at }: RetryTimeProps) {
  const left = useNow((now) => (at > now ? formatElapsed(Math.ceil((at - now) / 1000) * 1000) : ''));
  return (
    <output className={styles.quiet}>
      {left === '' ? 'It may be tried again now.' : `It may be tried again at ${formatClock(at)}, in ${left}.`}
    </output>
  );
}
