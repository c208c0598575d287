import { useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/model/job.ts';
import type { RunSettings } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { jobsSlice } from '../../jobs/index.ts';

const { selectJobEntities } = jobsSlice.selectors;
type Root = Parameters<typeof selectJobEntities>[0];

interface RunJob {
  /** The job, while it runs and when it has ended. */
  readonly job?: Job;
  readonly isBusy: boolean;
  readonly error?: AppError;
  readonly submit: (settings: RunSettings) => void;
  readonly cancel: () => void;
}

/** Starts the job and follows it here; it goes on by itself when the form is closed. */
export function useRunJob(context: string, onDone: (ids: readonly string[]) => void): RunJob {
  const [jobId, setJobId] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();
  const job = useSelector((root: Root) => (jobId === undefined ? undefined : selectJobEntities(root)[jobId]));
  const hasEnded = job !== undefined && job.state !== 'running';

  useEffect(() => {
    if (job?.state === 'done') onDone(job.result?.type === 'containers' ? job.result.ids : []);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it ends
  }, [job?.state]);

  async function submit(settings: RunSettings) {
    setAsking(true);
    setRefusal(undefined);
    setJobId(undefined);
    try {
      const started = await client.containers.run({ context, settings });
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
    submit: (settings) => void submit(settings),
    cancel() {
      // That it was cancelled, or why not, comes with the job.
      if (jobId !== undefined) client.jobs.cancel({ jobId }).catch(() => undefined);
    },
  };
}

const unknown = ({ message }: Job): AppError => ({ code: 'unexpected', message, detail: message });
