import { IconAlertTriangle } from '@tabler/icons-react';
import styles from '../Run.module.css';

/** Why something should be done on purpose only. */
export function Danger({ text }: { readonly text: string }) {
  return (
    <span className={styles.danger}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      <span>{text}</span>
    </span>
  );
}
