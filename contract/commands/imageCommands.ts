import { type CliArgs, dockerCommand, operands, options } from './docker.ts';

export const inspectImageCommand = (reference: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'inspect', ...operands([reference])]);

export const tagCommand = (reference: string, target: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'tag', ...operands([reference, target])]);

export const removeImagesCommand = (references: readonly string[], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'rm', ...operands(references)]);

/** The engine chooses then; Gantry removes what it has shown. */
export function pruneImagesCommand(all: boolean, untilHours: number | undefined, cliArgs: CliArgs = []): string {
  const until = untilHours === undefined ? [] : ['--filter', `until=${untilHours}h`];
  return dockerCommand(cliArgs, ['image', 'prune', ...options({ all }), ...until]);
}

export const saveCommand = (references: readonly string[], file: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'save', '--output', file, ...operands(references)]);

export const loadCommand = (file: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'load', '--input', file]);

export interface ImportOptions {
  readonly message?: string | undefined;
  /** Instructions of a Dockerfile: `CMD ["sh"]`. */
  readonly changes: readonly string[];
}

export const importCommand = (
  file: string,
  reference: string,
  { message, changes }: ImportOptions,
  cliArgs: CliArgs = [],
): string =>
  dockerCommand(cliArgs, [
    'image',
    'import',
    ...changes.flatMap((change) => ['--change', change]),
    ...options({ message }),
    ...operands([file, reference]),
  ]);
