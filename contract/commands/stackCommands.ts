import type { StackFiles } from '../model/stack.ts';
import { type CliArgs, dockerCommand } from './docker.ts';

/** What stands before the command of `docker compose`, so that it means this stack from every folder. */
export const composeArgs = (project: string, files: StackFiles): readonly string[] => [
  '--project-name',
  project,
  '--project-directory',
  files.workingDir,
  ...files.configFiles.flatMap((file) => ['--file', file]),
  ...files.envFiles.flatMap((file) => ['--env-file', file]),
  ...files.profiles.flatMap((profile) => ['--profile', profile]),
];

/** What the definition of a stack is resolved to, all profiles included. */
export const stackConfigCommand = (project: string, files: StackFiles, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, [
    'compose',
    ...composeArgs(project, { ...files, profiles: ['*'] }),
    'config',
    '--format',
    'json',
  ]);
