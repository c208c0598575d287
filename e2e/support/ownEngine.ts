import { copyFile, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { createEngine } from '../../engine/index.ts';
import { engineCacheDir } from '../../engine/testing/startTestEngine.ts';
import { EngineApi } from './engineApi.ts';
import { newDataDir, type RunningApp, startApp } from './runningApp.ts';

/** The app over an engine of its own, which nobody else uses: it may be stopped, killed and filled. */
export interface AppWithOwnEngine {
  readonly app: RunningApp;
  readonly api: EngineApi;
  /** Of the dockerd that runs now. */
  pid(): Promise<number>;
  stop(): Promise<void>;
}

export async function startWithOwnEngine(): Promise<AppWithOwnEngine> {
  const dataDir = await newDataDir();
  const dir = path.join(dataDir, 'engine');
  await provide(path.join(dir, 'install'));
  const engine = createEngine({ dir, env: process.env });
  const end = async () => {
    await engine.stop();
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const app = await startApp(undefined, ['--context', 'gantry'], { dataDir });
    const api = new EngineApi(engine.socketPath);
    return {
      app,
      api,
      pid: async () => Number(await readFile(path.join(dir, 'run', 'dockerd.pid'), 'utf8')),
      async stop() {
        api.close();
        await app.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** As if it had been installed there: the programs are those that the tests have already, or get now. */
async function provide(installDir: string): Promise<void> {
  const cache = engineCacheDir();
  if (!(await readdir(cache).catch((): string[] => [])).includes('installed.json')) {
    const installer = createEngine({ dir: path.dirname(installDir), installDir: cache, env: process.env });
    await installer.install({ source: 'auto', signal: new AbortController().signal });
    await installer.close();
  }
  await mkdir(installDir, { recursive: true });
  for (const entry of await readdir(cache, { withFileTypes: true })) {
    const [from, to] = [path.join(cache, entry.name), path.join(installDir, entry.name)];
    if (entry.isDirectory()) await symlink(from, to);
    else await copyFile(from, to);
  }
}
