/** Above this, nothing more is taken: the stream's back-pressure reaches the engine. */
const HIGH_BYTES = 2 * 1024 * 1024;
/** Below this, it goes on; the screen never runs dry meanwhile. */
const LOW_BYTES = 512 * 1024;
/**
 * A flood is handed over in bursts so far apart, since the screen is drawn after each: nobody reads sixty pictures of it
 * a second, and drawing them costs more than taking in the text.
 */
const BURST_MS = 40;
/** What a person waits for, the echo of a key or a screen of a program, is less than this and never waits. */
const FLOOD_BYTES = 32 * 1024;

/** Taken in without a pause: the screen is not drawn in between. Half a megabyte takes some 20 ms. */
const MERGED_BYTES = 512 * 1024;

type Write = (bytes: Uint8Array, done: () => void) => void;

/** Lets as much through as the screen has taken in, and makes whoever brings more wait. */
export function createFlow(write: Write) {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let writtenBytes = 0;
  let burstAt = Number.NEGATIVE_INFINITY;
  let sinceBurst = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wake: (() => void) | undefined;

  function burst() {
    clearTimeout(timer);
    timer = undefined;
    burstAt = performance.now();
    sinceBurst = 0;
    const pieces = merged(held);
    held = [];
    writtenBytes += heldBytes;
    heldBytes = 0;
    for (const bytes of pieces) {
      write(bytes, () => {
        writtenBytes -= bytes.length;
        if (writtenBytes + heldBytes < LOW_BYTES) wake?.();
      });
    }
  }

  return {
    /** Resolves when more may come. */
    push(bytes: Uint8Array): Promise<void> {
      held.push(bytes);
      heldBytes += bytes.length;
      sinceBurst += bytes.length;
      const early = burstAt + BURST_MS - performance.now();
      if (early <= 0 || sinceBurst < FLOOD_BYTES) burst();
      else timer ??= setTimeout(burst, early);
      if (writtenBytes + heldBytes < HIGH_BYTES) return Promise.resolve();
      return new Promise((resolve) => {
        wake = () => {
          wake = undefined;
          resolve();
        };
      });
    },
  };
}

/** The same bytes in fewer pieces. */
function merged(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  if (pieces.length < 2) return pieces;
  const all: Uint8Array[] = [];
  for (let index = 0; index < pieces.length;) {
    const from = index;
    let bytes = pieces[index++]?.length ?? 0;
    while (index < pieces.length && bytes + (pieces[index]?.length ?? 0) <= MERGED_BYTES)
      bytes += pieces[index++]?.length ?? 0;
    const piece = new Uint8Array(bytes);
    let at = 0;
    for (const each of pieces.slice(from, index)) {
      piece.set(each, at);
      at += each.length;
    }
    all.push(piece);
  }
  return all;
}
