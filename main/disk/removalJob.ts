import { removeSelectionCommand } from '../../contract/commands/diskCommands.ts';
import type { DiskPlan } from '../../contract/model/disk.ts';
import type { JobResult } from '../../contract/model/job.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import { runPlan } from './runPlan.ts';

export interface RemovalDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}

/** Runs a plan as a job, looked at once more when it begins. Gives the job's id, and how it ended. */
export function startRemoval(
  { getConnection, cliArgs, jobs, activity }: RemovalDeps,
  { context, title, plan }: { readonly context: string; readonly title: string; readonly plan: DiskPlan },
  planAgain: (connection: Connection, signal: AbortSignal) => Promise<DiskPlan>,
): { readonly jobId: string; readonly ended: Promise<JobResult> } {
  const command = removeSelectionCommand(plan.selection, cliArgs(context));
  let jobId = '';
  const ended = new Promise<JobResult>((resolve, reject) => {
    jobId = jobs.start({ kind: 'prune', title, context, command }, async (job, signal) => {
      try {
        const result = await activity.record({ context, title, command }, async () => {
          const connection = await getConnection(context, signal);
          return runPlan(connection, await planAgain(connection, signal), job, signal);
        });
        resolve(result);
        return result;
      } catch (thrown) {
        reject(thrown);
        throw thrown;
      }
    });
  });
  ended.catch(() => {}); // it is in the job
  return { jobId, ended };
}
