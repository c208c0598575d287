import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { JobList } from '../jobs/createJobs.ts';

export function createJobsService(jobs: JobList): ServiceOf<'jobs'> {
  return {
    watch: (_input, signal) => jobs.feed.watch(signal),
    log({ jobId }, signal) {
      const lines = jobs.lines(jobId);
      if (!lines) {
        throw new AppFailure({ code: 'not-found', message: 'This job is no longer in the list.' });
      }
      return lines.read(signal);
    },
    cancel: async ({ jobId }) => jobs.cancel(jobId),
    retry: async ({ jobId }) => ({ jobId: jobs.retry(jobId) }),
    dismiss: async ({ jobId }) => jobs.dismiss(jobId),
  };
}
