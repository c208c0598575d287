import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { useSettings } from '../../settings/index.ts';
import { applyAction } from './apply.ts';
import type { DialogProps } from './Dialogs.tsx';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';
import { plural, t } from '../texts/index.ts';

const MAX_SECONDS = 86_400;

/** A stop with a grace period of the person's choice. */
export function StopDialog({ context, containers, onClose }: DialogProps) {
  const dispatch = useDispatch();
  const cliArgs = useCliArgs(context);
  const usual = useSettings()?.stopTimeoutSeconds ?? 10;
  const [targets] = useState(containers);
  const [seconds, setSeconds] = useState<number | string>(Math.max(30, usual));
  const isValid = typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_SECONDS;
  const action = { type: 'stop' as const, timeoutSeconds: isValid ? seconds : 0 };
  return (
    <ConfirmDialog
      title={plural(targets.length, 'Stop {{name}}', 'Stop {{counted}}', {
        counted: counted(targets.length),
        name: targets[0]?.name ?? '',
      })}
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
      confirmLabel={t('Stop')}
      isLoading={!isValid}
      onConfirm={() => {
        onClose();
        void applyAction(dispatch, context, targets, action);
      }}
      onCancel={onClose}
    >
      <NumberInput
        label={t('Grace period in seconds')}
        description={t('So long the program has to end by itself. Then it is killed, and the exit code is 137.')}
        value={seconds}
        onChange={setSeconds}
        min={0}
        max={MAX_SECONDS}
        allowDecimal={false}
      />
    </ConfirmDialog>
  );
}
