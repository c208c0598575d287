import { EngineConfig } from '../engineConfig/index.ts';
import { useEngineStatus } from './engineStatus.ts';
import { useEngineAction } from './useEngineAction.ts';

/** daemon.json of the app's own engine. */
export function ConfigTab() {
  const status = useEngineStatus();
  const { run, busy, error } = useEngineAction();
  return (
    <EngineConfig
      state={status?.state.type}
      isBusy={busy !== undefined}
      restart={() => run('restart')}
      restartError={error}
    />
  );
}
