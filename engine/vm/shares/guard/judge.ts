import { posix } from 'node:path';
import { guestPathOf, isWithin } from '../folders.ts';

/** What is the guest's own, and asked for by tools that look after an engine: they get the guest's. */
const OF_THE_GUEST = [
  '/dev',
  '/proc',
  '/sys',
  '/run',
  '/var/run',
  '/lib/modules',
  '/var/lib/docker',
  '/var/lib/containerd',
];

/** What the guest sees of the host, by its own paths; and what it should see and does not, with the reason. */
export interface Sight {
  readonly shared: readonly string[];
  readonly failed: ReadonlyMap<string, string>;
  readonly platform: NodeJS.Platform;
}

/** Why this cannot be bound, in words for a person; undefined when it can. */
export function refusalOf(source: string, { shared, failed, platform }: Sight): string | undefined {
  const path = inGuest(source, platform);
  const [, why] = [...failed].find(([folder]) => isWithin(path, folder)) ?? [];
  if (why !== undefined)
    return `${source} is shared with the engine’s VM, but did not get into it: ${why} Restart the engine.`;
  if (path === '/' || [...OF_THE_GUEST, ...shared].some((folder) => isWithin(path, folder))) return undefined;
  const known = shared.length === 0 ? 'No folder is shared with it' : `Shared are: ${shared.join(', ')}`;
  return (
    `${source} is not shared with the engine’s VM, so a container would find nothing there. ${known}. ` +
    'Share it in Gantry (Engine, Shared folders), or use a volume.'
  );
}

/** What the engine is to be told: clients of Windows name folders as Windows does. Elsewhere as it was written. */
export const boundAs = (source: string, platform: NodeJS.Platform): string =>
  platform === 'win32' && driveOf(source) !== undefined ? inGuest(source, platform) : source;

/** A path that is of no disk stays what it is: it is not shared. */
function inGuest(source: string, platform: NodeJS.Platform): string {
  const onDrive = platform === 'win32' ? driveOf(source) : undefined;
  if (onDrive !== undefined) return guestPathOf(onDrive, platform);
  return posix.normalize(source).replace(/(?<=.)\/$/, '');
}

/** `C:\a` and `C:/a`, and as shells of Windows and old versions of Compose write it: `/c/a`, `//c/a`. */
function driveOf(source: string): string | undefined {
  if (/^[A-Za-z]:[\\/]/.test(source)) return source;
  const [, drive, rest = ''] = /^\/\/?([A-Za-z])(?:\/(.*))?$/.exec(source) ?? [];
  return drive === undefined ? undefined : `${drive}:/${rest}`;
}
