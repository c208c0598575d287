import { IconRestore } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ControlRow.module.css';
import { IconButton } from './IconButton.tsx';
import { LockedNote } from './LockedNote.tsx';
import { t } from './texts/index.ts';

interface ControlRowProps {
  readonly label: ReactNode;
  readonly description: ReactNode;
  /** Below the description: what is wrong with it. */
  readonly notes?: ReactNode;
  /** Present where the organisation has set it: its control is disabled then. Empty: no reason was given. */
  readonly lockedReason?: string | undefined;
  /** The control, which carries the same name. */
  readonly children?: ReactNode;
}

/** One thing that can be set: its name, a sentence about it, and its control. */
export function ControlRow({ label, description, notes, lockedReason, children }: ControlRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div>{label}</div>
        <div className={styles.description}>{description}</div>
        {notes}
        {lockedReason !== undefined && <LockedNote reason={lockedReason} />}
      </div>
      {children !== undefined && <Control isLocked={lockedReason !== undefined}>{children}</Control>}
    </div>
  );
}

/** A fieldset, as it disables whatever is in it: no control of a locked row can be forgotten. */
const Control = ({ isLocked, children }: { readonly isLocked: boolean; readonly children: ReactNode }) =>
  isLocked ? (
    <fieldset disabled className={styles.control}>
      {children}
    </fieldset>
  ) : (
    <div className={styles.control}>{children}</div>
  );

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
