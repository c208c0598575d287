import { type CliArgs, dockerCommand, options } from './docker.ts';

/** Out of one engine into another, without a file between. */
export const copyImageCommand = (reference: string, fromArgs: CliArgs, toArgs: CliArgs, platform?: string): string =>
  [
    dockerCommand(fromArgs, ['image', 'save', ...options({ platform }), reference]),
    dockerCommand(toArgs, ['image', 'load', ...options({ platform })]),
  ].join(' | ');
