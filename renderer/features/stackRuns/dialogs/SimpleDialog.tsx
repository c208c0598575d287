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

type Kind = Exclude<StackRunKind, 'up' | 'create' | 'down' | 'scale' | 'cp' | 'run' | 'exec' | 'report'>;
type Option =
  'noCache' | 'pull' | 'includeDeps' | 'stop' | 'volumes' | 'noUp' | 'downProject' | 'withDependants' | 'noDeps';

interface Look {
  readonly title: string;
  readonly text: string;
  readonly options: readonly (readonly [Option, string])[];
  readonly isDangerous?: boolean;
}

const LOOKS: Record<Kind, Look> = {
  restart: {
    title: 'Restart',
    text: 'Each container is stopped and started again, as it is: a changed file has no effect. For that there is Up.',
    options: [
      ['withDependants', 'And what needs it'],
      ['noDeps', 'Nothing that the file restarts with it'],
    ],
  },
  stop: { title: 'Stop', text: 'The containers end and stay.', options: [] },
  kill: {
    title: 'Kill',
    text: 'The processes get the signal at once; what they have not written is lost.',
    options: [],
    isDangerous: true,
  },
  rm: {
    title: 'Remove the stopped containers of',
    text: 'What is in their writable layers is lost. Named volumes stay.',
    options: [
      ['stop', 'Stop those that run, and remove them too'],
      ['volumes', 'Their volumes without a name too'],
    ],
    isDangerous: true,
  },
  pull: {
    title: 'Pull the images of',
    text: 'Containers go on with the images they have, until Up.',
    options: [['includeDeps', 'And of what it needs']],
  },
  push: { title: 'Push the images of', text: 'To the registries that the names of the images say.', options: [] },
  build: {
    title: 'Build',
    text: 'Containers go on with the images they have, until Up.',
    options: [
      ['noCache', 'Without the cache'],
      ['pull', 'With newer base images'],
    ],
  },
  wait: {
    title: 'Wait for',
    text: 'The job ends when its container has stopped, and says with which exit code.',
    options: [['downProject', 'Then take the whole stack down: its containers and networks are removed']],
  },
  watch: {
    title: 'Watch',
    text: 'Follows the files that “develop: watch:” names, and syncs, rebuilds or restarts, until it is cancelled.',
    options: [['noUp', 'Without bringing it up first']],
  },
};

/** A question before what changes nothing but what it says. */
export function SimpleDialog({ kind, stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const look = LOOKS[kind as Kind];
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
      title={`${look.title} ${given.length === 0 ? stack.project : `${given.join(', ')} of ${stack.project}`}`}
      run={run}
      command={action ? stackCommand(stack, action, cliArgs) : ''}
      runLabel={look.title.split(' ', 1)[0] ?? ''}
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
          label="Signal"
          value={signal}
          onChange={(event) => setSignal(event.currentTarget.value)}
          error={read.success ? undefined : 'A name such as SIGTERM, or a number.'}
          className={styles.narrow}
        />
      )}
      {takesTimeout && (
        <NumberInput
          label="Seconds until it is killed"
          placeholder="As the file says"
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
