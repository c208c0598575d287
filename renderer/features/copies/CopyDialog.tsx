import { engineName, useContexts, wordOf } from '../contexts/index.ts';
import { Button, Modal, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useDispatch } from 'react-redux';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Context } from '../../../contract/model/context.ts';
import { CommandLine, ErrorNotice } from '../../ui/index.ts';
import dialog from '../../ui/form/DialogForm.module.css';
import { t } from './texts/index.ts';
import { jobsSlice } from '../jobs/index.ts';

interface CopyDialogProps {
  readonly title: string;
  readonly target: string;
  readonly onTarget: (name: string) => void;
  /** The engine that it is on now. */
  readonly context: Context;
  readonly children: ReactNode;
  readonly error?: AppError | undefined;
  readonly command: string | undefined;
  readonly submitLabel: string;
  readonly isReady: boolean;
  /** Begins the job. Rejects with why not. */
  readonly onSubmit: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Where to, what will happen there, and the same on the command line. */
export function CopyDialog(props: CopyDialogProps) {
  const { title, target, onTarget, context, children, command, submitLabel, isReady, onSubmit, onClose } = props;
  const dispatch = useDispatch();
  const others = useContexts().filter(({ name }) => name !== context.name);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError>();
  const error = refused ?? props.error;

  async function submit() {
    if (isBusy || !isReady) return;
    setBusy(true);
    setRefused(undefined);
    try {
      await onSubmit();
      onClose();
      dispatch(jobsSlice.actions.drawerOpened());
    } catch (thrown) {
      setRefused(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form
        className={dialog.form}
        onChange={() => setRefused(undefined)}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label={t('To the context')}
          description={t('From {{name}}, as a stream through Gantry: neither disk holds an archive.', {
            name: context.name,
          })}
          placeholder={others.length === 0 ? t('There is no other context') : t('Choose one')}
          data={others.map((other) => ({
            value: other.name,
            label: `${other.name} · ${engineName(other) ?? wordOf(other.state)}`,
          }))}
          value={target || null}
          allowDeselect={false}
          onChange={(value) => onTarget(value ?? '')}
          data-autofocus
        />
        {children}
        {error && <ErrorNotice error={error} />}
        {command !== undefined && <CommandLine command={command} label={t('The same on the command line')} />}
        <div className={dialog.buttons}>
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
