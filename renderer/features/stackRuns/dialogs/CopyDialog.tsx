import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import { StackAction } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { containersSlice } from '../../containers/index.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { containersOf } from './runningOf.ts';
import { RunFrame } from './RunFrame.tsx';
import { t } from '../texts/index.ts';

const EVERY = {
  get in() {
    return t('All of its containers');
  },
  get out() {
    return t('The first of its containers');
  },
} as const;

/** Files between a container of a service and this computer. */
export function CopyDialog({ stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const members = containersOf(useSelector(containersSlice.selectors.selectItems), stack.project, []);
  const names = [...new Set(members.map(({ service: name }) => name))];
  const [service, setService] = useState(given[0] ?? names[0] ?? '');
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [texts, setTexts] = useState({ hostPath: '', containerPath: '' });
  const [index, setIndex] = useState('');
  const [options, setOptions] = useState({ archive: false, followLink: false });
  const run = useFollowedJob();
  const read = StackAction.safeParse({
    ...{ type: 'cp', service, direction, ...options },
    hostPath: texts.hostPath.trim(),
    containerPath: texts.containerPath.trim(),
    ...(index !== '' && { index: Number(index) }),
  });
  const action = read.success ? read.data : undefined;
  const its = members.filter((one) => one.service === service);
  const field = (key: keyof typeof texts, label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={texts[key]}
      onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
    />
  );
  const here = field('hostPath', t('Path on this computer'), '/home/me/data.sql');
  const inside = field('containerPath', t('Path in the container'), '/tmp/');
  return (
    <RunFrame
      title={t('Copy files of {{project}}', { project: stack.project })}
      run={run}
      command={action ? stackCommand(stack, action, cliArgs) : ''}
      runLabel={t('Copy')}
      isReady={action !== undefined}
      onRun={() => action && run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('Direction')}
        value={direction}
        onChange={(value) => setDirection(value === 'in' ? 'in' : 'out')}
        data={[
          { value: 'in', label: t('Into the container') },
          { value: 'out', label: t('Out of the container') },
        ]}
      />
      <div className={styles.options}>
        <NativeSelect
          label={t('Service')}
          data-autofocus
          value={service}
          onChange={(event) => {
            setService(event.currentTarget.value);
            setIndex('');
          }}
          data={names}
        />
        {its.length > 1 && (
          <NativeSelect
            label={t('Container')}
            value={index}
            onChange={(event) => setIndex(event.currentTarget.value)}
            data={[
              { value: '', label: EVERY[direction] },
              ...its.map(({ index: number = 1, label }) => ({ value: String(number), label })),
            ]}
          />
        )}
      </div>
      {direction === 'in' ? here : inside}
      {direction === 'in' ? inside : here}
      <Checkbox
        label={t('With owners and groups')}
        checked={options.archive}
        onChange={(event) => setOptions({ ...options, archive: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('What a link leads to, instead of the link')}
        checked={options.followLink}
        onChange={(event) => setOptions({ ...options, followLink: event.currentTarget.checked })}
      />
    </RunFrame>
  );
}
