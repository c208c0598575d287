import { useEffect, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Job } from '../../../contract/model/job.ts';
import { client } from '../../rpc/index.ts';
import { jobsSlice } from './jobsSlice.ts';

const { selectJobEntities } = jobsSlice.selectors;
const { watchBegan, watchEnded } = jobsSlice.actions;
type Root = Parameters<typeof selectJobEntities>[0];

interface FollowedJob {
  /** The job, while it runs and when it has ended. */
  readonly job?: Job;
  readonly isBusy: boolean;
  /** Why it could not be begun, or failed. */
  readonly error?: AppError;
  readonly start: (begin: () => Promise<{ readonly jobId: string }>) => void;
  readonly cancel: () => void;
  /** Forgets the last one: for another try with other settings. */
  readonly reset: () => void;
}

/** Starts a job and follows it where it was started; it goes on by itself when that goes away. */
export function useFollowedJob(): FollowedJob {
  const dispatch = useDispatch();
  const [jobId, setJobId] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();
  const job = useSelector((root: Root) => (jobId === undefined ? undefined : selectJobEntities(root)[jobId]));
  const hasEnded = job !== undefined && job.state !== 'running';

  // In the background it is the list of jobs that says how it ends.
  useEffect(
    () => () => {
      if (jobId !== undefined) dispatch(watchEnded(jobId));
    },
    [dispatch, jobId],
  );

  async function begin(ask: () => Promise<{ readonly jobId: string }>) {
    setAsking(true);
    setRefusal(undefined);
    setJobId(undefined);
    try {
      const started = await ask();
      dispatch(watchBegan(started.jobId));
      setJobId(started.jobId);
    } catch (thrown) {
      setRefusal(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  }

  return {
    job,
    isBusy: isAsking || (jobId !== undefined && !hasEnded),
    error: refusal ?? (job?.state === 'failed' ? (job.error ?? unknown(job)) : undefined),
    start: (ask) => void begin(ask),
    cancel() {
      // That it was cancelled, or why not, comes with the job.
      if (jobId !== undefined) client.jobs.cancel({ jobId }).catch(() => undefined);
    },
    reset() {
      setJobId(undefined);
      setRefusal(undefined);
    },
  };
}

const unknown = ({ message }: Job): AppError => ({ code: 'unexpected', message, detail: message });
