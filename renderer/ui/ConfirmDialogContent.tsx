import { Button, Modal } from '@mantine/core';
import { type ReactNode, useContext, useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { toAppError } from '../../contract/errors.ts';
import { CommandLine } from './CommandLine.tsx';
import { isConfirm } from './commands/fixedKeys.ts';
import styles from './ConfirmDialog.module.css';
import { DialogStep } from './dialogStep.ts';
import { StepTitle } from './StepTitle.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { useReturnFocus } from './useReturnFocus.ts';
import { t } from './texts/index.ts';

export interface ConfirmItem {
  readonly id: string;
  /** What goes: its name. */
  readonly name: string;
  /** What goes with it: “1.2 MB in the writable layer, volume 3f2a…”. */
  readonly detail?: ReactNode;
  /** Why to think twice: “is running”. */
  readonly warning?: string;
}

export interface ConfirmDialogProps {
  /** A question: “Remove 3 containers?” */
  readonly title: string;
  readonly message?: ReactNode;
  /** Exactly what goes, one line each. */
  readonly items?: readonly ConfirmItem[];
  /** Options that change what is done. */
  readonly children?: ReactNode;
  /** The command that does the same. */
  readonly command?: string;
  /** A verb: “Remove”. */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  /** While what goes is not known yet. */
  readonly isLoading?: boolean;
  /** When it gives a promise the dialog waits, and shows the error if it rejects. It closes itself never: `onCancel` or you do. */
  readonly onConfirm: () => void | Promise<void>;
  readonly onCancel: () => void;
}

/** Focus is on Cancel, so Enter and Esc both keep everything; Ctrl/Cmd-Enter confirms. */
export function ConfirmDialogContent({
  title,
  message,
  items = [],
  children,
  command,
  confirmLabel,
  isDangerous = false,
  isLoading = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  useReturnFocus();
  const step = useContext(DialogStep);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const confirm = async () => {
    if (isBusy || isLoading) return;
    setBusy(true);
    setError(undefined);
    step?.onConfirmed();
    try {
      await onConfirm();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onCancel}
      title={<StepTitle title={title} />}
      size="md"
      withCloseButton={false}
      onKeyDown={(event) => {
        if (isConfirm(event)) {
          event.preventDefault();
          void confirm();
        }
      }}
    >
      <div className={styles.body}>
        {message !== undefined && <div>{message}</div>}
        {items.length > 0 && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls
          <ul className={styles.items} aria-label={t('What this affects')} tabIndex={0}>
            {items.map((item) => (
              <li key={item.id} className={styles.item}>
                <span className={styles.name}>
                  {item.name}
                  {item.warning !== undefined && <span className={styles.warning}>{item.warning}</span>}
                </span>
                {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
              </li>
            ))}
          </ul>
        )}
        {children}
        {command !== undefined && <CommandLine command={command} label={t('The same on the command line')} />}
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('Cancel')}
          </Button>
          <Button
            color={isDangerous ? 'red' : undefined}
            loading={isBusy}
            disabled={isLoading}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
