import { type CliArgs, dockerCommand } from './docker.ts';

/** An image out of an archive of files, without a registry. */
export const importImageCommand = (
  file: string,
  image: string,
  changes: readonly string[],
  cliArgs: CliArgs = [],
): string =>
  dockerCommand(cliArgs, ['image', 'import', ...changes.flatMap((change) => ['--change', change]), file, image]);
