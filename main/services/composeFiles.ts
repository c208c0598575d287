import { checkComposeCommand } from '../../contract/commands/composeFileCommands.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { checkFiles } from '../compose/files/checkFiles.ts';
import type { Compose } from '../compose/cli/createCompose.ts';
import { fileMeant } from '../compose/files/fileName.ts';
import { openFile } from '../compose/files/openFile.ts';
import { readEnvFile } from '../compose/files/readEnvFile.ts';
import { readVariables } from '../compose/files/readVariables.ts';
import { saveFile } from '../compose/files/saveFile.ts';
import { watchFile } from '../compose/files/watchFile.ts';
import type { ActivityRecorder } from './activity.ts';

interface ComposeFilesDeps {
  readonly compose: Pick<Compose, 'run' | 'env'>;
  readonly cliArgs: (context: string) => readonly string[];
  readonly activity: ActivityRecorder;
  /** Whether a file whose name says nothing belongs to a stack: it may be opened too. */
  readonly isKnown?: (file: string) => boolean;
}

/** The files of stacks: opened, saved and watched byte by byte, and checked by Compose itself. */
export function createComposeFilesService(deps: ComposeFilesDeps): ServiceOf<'composeFiles'> {
  const { compose, cliArgs, activity, isKnown = () => false } = deps;
  return {
    open: ({ path }) => openFile(path, isKnown),
    save: (input) => saveFile(input, isKnown),
    openEnv: ({ path }) => readEnvFile(path),
    async *watch({ path }, signal) {
      yield* watchFile(await fileMeant(path, isKnown), signal);
    },
    async check(input, signal) {
      const run = () => checkFiles(compose, input, signal);
      if (!input.isAsked) return run();
      const { context, stack } = input;
      const title = `Check ${stack.configFiles.join(', ')}`;
      return activity.record({ context, title, command: checkComposeCommand(stack, cliArgs(context)) }, run);
    },
    variables: ({ stack, names }, signal) => readVariables(compose, stack, names, signal),
  };
}
