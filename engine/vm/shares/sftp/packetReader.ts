import { malformed } from './problem.ts';

/** Reads one packet from its front. Throws `badMessage` for one that ends too early. */
export class PacketReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  /** An offset or a size: no file is so long that a number could not say it. */
  uint64(): number {
    const value = this.#bytes.readBigUInt64BE(this.#take(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('a number beyond every file');
    return Number(value);
  }

  /** A part of the packet itself, not a copy. */
  string(): Buffer {
    const length = this.uint32();
    const from = this.#take(length);
    return this.#bytes.subarray(from, from + length);
  }

  #take(length: number): number {
    const from = this.#at;
    if (from + length > this.#bytes.length) throw malformed('it ends too early');
    this.#at = from + length;
    return from;
  }
}
