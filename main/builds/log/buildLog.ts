import { type FileHandle, open } from 'node:fs/promises';
import type { VertexLog } from '../buildx/solveStatus.ts';
import { identity, type Redact } from '../redact.ts';

/** A line that comes alone is there at once; of many, each writing is worth the work that it makes for all readers. */
const FIRST_MS = 10;
const BETWEEN_MS = 100;
const FLUSH_BYTES = 512 * 1024;
/** What one build may keep; BuildKit itself cuts each step at 2 MiB. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_LINE = 256 * 1024;

/** A log as its readers see it: a file that grows until it has ended. */
export interface GrowingLog {
  readonly file: string;
  /** Whole lines up to here are in the file. */
  readonly sizeBytes: number;
  readonly isEnded: boolean;
  /** Told when there is more, or the end; gives back how to stop that. */
  onMore(listener: () => void): () => void;
}

/**
 * Writes the log of a build as it comes: a line of the file is the number of its source, 1 or 2 for its stream, its time in
 * epoch ms, and what was printed. Pieces of lines are held until they are whole. A disk that is full ends the log, not
 * the build.
 */
export class BuildLog implements GrowingLog {
  readonly file: string;
  sizeBytes = 0;
  isEnded = false;
  lineCount = 0;
  /** Why not all of it was kept. */
  problem: string | undefined;
  readonly #redact: Redact;
  readonly #listeners = new Set<() => void>();
  readonly #open = new Map<string, { source: number; stream: number; time: string; parts: Buffer[]; length: number }>();
  #header = { text: '', bytes: Buffer.alloc(0) };
  #handle: FileHandle | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, redact: Redact) {
    this.file = file;
    this.#handle = handle;
    this.#redact = redact;
  }

  /** Must be ended. */
  static async create(file: string, redact: Redact, makeFolder: () => Promise<unknown>): Promise<BuildLog> {
    await makeFolder();
    return new BuildLog(file, await open(file, 'w', 0o600), redact);
  }

  onMore(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  add(source: number, { stream = 1, data, timestamp, vertex }: VertexLog): void {
    const bytes = Buffer.from(data, 'base64');
    const key = `${vertex} ${stream}`;
    const time = epochMs(timestamp);
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const begun = this.#open.get(key);
      this.#open.delete(key);
      const part = bytes.subarray(from, at);
      this.#line(source, stream, begun?.time ?? time, begun ? Buffer.concat([...begun.parts, part]) : part);
      from = at + 1;
    }
    if (from === bytes.length) return;
    const begun = this.#open.get(key) ?? { source, stream, time, parts: [], length: 0 };
    begun.parts.push(Buffer.from(bytes.subarray(from)));
    begun.length += bytes.length - from;
    this.#open.set(key, begun);
    if (begun.length > MAX_LINE) this.#closeLine(key);
  }

  /** What was begun is written; then the file is closed. */
  async end(): Promise<void> {
    for (const key of [...this.#open.keys()]) this.#closeLine(key);
    clearTimeout(this.#timer);
    this.#flush();
    await this.#writing;
    await this.#handle?.close().catch(() => {});
    this.#handle = undefined;
    this.isEnded = true;
    this.#tell();
  }

  #closeLine(key: string): void {
    const begun = this.#open.get(key);
    this.#open.delete(key);
    if (begun) this.#line(begun.source, begun.stream, begun.time, Buffer.concat(begun.parts));
  }

  #line(source: number, stream: number, time: string, text: Buffer): void {
    if (this.problem !== undefined) return;
    if (this.sizeBytes + this.#waitingBytes > MAX_BYTES) {
      this.problem = 'The log is longer than Gantry keeps; the rest of it is not here.';
      return;
    }
    const shown = text.at(-1) === 13 ? text.subarray(0, -1) : text;
    const said = this.#redact === identity ? shown : Buffer.from(this.#redact(shown.toString()));
    const header = this.#headerOf(`${source} ${stream} ${time} `);
    this.lineCount += 1;
    this.#waiting.push(header, said, NEWLINE);
    this.#waitingBytes += header.length + said.length + 1;
    if (this.#waitingBytes >= FLUSH_BYTES) this.#flush();
    else if (this.#timer === undefined) {
      const waitMs = Math.max(FIRST_MS, this.#flushedAt + BETWEEN_MS - performance.now());
      this.#timer = setTimeout(() => this.#flush(), waitMs);
    }
  }

  /** All lines of a piece have the same. */
  #headerOf(text: string): Buffer {
    if (text !== this.#header.text) this.#header = { text, bytes: Buffer.from(text) };
    return this.#header.bytes;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#flushedAt = performance.now();
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#handle?.appendFile(bytes);
        this.sizeBytes += bytes.length;
      } catch (thrown) {
        this.problem = `The log could not be kept: ${(thrown as Error).message}`;
      }
      this.#tell();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const NEWLINE = Buffer.from('\n');

/** RFC 3339 with nanoseconds as epoch ms with its thousandths: `1763737089761.372`. */
export function epochMs(timestamp: string): string {
  const micros = /\.\d{3}(\d{1,3})/.exec(timestamp)?.[1] ?? '';
  return `${Date.parse(timestamp)}${micros === '' ? '' : `.${micros}`}`;
}
