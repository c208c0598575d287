import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileRights, UploadItem } from '../../../contract/model/files.ts';
import { TAR_END, tarHeader, tarPadding } from '../../files/tar/tarHeader.ts';

/** How large the archive of these will be. */
export function tarSize(items: readonly UploadItem[], rights: FileRights): number {
  return items.reduce(
    (sum, item) => sum + headerOf(item, rights).length + item.sizeBytes + tarPadding(item.sizeBytes).length,
    TAR_END.length,
  );
}

function headerOf(
  { path, kind, sizeBytes, mode, modifiedAt = Date.now() }: UploadItem,
  rights: FileRights,
  kept?: number,
): Buffer {
  const { userId, groupId, fileMode, directoryMode } = rights;
  const own = kept ?? mode ?? (kind === 'file' ? fileMode : directoryMode);
  return tarHeader({ path, kind, sizeBytes, mode: own, userId, groupId, modifiedAt });
}

/**
 * The items as an archive: their bytes come one after the other, cut anywhere. Throws when there are fewer or more.
 * `modes` are those of the files, and known when the first bytes are there.
 */
export async function* tarOfItems(
  items: readonly UploadItem[],
  rights: FileRights,
  bytes: AsyncIterable<Uint8Array>,
  modes?: () => readonly number[] | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = bytes[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  try {
    let first = modes && (await pieces.next());
    const kept = modes?.();
    let fileCount = 0;
    for (const item of items) {
      yield headerOf(item, rights, item.kind === 'file' ? kept?.[fileCount++] : undefined);
      for (let missing = item.sizeBytes; missing > 0;) {
        if (rest.byteLength === 0) {
          const next: IteratorResult<Uint8Array> = first ?? (await pieces.next());
          first = undefined;
          if (next.done) throw notWhole(item.path);
          rest = next.value;
          continue;
        }
        const piece = rest.subarray(0, missing);
        yield piece;
        missing -= piece.byteLength;
        rest = rest.subarray(piece.byteLength);
      }
      const padding = tarPadding(item.sizeBytes);
      if (padding.length > 0) yield padding;
    }
    // Its end is part of it: only then the page has said that nothing went wrong.
    const after = rest.byteLength > 0 ? { done: false } : (first ?? (await pieces.next()));
    if (!after.done) throw notWhole(items.at(-1)?.path ?? '');
    yield TAR_END;
  } finally {
    await pieces.return?.();
  }
}

const notWhole = (path: string) =>
  new AppFailure({
    code: 'conflict',
    message: `“${shownName(path)}” has another size than it had when the upload began.`,
    hint: 'Something writes to it. Upload it again when it is done; nothing of this upload was kept.',
  });
