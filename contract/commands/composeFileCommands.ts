import type { StackFiles } from '../model/stack.ts';
import { type CliArgs, dockerCommand } from './docker.ts';

/** After `docker compose`: which files, in which folder. */
export const stackWords = ({ workingDir, configFiles, envFiles, profiles }: StackFiles): string[] => [
  '--project-directory',
  workingDir,
  ...configFiles.flatMap((file) => ['--file', file]),
  ...envFiles.flatMap((file) => ['--env-file', file]),
  ...profiles.flatMap((profile) => ['--profile', profile]),
];

/** Reads the files as Compose does, and says what is wrong with them. */
export const checkComposeCommand = (stack: StackFiles, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['compose', ...stackWords(stack), 'config', '--quiet']);
