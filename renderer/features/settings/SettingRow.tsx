import type { ReactNode } from 'react';
import styles from './Settings.module.css';

interface SettingRowProps {
  readonly label: string;
  readonly description: string;
  /** One control, which carries the same name. */
  readonly children: ReactNode;
}

export function SettingRow({ label, description, children }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div>{label}</div>
        <div className={styles.description}>{description}</div>
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
