import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BACKUP, NEW, REPLACE, watchFor } from './deathPoints.ts';
import { startVolumesClient } from './client.ts';

/** It in a process of its own. */
export function spawnGantry(death: Death): ChildProcess {
  const script = fileURLToPath(import.meta.url);
  // Not as a module: the threads that read archives back would take that over.
  const run = `void (async () => {
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
    await module.${workAndDie.name}(${JSON.stringify(death)});
    process.exit();
  })();`;
  const stdio: StdioOptions = ['ignore', 'inherit', 'inherit'];
  return spawn(process.execPath, ['--eval', run], { cwd: dirname(script), stdio });
}

export interface Death {
  readonly work: 'backup' | 'replace' | 'new';
  readonly phase: string;
  /** `SIGSTOP`: it stands still there, until it is told to go on. */
  readonly signal?: 'SIGKILL' | 'SIGSTOP';
  readonly dataDir: string;
  readonly volume: string;
  /** Of a backup the folder, of a restore the file. */
  readonly path: string;
}

const POINTS = { backup: BACKUP, replace: REPLACE, new: NEW };

/** Begins a piece of work, and is killed in the middle of it: run it in a process of its own. */
export async function workAndDie({ work, phase, signal = 'SIGKILL', dataDir, volume, path }: Death): Promise<void> {
  const point = POINTS[work][phase];
  if (!point) throw new Error(`There is no phase “${phase}”.`);
  const { onTraffic, onStage } = watchFor(point, () => process.kill(process.pid, signal));
  const gantry = await startVolumesClient({ dataDir, onTraffic, onStage });
  const { client } = gantry;
  const common = { context: 'default', name: volume };
  const target = { type: 'folder', path } as const;
  const source = { type: 'file', path } as const;
  await gantry.ended(
    work === 'backup'
      ? client.volumes.backup({ ...common, format: 'tar.gz', target, pauseContainers: true })
      : client.volumes.restore({ ...common, source, mode: work, pauseContainers: work === 'replace' }),
  );
}
