import { type Stats, constants } from 'node:fs';
import { type FileHandle, chmod, lstat, lutimes, open } from 'node:fs/promises';
import type { SharedTree } from '../tree/sharedTree.ts';
import type { WantedAttributes } from './attributes.ts';
import { OPEN, STATUS } from './protocol.ts';
import { SftpProblem } from './problem.ts';
import { DATA_AT, dataRoom } from './replies.ts';

const NEW_FILE_MODE = 0o666;
/** Not on Windows, where there are no such files either. */
const CAREFULLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a regular file, and only such: what a pipe or a device is, the guest's own kernel knows. */
export function openFile(tree: SharedTree, path: Buffer, flags: number, wanted: WantedAttributes): Promise<FileHandle> {
  return tree.at(path, async (hostPath) => {
    const isThere = await regularAt(hostPath);
    if (!isThere && (flags & OPEN.create) === 0) throw new SftpProblem(STATUS.noSuchFile, 'ENOENT');
    const has = (flag: number) => (flags & flag) !== 0;
    const mode = wanted.mode ?? NEW_FILE_MODE;
    const file = await open(hostPath, systemFlags(flags, isThere), mode);
    try {
      // The guest has taken its program's mask off already: this one's is not to be taken off as well.
      if (!isThere && has(OPEN.create) && wanted.mode !== undefined) await file.chmod(mode);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  });
}

async function regularAt(hostPath: Buffer): Promise<boolean> {
  let stats: Stats;
  try {
    stats = await lstat(hostPath);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (!stats.isFile()) throw new SftpProblem(STATUS.failure, stats.isDirectory() ? 'EISDIR' : 'EINVAL');
  return true;
}

function systemFlags(flags: number, isThere: boolean): number {
  const has = (flag: number) => (flags & flag) !== 0;
  const access = has(OPEN.write) ? (has(OPEN.read) ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;
  return (
    access |
    CAREFULLY |
    (has(OPEN.append) ? constants.O_APPEND : 0) |
    (has(OPEN.truncate) ? constants.O_TRUNC : 0) |
    (has(OPEN.create) ? constants.O_CREAT : 0) |
    (has(OPEN.create) && (has(OPEN.exclusive) || !isThere) ? constants.O_EXCL : 0)
  );
}

/** All that was asked for, or up to the end of the file: sshfs takes less for the end. Undefined at the end. */
export async function readFile(
  file: FileHandle,
  offset: number,
  lengthBytes: number,
): Promise<{ readonly room: Buffer; readonly readBytes: number } | undefined> {
  const room = dataRoom(lengthBytes);
  let readBytes = 0;
  while (readBytes < lengthBytes) {
    const { bytesRead } = await file.read(room, DATA_AT + readBytes, lengthBytes - readBytes, offset + readBytes);
    if (bytesRead === 0) break;
    readBytes += bytesRead;
  }
  return readBytes === 0 && lengthBytes > 0 ? undefined : { room, readBytes };
}

export async function writeFile(file: FileHandle, offset: number, data: Buffer): Promise<void> {
  let written = 0;
  while (written < data.length) {
    const { bytesWritten } = await file.write(data, written, data.length - written, offset + written);
    written += bytesWritten;
  }
}

/** Of a file by its name; a link is changed itself. An owner is taken and not followed: everything is the person's. */
export function setAttributes(tree: SharedTree, path: Buffer, wanted: WantedAttributes): Promise<void> {
  return tree.at(path, async (hostPath) => {
    const stats = await lstat(hostPath);
    if (wanted.sizeBytes !== undefined) await truncate(hostPath, wanted.sizeBytes);
    if (wanted.mode !== undefined) {
      if (stats.isSymbolicLink()) throw new SftpProblem(STATUS.unsupported, 'A link has no mode of its own');
      await chmod(hostPath, wanted.mode);
    }
    if (wanted.times) await lutimes(hostPath, wanted.times.accessed, wanted.times.modified);
  });
}

async function truncate(hostPath: Buffer, sizeBytes: number): Promise<void> {
  if (!(await regularAt(hostPath))) throw new SftpProblem(STATUS.noSuchFile, 'ENOENT');
  const file = await open(hostPath, constants.O_WRONLY | CAREFULLY);
  try {
    await file.truncate(sizeBytes);
  } finally {
    await file.close();
  }
}

export async function setOpenAttributes(file: FileHandle, wanted: WantedAttributes): Promise<void> {
  if (wanted.sizeBytes !== undefined) await file.truncate(wanted.sizeBytes);
  if (wanted.mode !== undefined) await file.chmod(wanted.mode);
  if (wanted.times) await file.utimes(wanted.times.accessed, wanted.times.modified);
}
