import { LOG_CONTINUES, LOG_ENTRY_BYTES } from '../../contract/model/logs.ts';

/** Lines in a row, as bytes and columns: no object and no string a line. */
export interface LineBlock {
  readonly count: number;
  /** Lines with a `\n` between them, none after the last. */
  readonly text: Uint8Array;
  /** Where each line ends in `text`, without its `\n`. */
  readonly ends: Uint32Array;
  readonly flags: Uint8Array;
  /** Epoch ms with fractions; NaN where it is not known. */
  readonly times: Float64Array;
}

const FIRST_BYTES = 16 * 1024;
const FIRST_LINES = 256;
/** Below this a loop beats the call of a native copy. */
const SHORT = 48;

/** Gathers lines; `take` hands them over and starts anew. */
export class PackedLines {
  count = 0;
  /** Bytes held. */
  length = 0;
  #text = new Uint8Array(FIRST_BYTES);
  #ends = new Uint32Array(FIRST_LINES);
  #flags = new Uint8Array(FIRST_LINES);
  #times = new Float64Array(FIRST_LINES);

  /** Adds one line; at most `LOG_ENTRY_BYTES` long. */
  add(bytes: Uint8Array, from: number, to: number, flags: number, time: number): void {
    const size = to - from;
    if (this.length + size + 1 > this.#text.length) this.#growText(size + 1);
    if (this.count === this.#ends.length) this.#growColumns();
    const text = this.#text;
    let at = this.length;
    if (this.count > 0) text[at++] = 10;
    if (size < SHORT) for (let i = from; i < to; i++) text[at++] = bytes[i]!;
    else {
      text.set(bytes.subarray(from, to), at);
      at += size;
    }
    this.length = at;
    this.#ends[this.count] = at;
    this.#flags[this.count] = flags;
    this.#times[this.count] = time;
    this.count += 1;
  }

  take(): LineBlock {
    const { count } = this;
    const block = {
      count,
      text: this.#text.slice(0, this.length),
      ends: this.#ends.slice(0, count),
      flags: this.#flags.slice(0, count),
      times: this.#times.slice(0, count),
    };
    this.count = 0;
    this.length = 0;
    return block;
  }

  #growText(room: number): void {
    const text = new Uint8Array(Math.max(this.#text.length * 2, this.length + room));
    text.set(this.#text.subarray(0, this.length));
    this.#text = text;
  }

  #growColumns(): void {
    const size = this.#ends.length * 2;
    const ends = new Uint32Array(size);
    const flags = new Uint8Array(size);
    const times = new Float64Array(size);
    ends.set(this.#ends);
    flags.set(this.#flags);
    times.set(this.#times);
    [this.#ends, this.#flags, this.#times] = [ends, flags, times];
  }
}

/** A line that came in more than one piece, until it is whole; cut into entries when it gets too long to be held. */
export class OpenLine {
  isOpen = false;
  /** Bytes since the last cut. */
  length = 0;
  #bytes = new Uint8Array(0);
  #flags = 0;
  #time = Number.NaN;

  begin(flags: number, time: number): void {
    this.isOpen = true;
    this.length = 0;
    this.#flags = flags;
    this.#time = time;
  }

  append(bytes: Uint8Array, from: number, to: number, lines: PackedLines): void {
    while (from < to) {
      const size = Math.min(to - from, LOG_ENTRY_BYTES - this.length);
      if (size === 0) {
        lines.add(this.#bytes, 0, this.length, this.#flags | LOG_CONTINUES, this.#time);
        this.length = 0;
        continue;
      }
      this.#reserve(size);
      this.#bytes.set(bytes.subarray(from, from + size), this.length);
      this.length += size;
      from += size;
    }
  }

  /** Hands the line over. With `withoutReturn` the `\r` before its end goes: a terminal put it there. */
  finish(lines: PackedLines, withoutReturn = false): void {
    const length = withoutReturn && this.#bytes[this.length - 1] === 13 ? this.length - 1 : this.length;
    lines.add(this.#bytes, 0, length, this.#flags, this.#time);
    this.isOpen = false;
    this.length = 0;
    if (this.#bytes.length > 65_536) this.#bytes = new Uint8Array(0); // long lines are rare: give the room back
  }

  /** Hands over what there is, to be continued. */
  flush(lines: PackedLines): void {
    if (this.length === 0) return;
    lines.add(this.#bytes, 0, this.length, this.#flags | LOG_CONTINUES, this.#time);
    this.length = 0;
  }

  #reserve(size: number): void {
    if (this.length + size <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(1024, this.#bytes.length * 2, this.length + size));
    bytes.set(this.#bytes.subarray(0, this.length));
    this.#bytes = bytes;
  }
}
