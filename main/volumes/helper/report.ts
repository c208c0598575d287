/** An entry of a volume, as the helper’s program says it (resources/helper-program/volume/sum.c). */
export interface VolumeEntry {
  /** Byte for byte, as `latin1`; empty for the volume itself. */
  readonly path: string;
  /** As in a tar header; `s` is a socket. Another name of a file is `1`, and its target the first name. */
  readonly type: string;
  readonly target: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Epoch seconds, and the part of one that is left. */
  readonly mtime: number;
  readonly mtimeNs: number;
  readonly sizeBytes: number;
  readonly device: readonly [major: number, minor: number];
  /** Of its contents, holes as zeros; 0 where they were not read. */
  readonly crc32: number;
  readonly attributes: ReadonlyMap<string, Buffer>;
}

export interface Unreadable {
  readonly path: string;
  /** Linux’s number. */
  readonly errno: number;
}

export interface ReportSink {
  readonly onEntry?: (entry: VolumeEntry) => void;
  /** `N`: what there will be; `P`: how far it is. Which numbers, the program’s sources say. */
  readonly onNumbers?: (kind: 'N' | 'P', numbers: readonly number[]) => void;
}

/** How many of a record’s numbers, the last ones, are lengths of what follows the line. */
const BODIES: Readonly<Record<string, number>> = { E: 2, X: 2, '!': 1, C: 1 };

/** Reads what the program says of its work, cut anywhere. */
export class ReportReader {
  readonly #sink: ReportSink;
  #rest: Buffer = Buffer.alloc(0);
  #pending: (VolumeEntry & { readonly attributes: Map<string, Buffer> }) | undefined;
  readonly unreadable: Unreadable[] = [];
  /** Changed while they were read. */
  readonly changed: string[] = [];
  /** What it says at the end of its work. */
  totals: readonly number[] | undefined;
  /** It says no more: so many bytes went to its output, which may come later. Then it waits for its input to end. */
  outputBytes: number | undefined;

  constructor(sink: ReportSink = {}) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    let bytes = this.#rest.byteLength === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const taken = this.#take(bytes);
      if (taken === 0) break;
      bytes = bytes.subarray(taken);
    }
    this.#rest = Buffer.from(bytes);
  }

  /** How many bytes the record at the front has; 0 where it is not whole yet. */
  #take(bytes: Buffer): number {
    const newline = bytes.indexOf(0x0a);
    if (newline < 0) return 0;
    const [kind = '', ...words] = bytes.toString('latin1', 0, newline).split(' ');
    const bodies = BODIES[kind] ?? 0;
    const lengths = bodies === 0 ? [] : words.slice(-bodies).map(Number);
    const end = newline + 1 + lengths.reduce((sum, length) => sum + length, 0);
    if (end > bytes.byteLength) return 0;
    const body = bytes.subarray(newline + 1, end);
    if (kind === 'X') this.#attribute(Buffer.from(body), lengths[0] ?? 0);
    else {
      this.#endEntry();
      this.#record(kind, words, body, lengths[0] ?? 0);
    }
    return end;
  }

  #record(kind: string, words: readonly string[], body: Buffer, firstLength: number): void {
    const numbers = words.map(Number);
    if (kind === 'E') this.#pending = entryOf(words, body, firstLength);
    else if (kind === '!') this.unreadable.push({ path: body.toString('latin1'), errno: numbers[0] ?? 0 });
    else if (kind === 'C') this.changed.push(body.toString('latin1'));
    else if (kind === 'N' || kind === 'P') this.#sink.onNumbers?.(kind, numbers);
    else if (kind === 'T') this.totals = numbers;
    else if (kind === 'Z') this.outputBytes = numbers[1];
  }

  #attribute(body: Buffer, nameLength: number): void {
    this.#pending?.attributes.set(body.toString('utf8', 0, nameLength), body.subarray(nameLength));
  }

  #endEntry(): void {
    if (this.#pending) this.#sink.onEntry?.(this.#pending);
    this.#pending = undefined;
  }
}

function entryOf([type = '?', ...words]: readonly string[], body: Buffer, targetLength: number) {
  const [mode = 0, uid = 0, gid = 0, mtime = 0, mtimeNs = 0, sizeBytes = 0, major = 0, minor = 0, crc32 = 0] =
    words.map(Number);
  return {
    ...{ type, mode, uid, gid, mtime, mtimeNs, sizeBytes, crc32 },
    device: [major, minor] as const,
    target: body.toString('latin1', 0, targetLength),
    path: body.toString('latin1', targetLength),
    attributes: new Map<string, Buffer>(),
  };
}
