import { z } from 'zod';
import type { Change } from '../model/change.ts';
import type { Job } from '../model/job.ts';
import { call, stream } from '../rpc/define.ts';

const job = z.object({ jobId: z.string().min(1) });

export const jobs = {
  watch: stream(z.object({})).of<Change<Job>>(),
  /** Lines of a job's log: those it has, then live until it ends. */
  log: stream(job).of<string>(),
  cancel: call(job).returns<void>(),
  /** Begins one that failed or was cancelled again, as a new job in its place. */
  retry: call(job).returns<{ readonly jobId: string }>(),
  /** Takes an ended job off the list. */
  dismiss: call(job).returns<void>(),
};
