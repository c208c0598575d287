import { BACKUP, NEW, REPLACE, watchFor } from './deathPoints.ts';
import { startVolumesClient } from './client.ts';

export interface Death {
  readonly work: 'backup' | 'replace' | 'new';
  readonly phase: string;
  readonly dataDir: string;
  readonly volume: string;
  /** Of a backup the folder, of a restore the file. */
  readonly path: string;
}

const POINTS = { backup: BACKUP, replace: REPLACE, new: NEW };

/** Begins a piece of work, and is killed in the middle of it: run it in a process of its own. */
export async function workAndDie({ work, phase, dataDir, volume, path }: Death): Promise<void> {
  const point = POINTS[work][phase];
  if (!point) throw new Error(`There is no phase “${phase}”.`);
  const { onTraffic, onStage } = watchFor(point, () => process.kill(process.pid, 'SIGKILL'));
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
