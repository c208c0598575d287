import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { CommandLine, ErrorNotice, useReturnFocus } from '../../../ui/index.ts';
import styles from '../Files.module.css';
import { t } from '../texts/index.ts';

interface DialogFormProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly command?: string;
  readonly submitLabel: string;
  readonly isReady: boolean;
  /** The dialog waits for it, and shows why it failed. */
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
}

/** Fields, the command that does the same, and two buttons. */
export function DialogForm({ title, children, command, submitLabel, isReady, onSubmit, onClose }: DialogFormProps) {
  useReturnFocus();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  async function submit() {
    if (!isReady || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {children}
        {error && <ErrorNotice error={error} />}
        {command !== undefined && <CommandLine command={command} label={t('The same on the command line')} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
