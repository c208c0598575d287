import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import look from '../../../../ui/form/DialogForm.module.css';
import { t } from '../../texts/index.ts';

interface AskFormProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly isReady?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small dialog that asks what is to be written. */
export function AskForm({ title, submitLabel, isReady = true, onSubmit, onClose, children }: AskFormProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form
        className={look.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onSubmit();
        }}
      >
        {children}
        <div className={look.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
