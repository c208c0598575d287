import type { LogBatch } from '../../../../contract/model/logs.ts';

interface Last {
  /** Time of the last line that came. */
  time: number;
  /** How many lines came with exactly this time. */
  count: number;
  /** Lines with this time to be left out, since they came before the connection was lost. */
  skip: number;
  /** Up to this time everything came before; -Infinity once newer lines have come. */
  until: number;
}

const NEWLINE = 10;
/** Lines of different containers that were written at the same time arrive within this. */
const LATE_MS = 60_000;

/** Where to go on after a lost connection: the last time of each source, and how many lines had it. */
export class Resume {
  private readonly last: Last[];

  constructor(sources: number) {
    this.last = Array.from({ length: sources }, () => ({
      time: Number.NEGATIVE_INFINITY,
      count: 0,
      skip: 0,
      until: Number.NEGATIVE_INFINITY,
    }));
  }

  /** From when to read again, in whole ms before the last lines; nothing when no line has come. */
  get since(): number | undefined {
    // A source that was silent so far says nothing of where the others are.
    const times = this.last.map(({ time }) => time).filter((time) => Number.isFinite(time));
    if (times.length === 0) return undefined;
    // Nor does one whose last line is old make everything since then come again: what it says next is new.
    return Math.floor(Math.max(Math.min(...times), Math.max(...times) - LATE_MS));
  }

  /** The stream begins (again). */
  begin(): void {
    for (const last of this.last) {
      last.until = last.time;
      last.skip = last.count;
    }
  }

  /** The batch without the lines that had come; nothing when there are no others. */
  take(batch: LogBatch): LogBatch | undefined {
    const timeOf = new DataView(batch.times.buffer, batch.times.byteOffset, batch.times.byteLength);
    const kept: number[] = [];
    for (let index = 0; index < batch.lineCount; index++) {
      const last = this.last[batch.sources?.[index] ?? batch.source];
      const time = index * 8 + 8 <= batch.times.length ? timeOf.getFloat64(index * 8, true) : Number.NaN;
      if (last && this.isKnown(last, time)) continue;
      kept.push(index);
      if (!last) continue;
      if (time > last.time) {
        last.time = time;
        last.count = 1;
      } else if (time === last.time) last.count += 1;
    }
    return kept.length === batch.lineCount ? batch : pick(batch, kept);
  }

  private isKnown(last: Last, time: number): boolean {
    if (time < last.until) return true;
    if (time === last.until && last.skip > 0) {
      last.skip -= 1;
      return true;
    }
    last.until = Number.NEGATIVE_INFINITY;
    return false;
  }
}

/** Some of a batch's lines, as a batch. */
function pick(batch: LogBatch, lines: readonly number[]): LogBatch | undefined {
  if (lines.length === 0) return undefined;
  const starts = [0];
  for (let index = 1; index < batch.lineCount; index++) {
    const end = batch.text.indexOf(NEWLINE, starts[index - 1]);
    starts.push(end < 0 ? batch.text.length + 1 : end + 1);
  }
  starts.push(batch.text.length + 1);
  const lengthOf = (line: number) => (starts[line + 1] ?? 0) - (starts[line] ?? 0);
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + lengthOf(line), -1));
  const times = new Uint8Array(lines.length * 8);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const piece = batch.text.subarray(starts[line], (starts[line + 1] ?? 0) - 1);
    bytes.set(piece, at);
    at += piece.length + 1;
    if (at <= bytes.length) bytes[at - 1] = NEWLINE;
    times.set(batch.times.subarray(line * 8, line * 8 + 8), index * 8);
  }
  return {
    source: batch.source,
    ...(batch.sources && { sources: Uint8Array.from(lines, (line) => batch.sources?.[line] ?? 0) }),
    lineCount: lines.length,
    text: bytes,
    flags: Uint8Array.from(lines, (line) => batch.flags[line] ?? 0),
    times,
  };
}
