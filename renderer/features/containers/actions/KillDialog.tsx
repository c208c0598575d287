import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { applyAction } from './apply.ts';
import type { DialogProps } from './Dialogs.tsx';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';

const SIGNALS: Readonly<Record<string, string>> = {
  SIGKILL: 'Ends it at once. The program cannot tidy up.',
  SIGTERM: 'Asks the program to end; this is what a stop sends first.',
  SIGINT: 'As Ctrl-C does.',
  SIGHUP: 'Many servers read their configuration again.',
  SIGQUIT: 'Ends it; some servers finish their requests first, others write a core dump.',
  SIGUSR1: 'What it does is up to the program, often opening its log files again.',
  SIGUSR2: 'What it does is up to the program.',
  SIGSTOP: 'Freezes the main process; SIGCONT goes on.',
  SIGCONT: 'Lets a frozen process go on.',
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
      title={`Send a signal to ${who}`}
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
      confirmLabel={action.signal === 'SIGKILL' ? 'Kill' : `Send ${action.signal}`}
      isDangerous={action.signal === 'SIGKILL'}
      isLoading={!isValid}
      onConfirm={() => {
        onClose();
        void applyAction(dispatch, context, targets, action);
      }}
      onCancel={onClose}
    >
      <Autocomplete
        label="Signal"
        description={SIGNALS[action.signal] ?? 'The main process gets it.'}
        data={Object.keys(SIGNALS)}
        value={text}
        onChange={setText}
        filter={({ options }) => options}
        error={isValid ? undefined : 'Write a signal such as SIGHUP or 1.'}
      />
    </ConfirmDialog>
  );
}
