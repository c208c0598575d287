import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { StackCopy } from '../../contract/model/copy.ts';
import type { Job, JobResult } from '../../contract/model/job.ts';
import { JobFailure, type JobHandle } from '../jobs/jobs.ts';
import { createProgress } from '../volumes/work/progress.ts';
import { copyImage } from './copyImage.ts';
import { copyStackVolume } from './copyStackVolume.ts';
import { type CopiesDeps, openEngines } from './deps.ts';

/** Images, volumes, then `up`. Each is whole or not there; what came whole before something failed stays, and is named. */
export async function copyStack(
  deps: CopiesDeps,
  { stack, targetContext, images, volumes }: StackCopy,
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult> {
  const engines = await openEngines(deps, stack.context, targetContext, signal);
  const progress = createProgress(job);
  const steps = [...images, ...volumes, 'up'];
  const done: string[] = [];
  const show = () =>
    job.update({
      items: steps.map((label, at) => ({
        ...{ id: `${at}`, label: label === 'up' ? `${stack.project}: up` : label, isDone: at < done.length },
        status: at < done.length ? 'done' : at === done.length ? 'running' : 'waiting',
      })),
    });
  const step = async (name: string, run: () => Promise<unknown>) => {
    show();
    await run();
    done.push(name);
  };
  try {
    for (const reference of images) {
      await step(reference, () =>
        copyImage(engines, { reference }, { progress, log: (line: string) => job.log(line) }, signal),
      );
    }
    for (const name of volumes) {
      await step(name, async () => {
        for (const note of await copyStackVolume(deps.volumes, engines, name, progress, signal)) job.log(note);
      });
    }
    let result: JobResult = { type: 'stack', project: stack.project, warnings: [] };
    await step('up', async () => {
      progress.stage(`Bringing ${stack.project} up on ${targetContext}`);
      result = (await follow(deps, { ...stack, context: targetContext }, job, signal)) ?? result;
    });
    show();
    job.update({ message: `${stack.project} is up on ${targetContext}` });
    return result;
  } catch (thrown) {
    throw withWhatStays(toAppError(thrown), done, stack.project, signal);
  }
}

/** The job that brings it up, to its end; a cancel of this one is a cancel of that one. */
async function follow(
  { jobs, startUp }: CopiesDeps,
  stack: StackCopy['stack'],
  job: JobHandle,
  signal: AbortSignal,
): Promise<JobResult | undefined> {
  const { jobId } = await startUp(stack, signal);
  const cancel = () => jobs.cancel(jobId);
  signal.addEventListener('abort', cancel);
  const ended = new AbortController();
  try {
    for await (const change of jobs.feed.watch(ended.signal)) {
      const jobsNow: readonly Job[] = change.type === 'snapshot' ? change.items : change.upserted;
      const up = jobsNow.find(({ id }) => id === jobId);
      if (!up) continue;
      if (up.state === 'running') job.update({ message: up.message });
      else if (up.state === 'done') return up.result;
      else throw new AppFailure(up.error ?? { code: 'cancelled', message: up.message || 'Cancelled.' });
    }
    return undefined;
  } finally {
    signal.removeEventListener('abort', cancel);
    ended.abort();
  }
}

function withWhatStays(
  error: ReturnType<typeof toAppError>,
  done: readonly string[],
  project: string,
  signal: AbortSignal,
): AppFailure {
  const stays = done.length === 0 ? '' : ` What came whole stays there: ${done.join(', ')}.`;
  const said = signal.aborted
    ? ({
        code: 'cancelled',
        message: `${/^Cancelled/.test(error.message) ? error.message : 'Cancelled.'}${stays}`,
      } as const)
    : { ...error, message: error.message + stays };
  return new JobFailure(said, { type: 'stack', project, warnings: [] });
}
