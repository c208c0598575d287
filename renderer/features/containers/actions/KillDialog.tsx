import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { applyAction } from './apply.ts';
import type { DialogProps } from './Dialogs.tsx';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';
import { t } from '../texts/index.ts';

const SIGNALS: Readonly<Record<string, string>> = {
  get SIGKILL() {
    return t('Ends it at once. The program cannot tidy up.');
  },
  get SIGTERM() {
    return t('Asks the program to end; this is what a stop sends first.');
  },
  get SIGINT() {
    return t('As Ctrl-C does.');
  },
  get SIGHUP() {
    return t('Many servers read their configuration again.');
  },
  get SIGQUIT() {
    return t('Ends it; some servers finish their requests first, others write a core dump.');
  },
  get SIGUSR1() {
    return t('What it does is up to the program, often opening its log files again.');
  },
  get SIGUSR2() {
    return t('What it does is up to the program.');
  },
  get SIGSTOP() {
    return t('Freezes the main process; SIGCONT goes on.');
  },
  get SIGCONT() {
    return t('Lets a frozen process go on.');
  },
};

/** Which signals an engine knows is up to it: here is only checked that it is one word. */
const isSignal = (text: string) => /^(SIG)?[A-Z0-9+-]+$/.test(text);

export function KillDialog({ context, containers, onClose }: DialogProps) {
  const dispatch = useDispatch();
  const cliArgs = useCliArgs(context);
  const [targets] = useState(containers);
  const [text, setText] = useState('SIGKILL');
  const signal = text.trim().toUpperCase();
  const isValid = isSignal(signal);
  const action = {
    type: 'kill' as const,
    signal: /^\d+$/.test(signal) || signal.startsWith('SIG') ? signal : `SIG${signal}`,
  };
  const who = targets.length === 1 ? (targets[0]?.name ?? '') : counted(targets.length);
  return (
    <ConfirmDialog
      title={t('Send a signal to {{who}}', { who })}
      items={targets.length > 1 ? targets.map(({ id, name }) => ({ id, name })) : []}
      command={
        isValid
          ? containerActionCommand(
              action,
              targets.map(({ name }) => name),
              cliArgs,
            )
          : undefined
      }
      confirmLabel={action.signal === 'SIGKILL' ? t('Kill') : t('Send {{signal}}', { signal: action.signal })}
      isDangerous={action.signal === 'SIGKILL'}
      isLoading={!isValid}
      onConfirm={() => {
        onClose();
        void applyAction(dispatch, context, targets, action);
      }}
      onCancel={onClose}
    >
      <Autocomplete
        label={t('Signal')}
        description={SIGNALS[action.signal] ?? t('The main process gets it.')}
        data={Object.keys(SIGNALS)}
        value={text}
        onChange={setText}
        filter={({ options }) => options}
        error={isValid ? undefined : t('Write a signal such as SIGHUP or 1.')}
      />
    </ConfirmDialog>
  );
}
