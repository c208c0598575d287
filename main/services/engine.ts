import type { ServiceOf } from '../../contract/index.ts';
import type { Engine, InstallProgress } from '../../engine/index.ts';
import type { Jobs } from '../jobs/jobs.ts';

export interface EngineServiceParts {
  readonly engine: Engine;
  readonly jobs: Jobs;
}

/** The app's own engine. Installing is a job: it can be followed and cancelled, and outlives a closed window. */
export function createEngineService({ engine, jobs }: EngineServiceParts): ServiceOf<'engine'> {
  return {
    watch: (_input, signal) => engine.watch(signal),
    requirements: () => engine.requirements(),
    install: async ({ source }) => ({
      jobId: jobs.start({ kind: 'engine', title: 'Install the engine' }, async (job, signal) => {
        let step = '';
        const onProgress = (progress: InstallProgress) => {
          job.update({
            message: progress.step,
            ...(progress.doneBytes !== undefined && { doneBytes: progress.doneBytes }),
            ...(progress.totalBytes !== undefined && { totalBytes: progress.totalBytes }),
          });
          if (progress.step !== step) job.log(progress.step);
          step = progress.step;
        };
        await engine.install({ source, signal, onProgress });
        for (const part of engine.status.parts) job.log(`${part.name} ${part.version} (${part.source})`);
        job.update({ message: 'Installed' });
        return undefined;
      }),
    }),
    start: () => engine.start(),
    stop: () => engine.stop(),
    restart: () => engine.restart(),
    setDebug: ({ isDebug }) => engine.setDebug(isDebug),
    settings: () => engine.settings(),
    saveSettings: ({ text }) => engine.saveSettings(text),
    log: ({ tail }, signal) => engine.log({ tail, signal }),
  };
}
