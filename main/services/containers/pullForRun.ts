import type { RunSettings } from '../../../contract/model/run.ts';
import type { Connection } from '../../docker/connection.ts';
import { pullImage } from '../../docker/pull.ts';
import type { JobHandle } from '../../jobs/jobs.ts';

/** Pulls the image of a run, its layers shown in the run's job. */
export async function pullForRun(
  connection: Connection,
  { image, platform }: RunSettings,
  job: JobHandle,
  signal: AbortSignal,
): Promise<void> {
  job.update({ message: `Pulling ${image}` });
  await pullImage(connection, image, {
    platform,
    signal,
    onProgress: (items, totals) => job.update({ items, ...totals }),
    onLine: (line) => job.log(line),
  });
}
