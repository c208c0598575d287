import { ContextSwitcher } from '../../features/contexts/index.ts';
import { EngineIndicator } from '../../features/engine/index.ts';
import { JobsButton } from '../../features/jobs/index.ts';
import { HostMeter } from '../../features/shell/index.ts';
import { useConnectionState } from '../../rpc/index.ts';
import { StatusDot } from '../../ui/index.ts';
import styles from './StatusBar.module.css';
import { t } from '../texts/index.ts';

export function StatusBar() {
  return (
    <footer className={styles.bar} aria-label={t('Status')}>
      <ContextSwitcher />
      <EngineIndicator />
      <span className={styles.space} />
      <JobsButton />
      <HostMeter />
      <Connection />
    </footer>
  );
}

/** Silent while all is well. */
function Connection() {
  const { type } = useConnectionState();
  if (type === 'open') return null;
  return (
    <span className={styles.connection}>
      <StatusDot tone="restarting" />
      {type === 'connecting' ? t('Connecting') : t('Reconnecting')}
    </span>
  );
}
