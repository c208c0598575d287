import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { invalidPath } from '../../storage/fileFailure.ts';

export const MAX_BYTES = 4 * 1024 * 1024;

export interface ReadText {
  readonly text: string;
  readonly bytes: Buffer;
  readonly revision: string;
  readonly stats: Stats;
}

export const revisionOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every character of a file; undefined where there is none. Rejects what is no UTF-8 text, or too much of it. */
export async function readText(file: string): Promise<ReadText | undefined> {
  // A pipe would be waited for; it is looked at first.
  const found = await stat(file).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined;
    throw thrown;
  });
  if (!found) return undefined;
  if (!found.isFile()) throw invalidPath(`${file} is not a file.`, 'Choose a Compose file, or the folder it is in.');
  if (found.size > MAX_BYTES) throw tooLarge(file);
  const handle = await open(file, 'r');
  try {
    const bytes = await handle.readFile();
    if (bytes.byteLength > MAX_BYTES) throw tooLarge(file); // it grew meanwhile
    return { text: decode(bytes, file), bytes, revision: revisionOf(bytes), stats: await handle.stat() };
  } finally {
    await handle.close();
  }
}

const tooLarge = (file: string) =>
  invalidPath(`${file} is larger than 4 MB.`, 'No Compose file is that large: it is probably another file.');

/** Exactly: what is decoded is encoded to the same bytes again, the byte order mark included. */
function decode(bytes: Uint8Array, file: string): string {
  if (bytes.includes(0))
    throw invalidPath(`${file} is not text in UTF-8.`, 'Save it as UTF-8: Compose reads no other.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidPath(`${file} is not written in UTF-8.`, 'Save it as UTF-8: Compose reads no other.');
  }
}
