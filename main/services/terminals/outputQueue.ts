import type { Duplex } from 'node:stream';
import { Wake } from '../../docker/wake.ts';

/** Kept while nobody reads; also how far a reader may lag before the engine has to wait. */
const KEPT_BYTES = 256 * 1024;
const RESUME_BYTES = 64 * 1024;
/** Small pieces that came together go out together. */
const PIECE_BYTES = 64 * 1024;

/** What a terminal printed and nobody has taken yet. A reader slows the engine; without one, the oldest is forgotten. */
export class OutputQueue {
  readonly #pipe: Duplex;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** The one that reads now; another that begins takes its place. */
  #reader: Wake | undefined;
  #hasEnded = false;

  constructor(pipe: Duplex) {
    this.#pipe = pipe;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.hasReader) {
      if (this.#bytes > KEPT_BYTES) this.#pipe.pause();
    } else {
      this.#forgetOldest();
    }
    this.#reader?.wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#reader?.wake();
  }

  get hasReader(): boolean {
    return this.#reader !== undefined;
  }

  /** The terminal has ended, and everything of it was read. */
  get isOver(): boolean {
    return this.#hasEnded && this.#chunks.length === 0;
  }

  /** Ends when the terminal has ended and everything was read, with the signal, or when somebody else begins to read. */
  async *read(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    const me = new Wake();
    this.#reader?.wake(); // it sees that it has been replaced
    this.#reader = me;
    signal.addEventListener('abort', me.wake, { once: true });
    try {
      while (!signal.aborted && this.#reader === me) {
        const piece = this.#take();
        if (piece) yield piece;
        else if (this.#hasEnded) return;
        else await me.wait();
      }
    } finally {
      signal.removeEventListener('abort', me.wake);
      if (this.#reader === me) {
        this.#reader = undefined;
        this.#forgetOldest();
        this.#pipe.resume();
      }
    }
  }

  #take(): Buffer | undefined {
    let count = 0;
    let bytes = 0;
    for (const { length } of this.#chunks) {
      if (count > 0 && bytes + length > PIECE_BYTES) break;
      bytes += length;
      count++;
    }
    if (count === 0) return undefined;
    const taken = this.#chunks.splice(0, count);
    this.#bytes -= bytes;
    if (this.#bytes < RESUME_BYTES && this.#pipe.isPaused()) this.#pipe.resume();
    return taken.length === 1 ? taken[0] : Buffer.concat(taken);
  }

  #forgetOldest(): void {
    while (this.#bytes > KEPT_BYTES) this.#bytes -= this.#chunks.shift()?.length ?? 0;
  }
}
