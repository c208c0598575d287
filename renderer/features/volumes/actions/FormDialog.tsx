import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { CommandLine, ErrorNotice } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { t } from '../texts/index.ts';

interface FormDialogProps {
  readonly title: string;
  readonly children: (problem: (field: string) => string | undefined) => ReactNode;
  readonly command?: string | undefined;
  readonly submitLabel: string;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  /** The names of fields that show their own problem. */
  readonly fields?: readonly string[];
  /** Closes the dialog, or rejects: then the error is shown. */
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
}

/** A dialog with fields, the command that does the same, and what went wrong. */
export function FormDialog(props: FormDialogProps) {
  const { title, children, command, submitLabel, isReady, isDangerous = false, fields = [], onSubmit, onClose } = props;
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const field = error && fieldOf(error);
  const isAtField = field !== undefined && fields.includes(field);

  async function submit() {
    if (isBusy || !isReady) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }

  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form
        className={dialog.form}
        onChange={() => setError(undefined)}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {children((name) => (error && isAtField && name === field ? sentence(error) : undefined))}
        {error && !isAtField && <ErrorNotice error={error} />}
        {command !== undefined && <CommandLine command={command} label={t('The same on the command line')} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" color={isDangerous ? 'red' : undefined} loading={isBusy} disabled={!isReady}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const sentence = (error: AppError): string =>
  [error.message, 'hint' in error ? error.hint : ''].filter(Boolean).join(' ');

function fieldOf(error: AppError): string | undefined {
  if (error.code === 'name-in-use') return 'name';
  return error.code === 'invalid-input' ? error.path[0] : undefined;
}
