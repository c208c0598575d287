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
import { whatOf } from './whatOf.ts';
import { t } from '../texts/index.ts';

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
  const what = whatOf(stack.project, services);
  const hasOther = plan.value?.volumes.some(({ step }) => step === 'differs' || step === 'recreate') === true;
  return (
    <RunFrame
      title={isUp ? t('Up {{what}}', { what }) : t('Create {{what}}', { what })}
      run={run}
      command={stackCommand(stack, action, cliArgs)}
      runLabel={isUp ? t('Up') : t('Create')}
      isReady={plan.error === undefined}
      isDangerous={options.recreateVolumes}
      onRun={() => run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      {plan.error && <ErrorNotice error={plan.error} actions={[{ label: t('Look again'), run: plan.reload }]} />}
      {plan.value?.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {plan.value && !plan.value.hasChanges && (
        <output>{t('Everything is as the file says: up changes nothing.')}</output>
      )}
      {plan.value && <PlanList plan={plan.value} />}
      {!plan.value && !plan.error && <output className={styles.quiet}>{t('Looking at what is there…')}</output>}
      <div className={styles.options}>
        {box('build', t('Build first'), t('images with a build section'))}
        {box('forceRecreate', t('Make all anew'), t('also what has not changed'))}
        {box('removeOrphans', t('Remove orphans'), t('containers of services that are gone'))}
        {isUp && box('wait', t('Wait until healthy'))}
        {isUp && services.length > 0 && box('noDeps', t('Without what it needs'))}
        {isUp && hasOther && box('recreateVolumes', t('Make volumes anew'), t('their data is lost'))}
        <NativeSelect
          label={t('Pull')}
          value={options.pull}
          onChange={(event) => setOptions({ ...options, pull: event.currentTarget.value as Pull })}
          data={[
            { value: 'policy', label: t('As the file says') },
            { value: 'always', label: t('Always') },
            { value: 'missing', label: t('What is missing') },
            { value: 'never', label: t('Never') },
          ]}
        />
      </div>
    </RunFrame>
  );
}
