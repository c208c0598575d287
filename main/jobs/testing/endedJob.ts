import type { GantryClient } from '../../../contract/index.ts';
import type { Job } from '../../../contract/model/job.ts';

/** The job when it has ended, well or badly. Rejects when `signal` is aborted before. */
export async function endedJob(client: GantryClient, jobId: string, signal: AbortSignal): Promise<Job> {
  for await (const change of client.jobs.watch({}, { signal })) {
    const jobs = change.type === 'snapshot' ? change.items : change.upserted;
    const job = jobs.find(({ id, state }) => id === jobId && state !== 'running');
    if (job) return job;
  }
  throw new Error('The job never ended.');
}
