import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';

/** A page that does not send for so long has been closed. */
const SILENCE_MS = 60_000;

export interface Upload {
  readonly id: string;
  /** The bytes in their order; to be read once. Fails with what the page says, or when it falls silent. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Takes no more: whoever sends is told. */
  close(): void;
}

export interface Uploads {
  readonly handlers: ServiceOf<'uploads'>;
  readonly open: () => Upload;
}

interface Open {
  give(piece: Uint8Array | undefined): Promise<void>;
  fail(reason: AppFailure): void;
}

/** Files on their way from the page to a job. A piece is taken when the job asks for it: a slow engine slows the page. */
export function createUploads(silenceMs = SILENCE_MS): Uploads {
  const all = new Map<string, Open>();

  function find(uploadId: string): Open {
    const found = all.get(uploadId);
    if (found) return found;
    throw new AppFailure({ code: 'not-found', message: 'Nobody waits for this file any more.' });
  }

  function open(): Upload {
    const id = randomUUID();
    const waiting: {
      readonly piece: Uint8Array | undefined;
      readonly taken: () => void;
      readonly refused: (reason: AppFailure) => void;
    }[] = [];
    let failure: AppFailure | undefined;
    let wake = () => {};
    all.set(id, {
      give: (piece) =>
        new Promise<void>((taken, refused) => {
          if (failure) return refused(failure);
          waiting.push({ piece, taken, refused });
          wake();
        }),
      fail(reason) {
        failure ??= reason;
        wake();
      },
    });

    function close(reason = GIVEN_UP) {
      if (!all.delete(id)) return;
      failure ??= reason;
      for (const { refused } of waiting.splice(0)) refused(reason);
      wake();
    }

    async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for (;;) {
          if (waiting.length === 0 && !failure) await arrival(silenceMs, (now) => (wake = now));
          const next = waiting.shift();
          if (next?.piece) yield next.piece;
          next?.taken();
          if (next && !next.piece) return;
          if (!next) throw failure ?? SILENT;
        }
      } finally {
        close();
      }
    }

    return { id, bytes: bytes(), close };
  }

  return {
    open,
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
