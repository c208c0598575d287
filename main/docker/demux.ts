const HEADER = 8;

/** Which stream a piece belongs to, as the engine numbers them. 3 is the engine's own complaint in mid-stream. */
export type StreamNumber = 0 | 1 | 2 | 3;

export interface DemuxSink {
  /** A frame begins; pieces of it follow. Its length may be 0. */
  frame(stream: StreamNumber, length: number): void;
  /** `chunk[from..to)` belongs to the frame that began last; `isLast` when that ends it. Copy what you keep. */
  piece(chunk: Buffer, from: number, to: number, isLast: boolean): void;
}

/** The stream is not framed as it should be; the bytes from here on mean nothing. */
export class NotFramed extends Error {}

/**
 * Takes apart the framing of attach, exec and logs without a terminal: `[stream, 0, 0, 0, length u32be]` before each
 * piece (Docker API, ContainerAttach, “Stream format”). Chunks may be cut anywhere. It keeps no payload, so the longest
 * frame costs nothing, thousands of tiny ones cost a loop, and back-pressure is simply not pushing the next chunk.
 */
export class Demultiplexer {
  readonly #sink: DemuxSink;
  readonly #header = Buffer.alloc(HEADER);
  #headerLength = 0;
  /** Bytes of the current frame that are still to come. */
  #remaining = 0;

  constructor(sink: DemuxSink) {
    this.#sink = sink;
  }

  /** Throws `NotFramed`. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#remaining > 0) {
        const to = Math.min(at + this.#remaining, chunk.length);
        this.#remaining -= to - at;
        this.#sink.piece(chunk, at, to, this.#remaining === 0);
        at = to;
      } else if (this.#headerLength === 0 && at + HEADER <= chunk.length) {
        this.#begin(chunk, at);
        at += HEADER;
      } else {
        const taken = Math.min(HEADER - this.#headerLength, chunk.length - at);
        chunk.copy(this.#header, this.#headerLength, at, at + taken);
        this.#headerLength += taken;
        at += taken;
        if (this.#headerLength < HEADER) return;
        this.#headerLength = 0;
        this.#begin(this.#header, 0);
      }
    }
  }

  /** Whether the stream ended between two frames, as it should. */
  get isBetweenFrames(): boolean {
    return this.#remaining === 0 && this.#headerLength === 0;
  }

  #begin(bytes: Buffer, at: number): void {
    const stream = bytes[at]!;
    if (stream > 3 || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
      throw new NotFramed('The stream is not framed as Docker frames streams.');
    }
    this.#remaining = bytes.readUInt32BE(at + 4);
    this.#sink.frame(stream as StreamNumber, this.#remaining);
    if (this.#remaining === 0) this.#sink.piece(bytes, at, at, true);
  }
}
