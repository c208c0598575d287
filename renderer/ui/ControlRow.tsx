import { IconRestore } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ControlRow.module.css';
import { IconButton } from './IconButton.tsx';
import { t } from './texts/index.ts';

interface ControlRowProps {
  readonly label: ReactNode;
  readonly description: ReactNode;
  /** Below the description: why it is locked, what is wrong with it. */
  readonly notes?: ReactNode;
  /** The control, which carries the same name. */
  readonly children?: ReactNode;
}

/** One thing that can be set: its name, a sentence about it, and its control. */
export function ControlRow({ label, description, notes, children }: ControlRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div>{label}</div>
        <div className={styles.description}>{description}</div>
        {notes}
      </div>
      {children !== undefined && <div className={styles.control}>{children}</div>}
    </div>
  );
}

interface ResetButtonProps {
  readonly label: string;
  /** Present where there is something to take back. */
  readonly onReset: (() => void) | undefined;
}

/** Its place is kept: a control does not move when its value becomes the default. */
export function ResetButton({ label, onReset }: ResetButtonProps) {
  return (
    <span className={styles.reset}>
      {onReset && (
        <IconButton
          size="small"
          label={t('Back to the default: {{label}}', { label })}
          icon={<IconRestore />}
          onClick={onReset}
        />
      )}
    </span>
  );
}
