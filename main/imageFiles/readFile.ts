import { AppFailure } from '../../contract/errors.ts';
import { compressionOf, decompress } from './decompress.ts';
import { archivePath } from './readArchive.ts';
import { EntryBytes, tarEntries } from './tarEntries.ts';

export interface FilePlace {
  /** Path of the layer in the archive. */
  readonly blob: string;
  /** Place of the entry in the layer. */
  readonly ordinal: number;
  readonly sizeBytes: number;
}

/**
 * The content of one file out of the archive of an image, read no further than to its end. Found by its place, since
 * names can be there twice or be no text. Throws `not-found` when the archive is not the one that the place is of.
 */
export async function* readFile(
  archive: AsyncIterable<Uint8Array>,
  { blob, ordinal, sizeBytes }: FilePlace,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const entry of tarEntries(archive)) {
    if (archivePath(entry.header.name) !== blob) {
      entry.resume();
      continue;
    }
    const content = new EntryBytes(entry);
    const layer = decompress(content, compressionOf(await content.peek(4)));
    let index = -1;
    for await (const file of tarEntries(layer)) {
      index += 1;
      if (index < ordinal) {
        file.resume();
        continue;
      }
      if (file.header.size !== sizeBytes) break;
      yield* file;
      return;
    }
    break;
  }
  throw new AppFailure({
    code: 'not-found',
    message: 'The file is not where it was when the image was read.',
    hint: 'Open the image again.',
  });
}
