import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix } from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { VmChoices } from '../../../contract/model/engineVm.ts';
import type { SharedFolder } from '../driver.ts';
import { pathInWsl } from '../wsl2/path.ts';

/** A folder of this machine and where the guest has it. */
export interface PlacedFolder extends SharedFolder {
  /** A word for it: of its place and whether it may be written. */
  readonly id: string;
  readonly guestPath: string;
}

/** What the guest needs for itself: nothing can be put there, or over it. */
const OF_THE_GUEST = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/usr'];
const OF_ITS_DATA = ['/var/lib', '/var/log', '/var/run'];

/** What was chosen; the person's home unless anything was. */
export const foldersOf = ({ folders }: VmChoices): readonly SharedFolder[] =>
  folders ?? [{ path: homedir(), isReadOnly: false }];

/** Rejects with `invalid-input` for a folder that is not there or cannot be shared. */
export async function assertShareable(
  folders: readonly SharedFolder[],
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  placeFolders(folders, platform);
  for (const { path } of folders) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder) continue;
    throw refused(path, 'there is no such folder', 'Make it first, or give another path.');
  }
}

/** Where the guest has what is there on this machine: at the same path; drives of Windows are below /mnt. */
export const guestPathOf = (hostPath: string, platform: NodeJS.Platform): string =>
  posix.normalize(platform === 'win32' ? pathInWsl(hostPath) : hostPath).replace(/(?<=.)\/$/, '');

/** Is `path` this folder or below it; both absolute and of the guest. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/**
 * The folders as the guest gets them: none twice, none inside another that gives the same. Throws `invalid-input` for one
 * that cannot be shared.
 */
export function placeFolders(folders: readonly SharedFolder[], platform: NodeJS.Platform): readonly PlacedFolder[] {
  const placed = new Map<string, PlacedFolder>();
  for (const folder of folders) {
    const guestPath = checkedGuestPath(folder.path, platform);
    const id = createHash('sha256').update(`${guestPath}\0${folder.isReadOnly}`).digest('hex').slice(0, 12);
    placed.set(guestPath, { ...folder, id, guestPath });
  }
  const all = [...placed.values()];
  const isCovered = (one: PlacedFolder) => {
    const around = all.filter((other) => other !== one && isWithin(one.guestPath, other.guestPath));
    const nearest = around.sort((a, b) => b.guestPath.length - a.guestPath.length)[0];
    return nearest?.isReadOnly === one.isReadOnly;
  };
  // The outer ones first: what is inside goes over them.
  return all.filter((one) => !isCovered(one)).sort((a, b) => (a.guestPath < b.guestPath ? -1 : 1));
}

function checkedGuestPath(hostPath: string, platform: NodeJS.Platform): string {
  const isAbsolute = platform === 'win32' ? /^[A-Za-z]:[\\/]/.test(hostPath) : hostPath.startsWith('/');
  if (!isAbsolute) throw refused(hostPath, 'it does not begin at the top of a disk', 'Give its whole path.');
  if (/[\0\t\r\n]/.test(hostPath)) throw refused(hostPath, 'its name has a line break or a tab', 'Rename it.');
  const guestPath = guestPathOf(hostPath, platform);
  const taken = [...OF_THE_GUEST, ...OF_ITS_DATA].find((own) => isWithin(guestPath, own) || isWithin(own, guestPath));
  if (taken === undefined) return guestPath;
  throw refused(hostPath, `the VM has its own ${taken}`, 'Share a folder of yours, and bind that.');
}

const refused = (path: string, why: string, hint: string) =>
  new AppFailure({
    code: 'invalid-input',
    path: ['folders'],
    message: `${path} cannot be shared with the engine’s VM: ${why}.`,
    hint,
  });
