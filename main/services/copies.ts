import { copyImageCommand, copyStackCommand } from '../../contract/commands/copyCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { copyImage } from '../copies/copyImage.ts';
import { copyStack } from '../copies/copyStack.ts';
import { stackVolumeSettings } from '../copies/copyStackVolume.ts';
import { type CopiesDeps, openEngines } from '../copies/deps.ts';
import { planImage } from '../copies/imagePlan.ts';
import { planStack, stackImages } from '../copies/stackPlan.ts';
import { readStackState } from '../copies/stackState.ts';
import type { JobHandle, JobSpec } from '../jobs/jobs.ts';
import type { JobResult } from '../../contract/model/job.ts';
import { inspectVolume } from '../volumes/volume.ts';
import { createProgress } from '../volumes/work/progress.ts';

/** Images and stacks from one engine to another. */
export function createCopiesService(deps: CopiesDeps): ServiceOf<'copies'> {
  const { cliArgs, jobs, activity, hold } = deps;

  /** A job that is in the activity log too; both engines stay connected meanwhile. */
  function start(
    spec: Required<Pick<JobSpec, 'title' | 'context' | 'command'>> & JobSpec,
    source: string,
    run: (job: JobHandle, signal: AbortSignal) => Promise<JobResult>,
  ) {
    const { title, context, command } = spec;
    const jobId = jobs.start(spec, (job, signal) =>
      activity.record({ context, title, command }, async () => {
        const releases = [source, context].map(hold);
        try {
          return await run(job, signal);
        } finally {
          for (const release of releases) release();
        }
      }),
    );
    return { jobId };
  }

  return {
    planImage: async ({ context, targetContext, reference }, signal) =>
      planImage(await openEngines(deps, context, targetContext, signal), { reference }, signal),

    async image({ context, targetContext, reference, platform }) {
      const title = `Copy ${reference} to ${targetContext}`;
      const command = copyImageCommand(reference, cliArgs(context), cliArgs(targetContext), platform);
      return start(
        { kind: 'load', title, context: targetContext, command, canRetry: true },
        context,
        async (job, signal) => {
          const engines = await openEngines(deps, context, targetContext, signal);
          const told = { progress: createProgress(job), log: (line: string) => job.log(line) };
          const copied = await copyImage(engines, { reference, platform }, told, signal);
          job.update({ message: copied.wasThere ? `It is on ${targetContext} already` : `It is on ${targetContext}` });
          return { type: 'images', references: [copied.reference], ids: [copied.id] };
        },
      );
    },

    async planStack({ stack, targetContext }, signal) {
      const engines = await openEngines(deps, stack.context, targetContext, signal);
      const state = await readStackState(deps, stack, engines, signal);
      return planStack(state, await stackImages(engines, state.config, stack.project, signal));
    },

    async stack(copy, signal) {
      const { stack, targetContext, images } = copy;
      const title = `Copy ${stack.project} to ${targetContext}`;
      const from = await deps.getConnection(stack.context, signal);
      const volumes = await Promise.all(copy.volumes.map((name) => inspectVolume(from, name, signal)));
      const command = copyStackCommand(
        { ...stack, context: targetContext },
        { images, volumes: volumes.map(stackVolumeSettings) },
        cliArgs(stack.context),
        cliArgs(targetContext),
      );
      return start(
        { kind: 'stack', title, context: targetContext, command, canRetry: true },
        stack.context,
        (job, during) => copyStack(deps, copy, job, during),
      );
    },
  };
}
