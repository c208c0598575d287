import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import { StackAction } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackRunKind } from '../opening.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { RunFrame } from './RunFrame.tsx';
import { useServices } from './useServices.ts';
import { whatOf } from './whatOf.ts';
import { t } from '../texts/index.ts';

type Kind = Exclude<StackRunKind, 'up' | 'create' | 'down' | 'scale' | 'cp' | 'run' | 'exec' | 'report'>;
type Option =
  'noCache' | 'pull' | 'includeDeps' | 'stop' | 'volumes' | 'noUp' | 'downProject' | 'withDependants' | 'noDeps';

interface Look {
  readonly title: (what: string) => string;
  readonly runLabel: string;
  readonly text: string;
  readonly options: readonly (readonly [Option, string])[];
  readonly isDangerous?: boolean;
}

const looks = (): Record<Kind, Look> => ({
  restart: {
    title: (what) => t('Restart {{what}}', { what }),
    runLabel: t('Restart'),
    text: t(
      'Each container is stopped and started again, as it is: a changed file has no effect. For that there is Up.',
    ),
    options: [
      ['withDependants', t('And what needs it')],
      ['noDeps', t('Nothing that the file restarts with it')],
    ],
  },
  stop: {
    title: (what) => t('Stop {{what}}', { what }),
    runLabel: t('Stop'),
    text: t('The containers end and stay.'),
    options: [],
  },
  kill: {
    title: (what) => t('Kill {{what}}', { what }),
    runLabel: t('Kill'),
    text: t('The processes get the signal at once; what they have not written is lost.'),
    options: [],
    isDangerous: true,
  },
  rm: {
    title: (what) => t('Remove the stopped containers of {{what}}', { what }),
    runLabel: t('Remove'),
    text: t('What is in their writable layers is lost. Named volumes stay.'),
    options: [
      ['stop', t('Stop those that run, and remove them too')],
      ['volumes', t('Their volumes without a name too')],
    ],
    isDangerous: true,
  },
  pull: {
    title: (what) => t('Pull the images of {{what}}', { what }),
    runLabel: t('Pull'),
    text: t('Containers go on with the images they have, until Up.'),
    options: [['includeDeps', t('And of what it needs')]],
  },
  push: {
    title: (what) => t('Push the images of {{what}}', { what }),
    runLabel: t('Push'),
    text: t('To the registries that the names of the images say.'),
    options: [],
  },
  build: {
    title: (what) => t('Build {{what}}', { what }),
    runLabel: t('Build'),
    text: t('Containers go on with the images they have, until Up.'),
    options: [
      ['noCache', t('Without the cache')],
      ['pull', t('With newer base images')],
    ],
  },
  wait: {
    title: (what) => t('Wait for {{what}}', { what }),
    runLabel: t('Wait'),
    text: t('The job ends when its container has stopped, and says with which exit code.'),
    options: [['downProject', t('Then take the whole stack down: its containers and networks are removed')]],
  },
  watch: {
    title: (what) => t('Watch {{what}}', { what }),
    runLabel: t('Watch'),
    text: t('Follows the files that “develop: watch:” names, and syncs, rebuilds or restarts, until it is cancelled.'),
    options: [['noUp', t('Without bringing it up first')]],
  },
});

/** A question before what changes nothing but what it says. */
export function SimpleDialog({ kind, stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const look = looks()[kind as Kind];
  const [only] = given;
  const outline = useServices(stack, only);
  const [options, setOptions] = useState<Partial<Record<Option, boolean>>>({});
  const [timeoutSeconds, setTimeoutSeconds] = useState<number>();
  const [signal, setSignal] = useState('SIGKILL');
  const run = useFollowedJob();
  const { withDependants, ...flags } = options;
  const dependants = only === undefined ? [] : (outline.service?.dependants ?? []);
  const services = withDependants ? [...given, ...dependants] : [...given];
  const takesTimeout = kind === 'restart' || kind === 'stop';
  const read = StackAction.safeParse({
    type: kind,
    services,
    ...flags,
    ...(takesTimeout && timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(kind === 'kill' && { signal: signal.trim().toUpperCase() }),
  });
  const action = read.success ? read.data : undefined;
  const shown = look.options.filter(([option]) => option !== 'withDependants' || dependants.length > 0);
  return (
    <RunFrame
      title={look.title(whatOf(stack.project, given))}
      run={run}
      command={action ? stackCommand(stack, action, cliArgs) : ''}
      runLabel={look.runLabel}
      isDangerous={look.isDangerous === true}
      isReady={action !== undefined}
      onRun={() => action && run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      <p>{look.text}</p>
      {outline.error && <ErrorNotice error={outline.error} />}
      {shown.map(([option, label]) => (
        <Checkbox
          key={option}
          label={label}
          {...(option === 'withDependants' && { description: dependants.join(', ') })}
          checked={options[option] === true}
          onChange={(event) => setOptions({ ...options, [option]: event.currentTarget.checked })}
        />
      ))}
      {kind === 'kill' && (
        <TextInput
          label={t('Signal')}
          value={signal}
          onChange={(event) => setSignal(event.currentTarget.value)}
          error={read.success ? undefined : t('A name such as SIGTERM, or a number.')}
          className={styles.narrow}
        />
      )}
      {takesTimeout && (
        <NumberInput
          label={t('Seconds until it is killed')}
          placeholder={t('As the file says')}
          min={0}
          max={86_400}
          allowDecimal={false}
          value={timeoutSeconds ?? ''}
          onChange={(value) => setTimeoutSeconds(typeof value === 'number' ? value : undefined)}
          className={styles.narrow}
        />
      )}
    </RunFrame>
  );
}
