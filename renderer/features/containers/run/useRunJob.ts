import { useEffect, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/model/job.ts';
import type { RunSettings } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { jobsSlice } from '../../jobs/index.ts';

const { selectJobEntities } = jobsSlice.selectors;
const { watchBegan, watchEnded } = jobsSlice.actions;
type Root = Parameters<typeof selectJobEntities>[0];

interface Done {
  readonly onDone: (ids: readonly string[], warnings: readonly string[]) => void;
  /** What a run that failed has made, which is still there. */
  readonly onLeft: (ids: readonly string[]) => void;
  readonly onRemoved: (ids: readonly string[]) => void;
}

export interface RunJob {
  /** The job, while it runs and when it has ended. */
  readonly job?: Job;
  readonly isBusy: boolean;
  readonly error?: AppError;
  /** The containers with these ids are removed first: those that an earlier try has left. */
  readonly submit: (settings: RunSettings, replaced?: readonly string[]) => void;
  readonly cancel: () => void;
}

/** Starts the job and follows it here; it goes on by itself when the form is closed. */
export function useRunJob(context: string, { onDone, onLeft, onRemoved }: Done): RunJob {
  const dispatch = useDispatch();
  const [jobId, setJobId] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();
  const job = useSelector((root: Root) => (jobId === undefined ? undefined : selectJobEntities(root)[jobId]));
  const hasEnded = job !== undefined && job.state !== 'running';

  useEffect(() => {
    const { ids, warnings } = job?.result?.type === 'containers' ? job.result : { ids: [], warnings: [] };
    if (job?.state === 'done') onDone(ids, warnings);
    else if (job?.state === 'failed' && ids.length > 0) onLeft(ids);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it ends
  }, [job?.state]);

  // In the background it is the list of jobs that says how it ends.
  useEffect(
    () => () => {
      if (jobId !== undefined) dispatch(watchEnded(jobId));
    },
    [dispatch, jobId],
  );

  async function submit(settings: RunSettings, replaced: readonly string[] = []) {
    setAsking(true);
    setRefusal(undefined);
    setJobId(undefined);
    try {
      const problem = await removeLeft(context, replaced);
      if (problem) return setRefusal(problem);
      onRemoved(replaced);
      const started = await client.containers.run({ context, settings });
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
    submit: (settings, replaced) => void submit(settings, replaced),
    cancel() {
      // That it was cancelled, or why not, comes with the job.
      if (jobId !== undefined) client.jobs.cancel({ jobId }).catch(() => undefined);
    },
  };
}

/** With the anonymous volumes that came with them. Gives why one of them is still there. */
async function removeLeft(context: string, ids: readonly string[]): Promise<AppError | undefined> {
  if (ids.length === 0) return undefined;
  // Of several the first ones run. A single one did not start; if it runs now, somebody wanted that.
  const action = { type: 'remove' as const, force: ids.length > 1, volumes: true };
  let problem: AppError | undefined;
  for await (const { error } of client.containers.apply({ context, ids: [...ids], action })) {
    if (error && error.code !== 'not-found') problem ??= error;
  }
  return problem;
}

const unknown = ({ message }: Job): AppError => ({ code: 'unexpected', message, detail: message });
