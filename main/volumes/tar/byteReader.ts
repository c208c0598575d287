/** Reads exact pieces from a stream of chunks. Leaving it must be said with `close`. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);
  #isDone = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** So many bytes; fewer only at the end of the stream. */
  async read(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0 && (await this.#fill())) {
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.byteLength);
      missing -= part.byteLength;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** The next so many bytes as they come, none copied; ends early with the stream. */
  async *pieces(count: number): AsyncGenerator<Buffer, void, undefined> {
    for (let missing = count; missing > 0 && (await this.#fill());) {
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.byteLength);
      missing -= part.byteLength;
      yield part;
    }
  }

  /** What comes after the end of an archive is read and thrown away: it belongs to the stream around it. */
  async drain(): Promise<void> {
    while (await this.#fill()) this.#rest = Buffer.alloc(0);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.byteLength === 0 && !this.#isDone) {
      const next = await this.#chunks.next();
      if (next.done) this.#isDone = true;
      else this.#rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    return this.#rest.byteLength > 0;
  }
}
