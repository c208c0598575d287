import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import { type DownPlan, StackAction } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, formatSize } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { RunFrame } from './RunFrame.tsx';
import { whatOf } from './whatOf.ts';
import { t } from '../texts/index.ts';

type Images = 'none' | 'local' | 'all';

/** Says exactly what goes, volumes and images only where they were chosen, then takes the stack down. */
export function DownDialog({ stack, services = [], cliArgs, onClose }: StackDialogProps) {
  const [options, setOptions] = useState({ volumes: false, removeOrphans: false, images: 'none' as Images });
  const action = StackAction.parse({ type: 'down', services, ...options });
  const plan = useLoad(JSON.stringify([stack, action]), (signal) =>
    client.stackRuns.planDown({ stack, action }, { signal }),
  );
  const run = useFollowedJob();
  const rows = plan.value ? rowsOf(plan.value) : [];
  return (
    <RunFrame
      title={t('Down {{what}}?', { what: whatOf(stack.project, services) })}
      run={run}
      command={stackCommand(stack, action, cliArgs)}
      runLabel={t('Down')}
      isDangerous
      isReady={plan.value !== undefined}
      onRun={() => run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      {plan.error && <ErrorNotice error={plan.error} actions={[{ label: t('Look again'), run: plan.reload }]} />}
      {plan.value && rows.length === 0 && <output>{t('Nothing of it is there: down changes nothing.')}</output>}
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls
        <ul className={styles.plan} aria-label={t('What goes')} tabIndex={0}>
          {rows.map(({ id, what, how, stays }) => (
            <li key={id} className={styles.line}>
              <span className={styles.what}>{what}</span>
              <span className={styles.step} data-tone={stays ? 'stay' : 'go'}>
                {how}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.options}>
        <Checkbox
          label={t('Volumes too')}
          description={t('what is in them is lost')}
          checked={options.volumes}
          onChange={(event) => setOptions({ ...options, volumes: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('Orphans too')}
          description={t('containers of services that are gone')}
          checked={options.removeOrphans}
          onChange={(event) => setOptions({ ...options, removeOrphans: event.currentTarget.checked })}
        />
        <NativeSelect
          label={t('Images')}
          value={options.images}
          onChange={(event) => setOptions({ ...options, images: event.currentTarget.value as Images })}
          data={[
            { value: 'none', label: t('Stay') },
            { value: 'local', label: t('Those built here without a name') },
            { value: 'all', label: t('All of its services') },
          ]}
        />
      </div>
    </RunFrame>
  );
}

interface Row {
  readonly id: string;
  readonly what: string;
  readonly how: string;
  readonly stays?: boolean;
}

function rowsOf(plan: DownPlan): Row[] {
  const kept = (keptBy: readonly string[]) => ({
    how: t('stays: {{keptBy}} has it', { keptBy: keptBy.join(', ') }),
    stays: true,
  });
  const size = (sizeBytes: number | undefined) =>
    sizeBytes === undefined ? t('goes') : t('goes, {{size}}', { size: formatSize(sizeBytes) });
  return [
    ...plan.containers.map(({ id, name, state }) => ({ id, what: name, how: t('goes ({{state}})', { state }) })),
    ...plan.networks.map(({ id, name, keptBy }) => ({
      id,
      what: t('network {{name}}', { name }),
      ...(keptBy.length > 0 ? kept(keptBy) : { how: t('goes') }),
    })),
    ...plan.volumes.map(({ name, isAnonymous, sizeBytes, keptBy }) => ({
      id: `volume ${name}`,
      what: isAnonymous
        ? t('volume {{name}} (without a name)', { name: name.slice(0, 12) })
        : t('volume {{name}}', { name }),
      ...(keptBy.length > 0 ? kept(keptBy) : { how: size(sizeBytes) }),
    })),
    ...plan.images.map(({ id, reference, sizeBytes, keptBy }) => ({
      id,
      what: t('image {{image}}', { image: reference }),
      ...(keptBy.length > 0 ? kept(keptBy) : { how: size(sizeBytes) }),
    })),
    ...plan.orphans.map(({ id, name }) => ({ id, what: name, how: t('stays: no service of the file'), stays: true })),
  ];
}
