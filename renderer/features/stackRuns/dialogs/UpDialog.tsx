import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import { StackAction } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { PlanList } from './PlanList.tsx';
import { RunFrame } from './RunFrame.tsx';

type Pull = 'policy' | 'always' | 'missing' | 'never';

/** Shows what up (or create) will do, then does it. */
export function UpDialog({ kind, stack, services = [], cliArgs, onClose }: StackDialogProps) {
  const isUp = kind === 'up';
  const [options, setOptions] = useState({
    build: false,
    forceRecreate: false,
    removeOrphans: false,
    wait: false,
    noDeps: false,
    recreateVolumes: false,
    pull: 'policy' as Pull,
  });
  const action = StackAction.parse({ type: isUp ? 'up' : 'create', services, ...options });
  const plan = useLoad(JSON.stringify([stack, action]), (signal) =>
    client.stackRuns.plan({ stack, action }, { signal }),
  );
  const run = useFollowedJob();
  const box = (key: Exclude<keyof typeof options, 'pull'>, label: string, description?: string) => (
    <Checkbox
      label={label}
      description={description}
      checked={options[key]}
      onChange={(event) => setOptions({ ...options, [key]: event.currentTarget.checked })}
    />
  );
  const what = services.length === 0 ? stack.project : `${services.join(', ')} of ${stack.project}`;
  const hasOther = plan.value?.volumes.some(({ step }) => step === 'differs' || step === 'recreate') === true;
  return (
    <RunFrame
      title={isUp ? `Up ${what}` : `Create ${what}`}
      run={run}
      command={stackCommand(stack, action, cliArgs)}
      runLabel={isUp ? 'Up' : 'Create'}
      isReady={plan.error === undefined}
      isDangerous={options.recreateVolumes}
      onRun={() => run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      {plan.error && <ErrorNotice error={plan.error} actions={[{ label: 'Look again', run: plan.reload }]} />}
      {plan.value?.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {plan.value && !plan.value.hasChanges && <output>Everything is as the file says: up changes nothing.</output>}
      {plan.value && <PlanList plan={plan.value} />}
      {!plan.value && !plan.error && <output className={styles.quiet}>Looking at what is there…</output>}
      <div className={styles.options}>
        {box('build', 'Build first', 'images with a build section')}
        {box('forceRecreate', 'Make all anew', 'also what has not changed')}
        {box('removeOrphans', 'Remove orphans', 'containers of services that are gone')}
        {isUp && box('wait', 'Wait until healthy')}
        {isUp && services.length > 0 && box('noDeps', 'Without what it needs')}
        {isUp && hasOther && box('recreateVolumes', 'Make volumes anew', 'their data is lost')}
        <NativeSelect
          label="Pull"
          value={options.pull}
          onChange={(event) => setOptions({ ...options, pull: event.currentTarget.value as Pull })}
          data={[
            { value: 'policy', label: 'As the file says' },
            { value: 'always', label: 'Always' },
            { value: 'missing', label: 'What is missing' },
            { value: 'never', label: 'Never' },
          ]}
        />
      </div>
    </RunFrame>
  );
}
