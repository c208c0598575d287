/** More than a person types; a paste goes in several pieces. */
const PIECE_BYTES = 64 * 1024;

/**
 * Sends what is typed, in order: one call at a time, and what is typed meanwhile goes along with the next. What cannot
 * be delivered is dropped, never sent later: nobody wants an old Enter to arrive after a lost connection.
 */
export function createInputWriter(send: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>) {
  let queue: Uint8Array[] = [];
  let sending: Promise<void> | undefined;

  async function run() {
    try {
      while (queue.length > 0) await send(nextPiece());
    } catch {
      queue = [];
    } finally {
      sending = undefined;
    }
  }

  function nextPiece(): Uint8Array<ArrayBuffer> {
    const bytes = joined(queue);
    queue = bytes.length > PIECE_BYTES ? [bytes.subarray(PIECE_BYTES)] : [];
    return new Uint8Array(bytes.subarray(0, PIECE_BYTES));
  }

  return {
    write: (bytes: Uint8Array): void => {
      if (bytes.length === 0) return;
      queue.push(bytes);
      sending ??= run();
    },
    /** Resolves when all that was typed has been delivered, or dropped. */
    sent: (): Promise<void> => sending ?? Promise.resolve(),
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
