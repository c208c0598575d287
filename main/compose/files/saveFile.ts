import { realpath, stat } from 'node:fs/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { SavedComposeFile } from '../../../contract/model/composeFile.ts';
import { fileFailure, invalidPath } from '../../storage/fileFailure.ts';
import { fileMeant } from './fileName.ts';
import { MAX_BYTES, readText, revisionOf } from './readText.ts';
import { replaceFile } from './replaceFile.ts';

interface Save {
  readonly path: string;
  readonly text: string;
  readonly expectedRevision?: string | undefined;
  readonly overwrite: boolean;
}

/**
 * Replaces the file by exactly this text, or leaves it as it was. Its rights, its owner and the link that leads to it
 * stay as they are. Rejects with `conflict` when somebody else has changed it.
 */
export async function saveFile(save: Save, isKnown: (file: string) => boolean): Promise<SavedComposeFile> {
  const { text, expectedRevision, overwrite } = save;
  const asked = await fileMeant(save.path, isKnown);
  const bytes = Buffer.from(text);
  if (bytes.byteLength > MAX_BYTES) throw invalidPath('A Compose file may have at most 4 MB.', 'Make it shorter.');
  if (/\p{Surrogate}/u.test(text))
    throw invalidPath('The text has half a character in it.', 'Remove the character “�”.');
  try {
    const file = await realpath(asked).catch(() => asked);
    const look = async () => {
      const read = await readText(file);
      if (!overwrite) refuseIfChanged(asked, read?.revision, expectedRevision);
      return read;
    };
    const before = await look();
    await replaceFile(file, bytes, before, async () => void (await look()));
    const { mtimeMs } = await stat(file);
    return { revision: revisionOf(bytes), modifiedAt: Math.round(mtimeMs) };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw conflict(`${asked} exists already.`);
    throw fileFailure(thrown, asked, 'saved');
  }
}

function refuseIfChanged(file: string, revision: string | undefined, expected: string | undefined): void {
  if (revision === expected) return;
  if (revision === undefined) throw conflict(`${file} was removed since it was opened.`);
  if (expected === undefined) throw conflict(`${file} exists already.`);
  throw conflict(`${file} was changed by another program since it was opened.`);
}

const conflict = (message: string) =>
  new AppFailure({ code: 'conflict', message, hint: 'Compare the two, and keep yours or take what is on the disk.' });
