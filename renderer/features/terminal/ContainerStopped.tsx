import { Button } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { ContainerState } from '../../../contract/model/container.ts';
import { client } from '../../rpc/index.ts';
import { EmptyState, ErrorNotice } from '../../ui/index.ts';
import styles from './terminal.module.css';
import { t } from './texts/index.ts';

interface ContainerStoppedProps {
  readonly context: string;
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
}

/** Whether a shell can be opened in it now. */
export const takesShells = (state: ContainerState | undefined): boolean => state === undefined || state === 'running';

function explain(state: ContainerState): { title: string; text: string; action?: 'start' | 'unpause' } {
  switch (state) {
    case 'paused':
      return {
        title: t('is paused'),
        text: t('Its processes are frozen, a shell would be too. Unpause it to open one.'),
        action: 'unpause',
      };
    case 'restarting':
      return { title: t('is restarting'), text: t('A shell can be opened as soon as it runs.') };
    case 'removing':
      return { title: t('is being removed'), text: t('There is nothing to open a shell in any more.') };
    case 'dead':
      return { title: t('is dead'), text: t('The engine could not remove it completely. It cannot be started again.') };
    default:
      return {
        title: t('does not run'),
        text: t('A shell runs beside the main process. Start it first.'),
        action: 'start',
      };
  }
}

/** In place of a shell: why there is none, and what to do. The list says when it runs. */
export function ContainerStopped(props: ContainerStoppedProps) {
  const { title, text, action } = explain(props.state);
  return (
    <EmptyState title={`${props.name} ${title}`} actions={action && <ActionButton {...props} action={action} />}>
      {text}
    </EmptyState>
  );
}

/** Start or Unpause, and the error where it did not work. */
export function ActionButton({ context, id, state, action }: ContainerStoppedProps & { action?: 'start' | 'unpause' }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const type = action ?? explain(state).action;
  if (!type) return undefined;
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      for await (const result of client.containers.apply({ context, ids: [id], action: { type } }))
        setError(result.error);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.action}>
      <Button loading={isBusy} onClick={() => void run()}>
        {type === 'start' ? t('Start') : t('Unpause')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </span>
  );
}
