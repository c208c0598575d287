import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { DockerfileFile } from '../../contract/model/dockerfile.ts';
import { fileFailure, invalidPath } from '../storage/fileFailure.ts';
import { lineEndingOf, withNewlines } from './lineEndings.ts';

export const MAX_BYTES = 1024 * 1024;
const MAX_ENTRIES = 500;
const BOM = '\uFEFF';

/** `~` is the person's home; a path that is not absolute would depend on where the app was started. */
export function absolutePath(given: string, home = homedir()): string {
  const expanded = given === '~' || /^~[/\\]/.test(given) ? path.join(home, given.slice(1)) : given;
  if (path.isAbsolute(expanded)) return path.normalize(expanded);
  throw invalidPath(`“${given}” is not a whole path.`, 'Begin it with / or ~.');
}

/** A file, or the `Dockerfile` of a folder. One that is not there yet has an empty text and no hash. */
export async function readDockerfile(given: string): Promise<DockerfileFile> {
  const asked = absolutePath(given);
  const isFolder = await stat(asked).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? path.join(asked, 'Dockerfile') : asked;
  const folder = path.dirname(file);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).toSorted();
    const read = await readText(file);
    return {
      path: file,
      folder,
      text: read ? withNewlines(read.raw.replace(BOM, '')) : '',
      ...(read && { hash: read.hash, modifiedAt: read.modifiedAt }),
      isReadOnly: !(await isWritable(read ? file : folder)),
      lineEnding: read ? lineEndingOf(read.raw) : 'lf',
      folderEntries: names.slice(0, MAX_ENTRIES),
      hasIgnoreFile: ['.dockerignore', `${path.basename(file)}.dockerignore`].some((name) => names.includes(name)),
    };
  } catch (thrown) {
    throw fileFailure(thrown, file, 'read');
  }
}

interface ReadText {
  readonly raw: string;
  readonly hash: string;
  readonly modifiedAt: number;
  readonly mode: number;
}

/** Undefined where there is no such file. Rejects what is no text, or too much of it. */
export async function readText(file: string): Promise<ReadText | undefined> {
  // A pipe would be waited for; it is looked at first.
  const found = await stat(file).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined;
    throw thrown;
  });
  if (!found) return undefined;
  if (!found.isFile()) throw invalidPath(`${file} is not a file.`, 'Choose a Dockerfile, or the folder it is in.');
  const tooLarge = () =>
    invalidPath(`${file} is larger than 1 MB.`, 'No Dockerfile is that large: it is probably another file.');
  if (found.size > MAX_BYTES) throw tooLarge();
  const handle = await open(file, 'r');
  try {
    const bytes = await handle.readFile();
    if (bytes.byteLength > MAX_BYTES) throw tooLarge(); // it grew meanwhile
    return {
      raw: decode(bytes, file),
      hash: createHash('sha256').update(bytes).digest('hex'),
      modifiedAt: Math.round(found.mtimeMs),
      mode: found.mode & 0o7777,
    };
  } finally {
    await handle.close();
  }
}

function decode(bytes: Uint8Array, file: string): string {
  if (bytes.includes(0)) throw invalidPath(`${file} is not text.`, 'It holds bytes that no Dockerfile has.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidPath(`${file} is not written in UTF-8.`, 'Save it as UTF-8, which is what Docker reads.');
  }
}

const isWritable = (file: string): Promise<boolean> =>
  access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
