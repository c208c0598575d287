import { toAppError } from '../../../contract/errors.ts';
import type { UploadTicket } from '../../../contract/services/uploads.ts';
import { client, isDesktop } from '../index.ts';
import { areReadInPlace } from './readInPlace.ts';

const PIECE_BYTES = 1024 * 1024;
/** So many pieces are on their way at once: neither side waits for the other's answer. */
const AHEAD = 4;

/** The contents one after the other, in pieces of about one size: many small files go together. */
export async function* piecesOf(
  files: readonly Blob[],
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Blob[] = [];
  let length = 0;
  for (const file of files) {
    for (let at = 0; at < file.size;) {
      const part = file.slice(at, at + pieceBytes - length);
      waiting.push(part);
      at += part.size;
      length += part.size;
      if (length < pieceBytes) continue;
      yield new Uint8Array(await new Blob(waiting).arrayBuffer());
      waiting = [];
      length = 0;
    }
  }
  if (length > 0) yield new Uint8Array(await new Blob(waiting).arrayBuffer());
}

/** Sends files to the job that waits for them. How the job ends is the job's to tell; this never rejects. */
export async function sendFiles(files: readonly File[], { uploadId, uploadUrl }: UploadTicket): Promise<void> {
  if (uploadUrl !== undefined) return sendWhole(files, uploadId, uploadUrl);
  if (isDesktop && files.length > 0 && (await areReadInPlace(window, files, uploadId))) return;
  await sendPieces(files, uploadId);
}

/** The browser reads them from the disk and sends them by itself: their bytes never come into the page. */
async function sendWhole(files: readonly File[], uploadId: string, uploadUrl: string): Promise<void> {
  try {
    await fetch(uploadUrl, { method: 'PUT', body: new Blob([...files]) });
  } catch {
    // The browser does not say why. A file that was changed or taken away cannot be read at all any more.
    for (const file of files) {
      const reason = await file
        .slice(0, 1)
        .arrayBuffer()
        .then(
          () => undefined,
          (thrown: unknown) => `“${file.name}” cannot be read: ${toAppError(thrown).message}`,
        );
      if (reason !== undefined) return client.uploads.abort({ uploadId, reason }).catch(() => undefined);
    }
  }
}

async function sendPieces(files: readonly Blob[], uploadId: string): Promise<void> {
  const sending = new Set<Promise<void>>();
  const state = { isRefused: false };
  try {
    for await (const bytes of piecesOf(files)) {
      const sent = client.uploads
        .write({ uploadId, bytes })
        .catch(() => {
          state.isRefused = true; // the job does not want it any more, and says why
        })
        .finally(() => sending.delete(sent));
      sending.add(sent);
      if (sending.size >= AHEAD) await Promise.race(sending);
      if (state.isRefused) return;
    }
  } catch (thrown) {
    const reason = `The file cannot be read: ${toAppError(thrown).message}`;
    return client.uploads.abort({ uploadId, reason }).catch(() => undefined);
  }
  await Promise.all(sending);
  if (!state.isRefused) await client.uploads.end({ uploadId }).catch(() => undefined);
}
