import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { Gantry } from '../../main/gantry.ts';
import { isOurPage } from './address.ts';

/** Also written in `app/preload`, which can import nothing of ours. */
export const FILES = 'gantry:files';

/** A path of this computer; the preload gets it from Electron for a file that the person has dropped or chosen. */
const Chosen = z.tuple([z.string().min(1), z.array(z.string().refine(isAbsolute)).min(1)]);

interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/**
 * Takes the paths of chosen files in place of their bytes: they are read here, and never go through the page. False when
 * that cannot be: then the page sends the bytes. How the upload goes is told by its job.
 */
export async function takeChosenFiles(
  { readFiles }: Pick<Gantry, 'readFiles'>,
  frame: Frame | null,
  ...said: readonly unknown[]
): Promise<boolean> {
  if (!frame || frame.parent !== null || !isOurPage(frame.url)) return false;
  const chosen = Chosen.safeParse(said);
  if (!chosen.success) return false;
  const [uploadId, files] = chosen.data;
  await readFiles(uploadId, files).catch(() => {}); // nobody waits any more
  return true;
}

/** Also written in `app/preload`. */
export const OPEN = 'gantry:open';

const Dropped = z.array(z.string().refine(isAbsolute)).min(1).max(20);

/** Opens files that were dropped onto our page; what is to be done with each is asked there. */
export async function openDroppedFiles(
  { openFile }: Pick<Gantry, 'openFile'>,
  frame: Frame | null,
  said: unknown,
): Promise<void> {
  if (!frame || frame.parent !== null || !isOurPage(frame.url)) return;
  const dropped = Dropped.safeParse(said);
  for (const file of dropped.success ? dropped.data : []) await openFile(file).catch(() => {});
}
