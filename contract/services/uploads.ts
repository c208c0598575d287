import { z } from 'zod';
import { call } from '../rpc/define.ts';

const upload = z.object({ uploadId: z.string().min(1) });

/** Where the bytes of a file that the page has are waited for. */
export interface UploadTicket {
  readonly uploadId: string;
  /** They are to be sent there, whole, by one `PUT`; absent where the shell has no addresses: then by `uploads.write`. */
  readonly uploadUrl?: string;
}

/** The bytes of a file that the page has, for a job that waits for them: piece by piece, each when the last is taken. */
export const uploads = {
  /** Rejects with `cancelled` when the job does not want any more, with `not-found` when there is none. */
  write: call(upload.extend({ bytes: z.instanceof(Uint8Array) })).returns<void>(),
  /** The file is whole. */
  end: call(upload).returns<void>(),
  /** It cannot be read any further. */
  abort: call(upload.extend({ reason: z.string() })).returns<void>(),
};
