import { open, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

/**
 * Replaces a file so that a crash or a power cut leaves either the old or the new one, whole. The rename must not
 * reach the disk before the bytes: hence the two fsyncs. The file is the person's alone (0600).
 */
export async function atomicWrite(file: string, text: string): Promise<void> {
  // A new file under a name that nobody knows before: one that waits there may be a link to somewhere else.
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const folder = await open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
