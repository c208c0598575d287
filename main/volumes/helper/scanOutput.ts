/** What the helper’s program says of one entry (volumeTool.c). */
export interface ScanEntry {
  /** Byte for byte, as `latin1`; empty for the volume itself. */
  readonly path: string;
  readonly type: string;
  /** The part of the time of change that is less than a second. */
  readonly mtimeNs: number;
  readonly sizeBytes: number;
  readonly attributes: ReadonlyMap<string, Buffer>;
}

export interface Unreadable {
  readonly path: string;
  /** Linux’s number. */
  readonly errno: number;
}

interface Pending {
  readonly entry: Omit<ScanEntry, 'attributes'>;
  readonly attributes: Map<string, Buffer>;
  missing: number;
}

/** Reads what the program writes, cut anywhere. */
export class ScanReader {
  readonly #onEntry: (entry: ScanEntry) => void;
  #rest: Buffer = Buffer.alloc(0);
  #pending: Pending | undefined;
  readonly unreadable: Unreadable[] = [];
  /** The program came to its end. */
  isWhole = false;

  constructor(onEntry: (entry: ScanEntry) => void) {
    this.#onEntry = onEntry;
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
    const [kind, ...words] = bytes.toString('latin1', 0, newline).split(' ');
    const lengths = kind === 'X' ? words.map(Number) : kind === 'T' ? [] : [Number(words.at(-1))];
    const end = newline + 1 + lengths.reduce((sum, length) => sum + length, 0);
    if (end > bytes.byteLength) return 0;
    const body = bytes.subarray(newline + 1, end);
    if (kind === 'E') this.#begin(words, body.toString('latin1'));
    else if (kind === 'X') this.#attribute(Buffer.from(body), lengths[0] ?? 0);
    else if (kind === '!') this.unreadable.push({ path: body.toString('latin1'), errno: Number(words[0]) });
    else this.isWhole = true;
    return end;
  }

  #begin([type = '?', mtimeNs, sizeBytes, missing]: readonly string[], path: string): void {
    const entry = { path, type, mtimeNs: Number(mtimeNs), sizeBytes: Number(sizeBytes) };
    this.#pending = { entry, attributes: new Map(), missing: Number(missing) };
    this.#end();
  }

  #attribute(body: Buffer, nameLength: number): void {
    if (!this.#pending) return;
    this.#pending.attributes.set(body.toString('utf8', 0, nameLength), body.subarray(nameLength));
    this.#pending.missing -= 1;
    this.#end();
  }

  #end(): void {
    if (!this.#pending || this.#pending.missing > 0) return;
    this.#onEntry({ ...this.#pending.entry, attributes: this.#pending.attributes });
    this.#pending = undefined;
  }
}
