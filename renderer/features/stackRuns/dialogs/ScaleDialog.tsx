import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { stackCommand } from '../../../../contract/commands/composeCommands.ts';
import { StackAction } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import type { StackDialogProps } from './Dialogs.tsx';
import styles from './Dialogs.module.css';
import { RunFrame } from './RunFrame.tsx';
import { ServiceField } from './ServiceField.tsx';
import { useServices } from './useServices.ts';
import { t } from '../texts/index.ts';

/** How many containers a service has. Why a fixed port forbids it is said before anything is done. */
export function ScaleDialog({ stack, services: given = [], cliArgs, onClose }: StackDialogProps) {
  const { services, service, error, choose } = useServices(stack, given[0]);
  const [typed, setTyped] = useState<number>();
  const replicas = typed ?? service?.replicas ?? 1;
  const run = useFollowedJob();
  const action = StackAction.parse({ type: 'scale', service: service?.name ?? 'service', replicas });
  return (
    <RunFrame
      title={t('Scale {{project}}', { project: stack.project })}
      run={run}
      command={stackCommand(stack, action, cliArgs)}
      runLabel={t('Scale')}
      isReady={service !== undefined}
      onRun={() => run.start(() => client.stackRuns.start({ stack, action }))}
      onClose={onClose}
    >
      {error && <ErrorNotice error={error} />}
      <div className={styles.options}>
        <ServiceField services={services} value={service?.name ?? ''} onChange={choose} />
        <NumberInput
          label={t('Containers')}
          min={0}
          max={1000}
          allowDecimal={false}
          clampBehavior="strict"
          value={replicas}
          onChange={(value) => setTyped(typeof value === 'number' ? value : undefined)}
          data-autofocus
        />
      </div>
      {service && replicas > 1 && service.fixedPorts.length > 0 && (
        <p className={styles.warning}>
          {t('It publishes port {{ports}} of the engine’s computer, which only one container can have.', {
            ports: service.fixedPorts.join(', '),
          })}
        </p>
      )}
    </RunFrame>
  );
}
