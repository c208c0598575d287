import type { ReactNode } from 'react';
import { ControlRow, ResetButton } from '../../ui/index.ts';
import styles from './Settings.module.css';
import { t } from './texts/index.ts';

interface SettingRowProps {
  readonly label: string;
  readonly description: string;
  /** In words; absent where it is none of these: a link. */
  readonly standard?: string;
  /** Present where it is not the default. */
  readonly onReset?: () => void;
  /** Why it cannot be changed here; empty: no reason was given. */
  readonly lockedReason?: string | undefined;
  /** One control, which carries the same name. */
  readonly children: ReactNode;
}

export function SettingRow({ label, description, standard, onReset, lockedReason, children }: SettingRowProps) {
  return (
    <ControlRow
      label={label}
      description={
        <>
          {description} {standard !== undefined && <Standard value={standard} />}
        </>
      }
      lockedReason={lockedReason}
    >
      {children}
      <ResetButton label={label} onReset={lockedReason === undefined ? onReset : undefined} />
    </ControlRow>
  );
}

const Standard = ({ value }: { readonly value: string }) => (
  <span className={styles.standard}>{t('Default: {{value}}.', { value })}</span>
);
