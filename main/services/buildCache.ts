import { pruneCacheCommand } from '../../contract/commands/buildxCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { choosePrune } from '../buildCache/choosePrune.ts';
import { listCache } from '../buildCache/listCache.ts';
import { pruneCache } from '../buildCache/pruneCache.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { JobHandle, Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from './activity.ts';

interface BuildCacheDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}

/** BuildKit's cache in an engine. */
export function createBuildCacheService(deps: BuildCacheDeps): ServiceOf<'buildCache'> {
  const { getConnection, cliArgs, jobs, activity } = deps;
  return {
    list: async ({ context }, signal) => listCache(await getConnection(context, signal), signal),

    async previewPrune({ context, filters }, signal) {
      const records = await listCache(await getConnection(context, signal), signal);
      return choosePrune(records, filters, Date.now());
    },

    async prune({ context, ids }) {
      const title = `Remove ${ids.length === 1 ? 'a record' : `${ids.length} records`} of the build cache`;
      const command = pruneCacheCommand(ids, cliArgs(context));
      const jobId = jobs.start({ kind: 'prune', title, context, command }, (job, signal) =>
        activity.record({ context, title, command }, async () => {
          await removeRecords(job, await getConnection(context, signal), ids, signal);
          return undefined;
        }),
      );
      return { jobId };
    },
  };
}

async function removeRecords(job: JobHandle, connection: Connection, ids: readonly string[], signal: AbortSignal) {
  const gone = new Set<string>();
  let doneBytes = 0;
  for await (const { ids: removed, reclaimedBytes } of pruneCache(connection, ids, signal)) {
    for (const id of removed) {
      gone.add(id);
      job.log(`Removed ${id}`);
    }
    doneBytes += reclaimedBytes;
    job.update({ message: `Removed ${gone.size} of ${ids.length} records`, doneBytes });
  }
  const left = new Set((await listCache(connection, signal)).map(({ id }) => id));
  const stayed = ids.filter((id) => left.has(id));
  for (const id of stayed) job.log(`Stays, since a build uses it or what is built on it: ${id}`);
  if (stayed.length > 0) {
    throw new AppFailure({
      code: 'conflict',
      message: `${stayed.length} of ${ids.length} records stay: a build has taken them into use meanwhile.`,
      hint: 'Remove them when the build has ended. The others are gone.',
    });
  }
}
