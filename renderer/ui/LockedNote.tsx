import { IconLock } from '@tabler/icons-react';
import styles from './ControlRow.module.css';
import { t } from './texts/index.ts';

/** Why something cannot be set here. Empty: whoever locked it gave no reason. */
export function LockedNote({ reason }: { readonly reason: string }) {
  return (
    <div className={styles.locked}>
      <IconLock aria-hidden="true" />
      {reason === '' ? t('Set by your organisation.') : t('Set by your organisation: {{reason}}', { reason })}
    </div>
  );
}
