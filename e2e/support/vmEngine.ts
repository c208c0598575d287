import { rm } from 'node:fs/promises';
import path from 'node:path';
import { buildForTests } from '../../engine/guest/testing/builtGuest.ts';
import { endWithThisProcess } from '../../engine/testing/endWithThisProcess.ts';
import { qemuForTests } from '../../engine/vm/testing/qemuForTests.ts';
import { EngineApi } from './engineApi.ts';
import { newDataDir, type RunningApp, startApp } from './runningApp.ts';

/** The app with a guest and a QEMU at hand, and nothing chosen or started yet. */
export interface AppWithGuest {
  readonly app: RunningApp;
  /** Of the engine in the VM, once it runs. */
  readonly api: EngineApi;
  /** The engine must have been stopped: a VM outlives the app. */
  stop(): Promise<void>;
}

export async function startWithGuest(): Promise<AppWithGuest> {
  const dataDir = await newDataDir();
  endWithThisProcess(dataDir);
  const { dir: guest } = await buildForTests('amd64', path.join(dataDir, 'guest'));
  const env = { GANTRY_GUEST: guest, GANTRY_QEMU: await qemuForTests(), HOME: dataDir };
  const app = await startApp(`${dataDir}/none.sock`, ['--context', 'gantry'], { dataDir, env });
  const api = new EngineApi(path.join(dataDir, 'engine-vm/docker.sock'));
  return {
    app,
    api,
    stop: async () => {
      api.close();
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
