import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadText } from './readText.ts';

type Before = Pick<ReadText, 'bytes' | 'stats'> | undefined;

/**
 * The new bytes are on the disk, with the rights and the owner of the old, before they take the name; `lastLook` may
 * still refuse. A file whose owner we may not give to another, that has a second name (a hard link), or whose folder
 * nobody may write to is written where it stands: a new one in its place would be another file.
 */
export async function replaceFile(
  file: string,
  bytes: Buffer,
  before: Before,
  lastLook: () => Promise<void>,
): Promise<void> {
  if (before && before.stats.nlink > 1) return writeInPlace(file, bytes, before.bytes, lastLook);
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.new`);
  let handle: FileHandle;
  try {
    handle = await open(draft, 'wx', before ? 0o600 : 0o666); // a new file gets what the umask leaves
  } catch (thrown) {
    if (before && isDenied(thrown)) return writeInPlace(file, bytes, before.bytes, lastLook);
    throw thrown;
  }
  try {
    let isSame = true;
    try {
      await handle.writeFile(bytes);
      isSame = before === undefined || (await takeOver(handle, before.stats));
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (before && !isSame) return await writeInPlace(file, bytes, before.bytes, lastLook);
    await lastLook();
    // A new name is only taken when it is free; a rename would replace what appeared meanwhile.
    await (before ? rename(draft, file) : link(draft, file));
    await syncFolder(path.dirname(file));
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether the draft now has the owner and the rights of the file it replaces. */
async function takeOver(handle: FileHandle, { uid, gid, mode }: Exclude<Before, undefined>['stats']): Promise<boolean> {
  const made = await handle.stat();
  if (process.platform !== 'win32' && (made.uid !== uid || made.gid !== gid)) {
    try {
      await handle.chown(uid, gid);
    } catch {
      return false;
    }
  }
  await handle.chmod(mode & 0o7777); // after the owner: a change of that takes some of the rights
  return true;
}

/** Not whole or nothing, but next to it: what was there is put back when the writing fails. */
async function writeInPlace(file: string, bytes: Buffer, before: Buffer, lastLook: () => Promise<void>): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await lastLook();
    try {
      await overwrite(handle, bytes);
    } catch (thrown) {
      await overwrite(handle, before).catch(() => undefined); // the first failure is the one to tell
      throw thrown;
    }
  } finally {
    await handle.close();
  }
}

async function overwrite(handle: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.byteLength - written, written);
    written += bytesWritten;
  }
  await handle.truncate(bytes.byteLength);
  await handle.sync();
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const handle = await open(folder, 'r').catch(() => undefined); // one that may be written to but not listed
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

const isDenied = (thrown: unknown): boolean =>
  /^(EACCES|EPERM|EROFS)$/.test((thrown as NodeJS.ErrnoException).code ?? '');
