import type { StackTarget } from '../model/stackRun.ts';
import type { NewVolume } from '../model/volume.ts';
import { stackCommand } from './composeCommands.ts';
import { type CliArgs, dockerCommand, options } from './docker.ts';
import { copyContentsCommand, createVolumeCommand, withoutSecrets } from './volumeCommands.ts';

/** Out of one engine into another, without a file between. */
export const copyImageCommand = (reference: string, fromArgs: CliArgs, toArgs: CliArgs, platform?: string): string =>
  [
    dockerCommand(fromArgs, ['image', 'save', ...options({ platform }), reference]),
    dockerCommand(toArgs, ['image', 'load', ...options({ platform })]),
  ].join(' | ');

interface CopiedWithStack {
  readonly images: readonly string[];
  /** As they are made there: by their labels Compose knows them for its own. */
  readonly volumes: readonly NewVolume[];
}

/** All that is done, in its order. */
export const copyStackCommand = (
  stack: StackTarget,
  { images, volumes }: CopiedWithStack,
  fromArgs: CliArgs,
  toArgs: CliArgs,
): string =>
  [
    ...images.map((reference) => copyImageCommand(reference, fromArgs, toArgs)),
    ...volumes.flatMap((settings) => [
      createVolumeCommand(withoutSecrets(settings), toArgs),
      copyContentsCommand(settings.name, settings.name, fromArgs, toArgs),
    ]),
    stackCommand(stack, { type: 'up' }, toArgs),
  ].join('\n');
