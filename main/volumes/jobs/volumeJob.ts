import type { JobResult } from '../../../contract/model/job.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { createProgress, type Progress } from '../work/progress.ts';
import type { VolumesDeps } from '../deps.ts';

interface VolumeJob {
  readonly title: string;
  readonly context: string;
  readonly command: string;
  readonly canRetry?: boolean;
}

/** A job that is in the activity log too; its context stays connected meanwhile. */
export function startVolumeJob(
  deps: VolumesDeps,
  { title, context, command, canRetry = false }: VolumeJob,
  run: (progress: Progress, job: JobHandle, signal: AbortSignal) => Promise<JobResult | undefined>,
): string {
  return deps.jobs.start({ kind: 'volume', title, context, command, canRetry }, (job, signal) =>
    deps.activity.record({ context, title, command }, async () => {
      const release = deps.hold(context);
      try {
        return await run(createProgress(job), job, signal);
      } finally {
        release();
      }
    }),
  );
}
