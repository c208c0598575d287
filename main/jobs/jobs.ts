import { type AppError, AppFailure } from '../../contract/errors.ts';
import type { Job, JobKind, JobResult } from '../../contract/model/job.ts';

/** What a running job says of itself. */
export interface JobHandle {
  readonly id: string;
  update(
    patch: Partial<Pick<Job, 'title' | 'message' | 'items' | 'doneBytes' | 'totalBytes' | 'bytesPerSecond' | 'result'>>,
  ): void;
  log(line: string): void;
}

/** A job that failed half way says what it has made until then. */
export class JobFailure extends AppFailure {
  readonly result: JobResult;
  constructor(error: AppError, result: JobResult) {
    super(error);
    this.result = result;
  }
}

export interface JobSpec {
  /** Where it is known by another's choice; made up otherwise. */
  readonly id?: string;
  readonly kind: JobKind;
  readonly title: string;
  readonly context?: string;
  readonly command?: string;
  /** To be begun again as it was; what it is made of is kept with it. */
  readonly canRetry?: boolean;
}

export interface Jobs {
  /** Starts at once and gives the job's id; how it ends is in the job, never thrown here. */
  start(spec: JobSpec, run: (job: JobHandle, signal: AbortSignal) => Promise<JobResult | undefined>): string;
}
