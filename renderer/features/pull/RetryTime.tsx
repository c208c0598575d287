import { formatClock, formatElapsed, useNow } from '../../ui/index.ts';
import styles from './Pull.module.css';
import { t } from './texts/index.ts';

interface RetryTimeProps {
  /** Epoch ms. */
  readonly at: number;
}

/** When a registry lets one in again, by the clock and from now. */
export function RetryTime({ at }: RetryTimeProps) {
  const left = useNow((now) => (at > now ? formatElapsed(Math.ceil((at - now) / 1000) * 1000) : ''));
  return (
    <output className={styles.quiet}>
      {left === ''
        ? t('It may be tried again now.')
        : t('It may be tried again at {{clock}}, in {{left}}.', { clock: formatClock(at), left })}
    </output>
  );
}
