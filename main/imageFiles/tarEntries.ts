import { extract, type Extract } from 'tar-stream';

/** One entry: its header, and its content as a stream. */
export type Entry = Omit<Extract extends AsyncIterable<infer Source> ? Source : never, typeof Symbol.asyncIterator> &
  AsyncIterable<Uint8Array>;

/** Old archives have no magic word; their checksum says enough. (The types do not know of it.) */
const OPTIONS = { allowUnknownFormat: true } as Parameters<typeof extract>[0];

/**
 * The entries of an archive, one after the other. Read each to its end (or `resume` it) before the next is asked for.
 * Holds one chunk at a time, so a slow reader slows the source. Throws what the source throws, and where the bytes are
 * no archive or end too early. Leaving the loop closes the source.
 */
export async function* tarEntries(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Entry, void, undefined> {
  const archive = extract(OPTIONS);
  void feed(bytes, archive);
  try {
    for await (const entry of archive) yield entry as Entry;
  } finally {
    archive.destroy();
  }
}

/** Ends with the archive; what the source throws is thrown to the archive's reader. */
async function feed(bytes: AsyncIterable<Uint8Array>, archive: Extract): Promise<void> {
  try {
    for await (const chunk of bytes) {
      if (archive.destroyed) return;
      if (!archive.write(chunk)) await untilDrained(archive);
    }
    archive.end(undefined);
  } catch (thrown) {
    archive.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  }
}

function untilDrained(archive: Extract): Promise<void> {
  if (archive.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      archive.off('drain', done);
      archive.off('close', done);
      resolve();
    };
    archive.on('drain', done);
    archive.on('close', done);
  });
}

/** The content of an entry for a reader that may stop early: the archive around it goes on all the same. */
export class EntryBytes implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #first: Uint8Array | undefined;
  #isDone = false;

  constructor(entry: Entry) {
    this.#chunks = entry[Symbol.asyncIterator]();
  }

  /** The first bytes, which are read again by whoever reads all; at least `count` where there are as many. */
  async peek(count: number): Promise<Uint8Array> {
    let first = this.#first ?? new Uint8Array(0);
    while (first.byteLength < count && !this.#isDone) {
      const next = await this.#chunks.next();
      if (next.done) this.#isDone = true;
      else first = first.byteLength === 0 ? next.value : Buffer.concat([first, next.value]);
    }
    this.#first = first;
    return first;
  }

  /** What nobody has read yet is thrown away. */
  async drain(): Promise<void> {
    this.#first = undefined;
    while (!this.#isDone) this.#isDone = (await this.#chunks.next()).done ?? false;
  }

  /** Without `return`: a reader that stops must not end the archive. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return {
      next: async () => {
        const first = this.#first;
        this.#first = undefined;
        if (first && first.byteLength > 0) return { done: false, value: first };
        if (this.#isDone) return { done: true, value: undefined };
        const next = await this.#chunks.next();
        if (!next.done) return { done: false, value: next.value };
        this.#isDone = true;
        return { done: true, value: undefined };
      },
    };
  }
}
