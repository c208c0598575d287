import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ComposeFile } from '../../../contract/model/composeFile.ts';
import { fileFailure } from '../../storage/fileFailure.ts';
import { fileMeant, usualStack } from './fileName.ts';
import { readText } from './readText.ts';

const MAX_ENTRIES = 500;

/** A file, or the Compose file of a folder. One that is not there yet has an empty text and no revision. */
export async function openFile(given: string, isKnown: (file: string) => boolean): Promise<ComposeFile> {
  const file = await fileMeant(given, isKnown);
  const folder = path.dirname(file);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).toSorted();
    const read = await readText(file);
    return {
      path: file,
      folder,
      text: read?.text ?? '',
      ...(read && { revision: read.revision, modifiedAt: Math.round(read.stats.mtimeMs) }),
      isReadOnly: !(await isWritable(read ? file : folder)),
      stack: usualStack(file, names),
      folderEntries: names.slice(0, MAX_ENTRIES),
    };
  } catch (thrown) {
    throw fileFailure(thrown, file, 'read');
  }
}

const isWritable = (file: string): Promise<boolean> =>
  access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
