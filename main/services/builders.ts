import {
  bootBuilderCommand,
  createBuilderCommand,
  createBuilderWords,
  removeBuilderCommand,
  useBuilderCommand,
} from '../../contract/commands/buildxCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { builderFailure } from '../builders/builderFailure.ts';
import { parseBuilders } from '../builders/parseBuilders.ts';
import { buildxFailure } from '../buildx/buildxFailure.ts';
import type { Buildx, BuildxRun } from '../buildx/createBuildx.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ActivityRecorder } from './activity.ts';

interface BuildersDeps {
  readonly buildx: Buildx;
  readonly cliArgs: (context: string) => readonly string[];
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
}

/** The builders of `docker buildx`, which keeps them in its own files: the CLI and the app see the same ones. */
export function createBuildersService({ buildx, cliArgs, jobs, activity }: BuildersDeps): ServiceOf<'builders'> {
  async function change(context: string, name: string, args: readonly string[], how: BuildxRun = {}): Promise<void> {
    const ended = await buildx.run(context, args, how);
    if (ended.code !== 0) throw builderFailure(ended, context, name);
  }

  return {
    async list({ context }, signal) {
      const ended = await buildx.run(context, ['ls', '--format', 'json'], { signal });
      if (ended.code !== 0) throw buildxFailure(ended, context);
      return parseBuilders(ended.stdout);
    },

    use: ({ context, name }) =>
      activity.record(
        { context, title: `Use the builder ${name}`, command: useBuilderCommand(name, cliArgs(context)) },
        () => change(context, name, ['use', name]),
      ),

    create: ({ context, builder }) => {
      if (builder.driver === 'remote' && builder.endpoint === undefined) throw noAddress();
      const command = createBuilderCommand(builder, cliArgs(context));
      return activity.record({ context, title: `Create the builder ${builder.name}`, command }, () =>
        change(context, builder.name, createBuilderWords(builder)),
      );
    },

    remove: ({ context, name, keepState }) =>
      activity.record(
        {
          context,
          title: `Remove the builder ${name}`,
          command: removeBuilderCommand(name, keepState, cliArgs(context)),
        },
        () => change(context, name, ['rm', ...(keepState ? ['--keep-state'] : []), name]),
      ),

    async boot({ context, name }) {
      const title = `Start the builder ${name}`;
      const command = bootBuilderCommand(name, cliArgs(context));
      const jobId = jobs.start({ kind: 'builder', title, context, command }, (job, signal) =>
        activity.record({ context, title, command }, async () => {
          const onLine = (line: string) => line.trim() !== '' && job.log(line);
          job.update({ message: 'Waiting for BuildKit' });
          await change(context, name, ['inspect', '--bootstrap', name], { signal, onLine });
          return undefined;
        }),
      );
      return { jobId };
    },
  };
}

const noAddress = () =>
  new AppFailure({
    code: 'invalid-input',
    path: ['builder', 'endpoint'],
    message: 'A remote builder needs the address of its BuildKit.',
    hint: 'For example tcp://buildkit.example:1234.',
  });
