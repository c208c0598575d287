import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createEngine } from '../../../engine/index.ts';
import { enginePaths } from '../../../engine/native/paths.ts';
import { makeEngineDir } from '../../../engine/testing/abandoned.ts';
import { importBusybox } from '../../../engine/testing/busyboxImage.ts';
import { engineCacheDir } from '../../../engine/testing/startTestEngine.ts';

const run = promisify(execFile);

/** A dockerd of a test’s own, without live-restore: its containers end with it. It is started again by itself. */
export interface MortalEngine {
  readonly socketPath: string;
  docker(...args: string[]): Promise<string>;
  /** SIGKILL. */
  kill(): void;
  stop(): Promise<void>;
}

export async function startMortalEngine(): Promise<MortalEngine> {
  const dir = await makeEngineDir();
  const engine = createEngine({ dir, installDir: engineCacheDir(), env: process.env });
  await engine.ready();
  if (!engine.tools) await engine.install({ source: 'auto', signal: new AbortController().signal });
  await writeFile(enginePaths(dir, '/run').settings, JSON.stringify({ 'live-restore': false }));
  await engine.start();
  const cli = engine.tools?.docker ?? '';
  await importBusybox(cli, engine.socketPath);
  let pid = 0;
  const watching = new AbortController();
  void (async () => {
    for await (const { state } of engine.watch(watching.signal)) {
      if (state.type === 'running') ({ pid } = state);
      // By itself it tries a few times in a row only.
      if (state.type === 'failed') void engine.start().catch(() => undefined);
    }
  })().catch(() => undefined);
  return {
    socketPath: engine.socketPath,
    docker: async (...args) => (await run(cli, ['--host', engine.endpoint, ...args])).stdout.trim(),
    kill: () => process.kill(pid, 'SIGKILL'),
    async stop() {
      watching.abort();
      await engine.stop();
      await engine.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
