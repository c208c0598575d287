import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Of use at the first start only. */
const LEFT_OUT = new Set(['data.qcow2']);

/**
 * Keeps a guest's folder as `target`, whole or not at all, so that it is there when the app's own has been replaced. Where
 * it can it shares the bytes: an installer puts new files in the place of old ones and does not write into them.
 */
export async function keepGuest(source: string, target: string): Promise<void> {
  const draft = `${target}.draft-${process.pid}`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    for (const entry of await readdir(source, { withFileTypes: true })) {
      if (entry.isFile() && !LEFT_OUT.has(entry.name)) {
        await share(path.join(source, entry.name), path.join(draft, entry.name));
      }
    }
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Another file system, or a system that lets nobody link what is another's: then a copy. */
async function share(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
}
