import type { StackFiles } from '../model/stack.ts';
import { fileWords } from './composeCommands.ts';
import { type CliArgs, dockerCommand } from './docker.ts';

/** Reads the files as Compose does, and says what is wrong with them. */
export const checkComposeCommand = (stack: StackFiles, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['compose', ...fileWords(stack), 'config', '--quiet']);
