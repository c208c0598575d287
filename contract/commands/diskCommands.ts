import type { DiskSelection } from '../model/disk.ts';
import { pruneCacheCommand } from './buildxCommands.ts';
import { containerActionCommand } from './containerCommands.ts';
import { type CliArgs, dockerCommand, operands } from './docker.ts';
import { removeImagesCommand } from './imageCommands.ts';

/** What takes the space, with every image, container, volume and record of the cache. */
export const diskUsageCommand = (cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['system', 'df', '--verbose']);

const REMOVE = { type: 'remove', force: false, volumes: false } as const;

/** One command a kind of thing, in the order in which they can go. */
export function removeSelectionCommand(selection: DiskSelection, cliArgs: CliArgs = []): string {
  const { containerIds, imageReferences, volumeNames, cacheIds } = selection;
  return [
    ...(containerIds.length > 0 ? [containerActionCommand(REMOVE, containerIds.map(shortId), cliArgs)] : []),
    ...(imageReferences.length > 0 ? [removeImagesCommand(imageReferences, cliArgs)] : []),
    ...(volumeNames.length > 0 ? [dockerCommand(cliArgs, ['volume', 'rm', ...operands(volumeNames)])] : []),
    ...(cacheIds.length > 0 ? [pruneCacheCommand(cacheIds, cliArgs)] : []),
  ].join('\n');
}

const shortId = (id: string): string => id.slice(0, 12);
