import { Button, Loader, Switch } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { EngineState, EngineStatus } from '../../../contract/model/engine.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, KeyValues, Section } from '../../ui/index.ts';
import { type Ending, EngineConfirm } from './EngineConfirm.tsx';
import { EngineStateLine } from './EngineStateLine.tsx';
import { useEngineStatus } from './engineStatus.ts';
import styles from './OwnEngine.module.css';
import { PartsTable } from './PartsTable.tsx';
import { PlaceSection } from './PlaceSection.tsx';
import { Requirements } from './Requirements.tsx';
import { type EngineActionName, useEngineAction } from './useEngineAction.ts';
import { VmSection } from './VmSection.tsx';
import { t } from './texts/index.ts';

/** The dockerd that Gantry itself installs, starts and looks after. */
export function OwnEngineTab() {
  const status = useEngineStatus();
  const { run, busy, error } = useEngineAction();
  const [ending, setEnding] = useState<Ending>();
  const [debugError, setDebugError] = useState<AppError>();
  if (!status) return <Loader m="lg" aria-label={t('Loading')} />;
  const { state, parts, isDebug, mode, endpoint, dataRoot } = status;
  const setDebug = (next: boolean) => {
    setDebugError(undefined);
    client.engine.setDebug({ isDebug: next }).catch((thrown: unknown) => setDebugError(toAppError(thrown)));
  };
  return (
    <>
      <Section
        title={t('State')}
        description={t(
          'An engine of Gantry’s own, with its own data: it touches no other engine on this machine, and goes on when Gantry is closed.',
        )}
        actions={actionsOf(state, parts.length > 0, mode === 'vm').map((name, index) => (
          <Button
            key={name}
            variant={index === 0 && name !== 'stop' ? 'filled' : 'default'}
            loading={busy === name}
            disabled={busy !== undefined && busy !== name && !(name === 'stop' && busy === 'start')}
            onClick={() => (name === 'stop' || name === 'restart' ? setEnding(name) : run(name))}
          >
            {labelOf(name)}
          </Button>
        ))}
      >
        <div className={styles.stack}>
          <EngineStateLine state={state} isVm={mode === 'vm'} />
          {status.warnings?.map((warning) => (
            <output key={warning} className={styles.warning}>
              {warning}
            </output>
          ))}
          {error && <ErrorNotice error={error} />}
        </div>
      </Section>
      <PlaceSection status={status} />
      <Requirements key={mode} state={state} />
      {mode === 'vm' && <VmSection state={state} onRestart={setEnding} />}
      <Section title={t('Where it is')}>
        <KeyValues
          items={[
            { key: t('Endpoint'), value: endpoint, copy: endpoint, isMono: true },
            { key: t('Data'), value: dataRoot, copy: dataRoot, isMono: true },
            { key: t('Runs'), value: howItRuns(mode) },
          ]}
        />
        <div className={styles.debug}>
          <Switch
            label={t('Debug logging')}
            description={t('Says much more in the log. Takes effect at once, without a restart.')}
            checked={isDebug}
            disabled={state.type !== 'running'}
            onChange={(event) => setDebug(event.currentTarget.checked)}
          />
          {debugError && <ErrorNotice error={debugError} />}
        </div>
      </Section>
      <PartsTable parts={parts} />
      {ending && (
        <EngineConfirm
          ending={ending}
          onCancel={() => setEnding(undefined)}
          onConfirm={() => {
            setEnding(undefined);
            run(ending);
          }}
        />
      )}
    </>
  );
}

function labelOf(name: EngineActionName): string {
  switch (name) {
    case 'install':
      return t('Install');
    case 'start':
      return t('Start');
    case 'stop':
      return t('Stop');
    case 'restart':
      return t('Restart');
  }
}

function howItRuns(mode: EngineStatus['mode']): string {
  switch (mode) {
    case 'root':
      return t('as root');
    case 'rootless':
      return t('rootless, as this user');
    case 'vm':
      return t('in a light virtual machine');
  }
}

function actionsOf(state: EngineState, isInstalled: boolean, isVm: boolean): readonly EngineActionName[] {
  switch (state.type) {
    case 'absent':
      return isVm ? ['start'] : ['install'];
    case 'installing':
      return [];
    case 'stopped':
      return ['start'];
    case 'starting':
      return ['stop'];
    case 'running':
      return state.isStopping ? [] : ['stop', 'restart'];
    case 'failed':
      // Containers may have outlived it: a stop ends them too.
      if (isVm) return ['start', 'stop']; // Its parts came with the app.
      return isInstalled ? ['start', 'stop', 'install'] : ['install'];
  }
}
