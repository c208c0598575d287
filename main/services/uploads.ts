import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { UploadTicket } from '../../contract/services/uploads.ts';
import type { Host } from '../host.ts';

/** A page that does not send for so long has been closed. */
const SILENCE_MS = 60_000;
/** What is read from the disk at a time. */
const PIECE_BYTES = 1024 * 1024;
const REFUSED = Symbol('the job wants no more, and says why');
/** A file that breaks off is often followed by words of the page why; so long they are waited for. */
const REASON_MS = 2000;

export interface Upload {
  /** For whoever sends. */
  readonly ticket: UploadTicket;
  /** The bytes in their order; to be read once. Fails with what the page says, or when it falls silent. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What may be done with the files, once their first byte or their end is there; undefined where nobody can tell. */
  modes(): readonly number[] | undefined;
  /** Takes no more: whoever sends is told. */
  close(): void;
}

export interface Uploads {
  readonly handlers: ServiceOf<'uploads'>;
  readonly open: () => Upload;
  /**
   * Reads files of this computer in the place of a page that would send them: for a shell that knows where the files are
   * that a person has chosen. Resolves when all is taken, and also when the job wants no more; the job tells how it went.
   * Rejects with `not-found` when nobody waits.
   */
  readonly readFiles: (uploadId: string, files: readonly string[]) => Promise<void>;
}

interface Open {
  give(piece: Uint8Array | undefined): Promise<void>;
  fail(reason: AppFailure): void;
  /** Before the first piece. */
  tell(modes: readonly number[]): void;
}

interface Waiting {
  readonly piece: Uint8Array | undefined;
  readonly taken: () => void;
  readonly refused: (reason: AppFailure) => void;
}

interface UploadOptions {
  readonly host?: Pick<Host, 'takeFile'>;
  readonly silenceMs?: number;
  readonly reasonMs?: number;
}

/** Files on their way from the page to a job. A piece is taken when the job asks for it: a slow engine slows the page. */
export function createUploads({ host, silenceMs = SILENCE_MS, reasonMs = REASON_MS }: UploadOptions = {}): Uploads {
  const all = new Map<string, Open>();

  function find(uploadId: string): Open {
    const found = all.get(uploadId);
    if (found) return found;
    throw new AppFailure({ code: 'not-found', message: 'Nobody waits for this file any more.' });
  }

  function open(): Upload {
    const id = randomUUID();
    const waiting: Waiting[] = [];
    let inHand: Waiting | undefined;
    let failure: AppFailure | undefined;
    let modes: readonly number[] | undefined;
    let wake = () => {};
    const give = (piece: Uint8Array | undefined) =>
      new Promise<void>((taken, refused) => {
        if (failure) return refused(failure);
        waiting.push({ piece, taken, refused });
        wake();
      });
    const fail = (reason: AppFailure) => {
      failure ??= reason;
      wake();
    };
    all.set(id, { give, fail, tell: (told) => void (modes = told) });

    async function receive(body: AsyncIterable<Uint8Array>): Promise<void> {
      try {
        for await (const piece of body) await give(piece);
      } catch (thrown) {
        if (!failure) setTimeout(() => fail(SILENT), reasonMs).unref();
        throw thrown;
      }
      await give(undefined);
    }
    const address = host?.takeFile?.(receive);

    function close(reason = GIVEN_UP) {
      if (!all.delete(id)) return;
      failure ??= reason;
      address?.close();
      inHand?.refused(reason);
      for (const { refused } of waiting.splice(0)) refused(reason);
      wake();
    }

    async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for (;;) {
          if (waiting.length === 0 && !failure) await arrival(silenceMs, (now) => (wake = now));
          const next = (inHand = waiting.shift());
          if (next?.piece) yield next.piece;
          next?.taken();
          inHand = undefined;
          if (next && !next.piece) return;
          if (!next) throw failure ?? SILENT;
        }
      } finally {
        close();
      }
    }

    const ticket = { uploadId: id, ...(address && { uploadUrl: address.uploadUrl }) };
    return { ticket, bytes: bytes(), modes: () => modes, close };
  }

  async function readFiles(uploadId: string, files: readonly string[]): Promise<void> {
    const upload = find(uploadId);
    const refused = () => REFUSED;
    const modes = await modesOf(files);
    if (modes) upload.tell(modes);
    for (const file of files) {
      try {
        for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
          if ((await upload.give(piece as Buffer).catch(refused)) === REFUSED) return;
        }
      } catch (thrown) {
        const { message: engineText } = thrown as Error;
        const message = `“${path.basename(file)}” cannot be read.`;
        upload.fail(new AppFailure({ code: 'unexpected', message, detail: 'upload', engineText }));
        return;
      }
    }
    await upload.give(undefined).catch(refused);
  }

  return {
    open,
    readFiles,
    handlers: {
      write: async ({ uploadId, bytes }) => find(uploadId).give(bytes),
      end: async ({ uploadId }) => find(uploadId).give(undefined),
      async abort({ uploadId, reason }) {
        all.get(uploadId)?.fail(new AppFailure({ code: 'unexpected', message: reason, detail: 'upload' }));
      },
    },
  };
}

const GIVEN_UP = new AppFailure({ code: 'cancelled', message: 'The file is not wanted any more.' });
const SILENT = new AppFailure({
  code: 'disconnected',
  message: 'The page stopped sending the file.',
  hint: 'Keep the window open until the file is sent, and try again.',
});

/** Resolves when something came, or when nothing did for that long. */
function arrival(timeoutMs: number, listen: (now: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What may be done with them; without the bits by which a program gets another owner’s rights. Windows knows of none. */
async function modesOf(files: readonly string[]): Promise<readonly number[] | undefined> {
  if (process.platform === 'win32') return undefined;
  try {
    return await Promise.all(files.map(async (file) => (await stat(file)).mode & 0o777));
  } catch {
    return undefined; // reading them says why
  }
}
