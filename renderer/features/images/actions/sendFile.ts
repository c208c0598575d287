import { toAppError } from '../../../../contract/errors.ts';
import type { UploadJob } from '../../../../contract/services/images.ts';
import { client } from '../../../rpc/index.ts';

/** Large enough to be fast, small enough not to hold up what else goes over the connection. */
const PIECE_BYTES = 512 * 1024;

/** Sends a file to the job that waits for it. How the job ends is the job's to tell; this never rejects. */
export async function sendFile(file: Blob, { uploadId }: UploadJob): Promise<void> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
    } catch (thrown) {
      const reason = `The file cannot be read: ${toAppError(thrown).message}`;
      return client.uploads.abort({ uploadId, reason }).catch(() => undefined);
    }
    try {
      await client.uploads.write({ uploadId, bytes });
    } catch {
      return; // the job does not want it any more, and says why
    }
  }
  await client.uploads.end({ uploadId }).catch(() => undefined);
}
