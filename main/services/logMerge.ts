import { LOG_CONTINUES, type LogItem } from '../../contract/model/logs.ts';
import { type LineBlock, PackedLines } from '../docker/packedLines.ts';
import type { LogSource } from './logSource.ts';

const BATCH_BYTES = 256 * 1024;

/** One source and what of it was taken but not yet passed on. */
interface Head {
  readonly source: LogSource;
  readonly index: number;
  block: LineBlock | undefined;
  /** The next line of `block`. */
  at: number;
}

/** Puts the lines of many logs into one order: that of their times. */
export class LogMerge {
  readonly #heads: readonly Head[];
  readonly #out = new PackedLines();
  #sources = new Uint8Array(1024);

  readonly #isMixed: boolean;

  /** Mixed: lines of several sources in one batch. Otherwise a batch ends where the source changes. */
  constructor(sources: readonly LogSource[], isMixed: boolean) {
    this.#isMixed = isMixed;
    this.#heads = sources.map((source, index) => ({ source, index, block: undefined, at: 0 }));
  }

  /** The next batch; undefined when nothing can be said now. With `isBacklog` only what is certain to be in order. */
  next(isBacklog: boolean): LogItem | undefined {
    while (this.#out.length < BATCH_BYTES) {
      for (const head of this.#heads) refill(head);
      // A source that has more to tell of the past, and has not told it yet, may have the oldest line.
      if (isBacklog && this.#heads.some(({ source, block }) => !block && !source.isCaughtUp)) break;
      const first = this.#earliest();
      if (!first || (!this.#isMixed && this.#out.count > 0 && this.#sources[0] !== first.head.index)) break;
      this.#takeRun(first, this.#earliest(first)?.time ?? Infinity);
    }
    return this.#out.count > 0 ? this.#batch() : undefined;
  }

  /** Whether a source has lines that were not passed on. */
  hasLines(source: LogSource): boolean {
    return source.lines.count > 0 || this.#heads.some((head) => head.source === source && head.block !== undefined);
  }

  #earliest(except?: { head: Head }): { head: Head; time: number } | undefined {
    let earliest: { head: Head; time: number } | undefined;
    for (const head of this.#heads) {
      if (!head.block || head === except?.head) continue;
      const time = timeOf(head.block, head.at);
      if (!earliest || time < earliest.time) earliest = { head, time };
    }
    return earliest;
  }

  /** Lines of one source as long as they are not later than the next of any other. */
  #takeRun({ head }: { head: Head }, until: number): void {
    const block = head.block!;
    let { at } = head;
    let from = at === 0 ? 0 : block.ends[at - 1]! + 1;
    // A line that was cut is not to be torn apart by others.
    let isCut = false;
    while (at < block.count && (isCut || timeOf(block, at) <= until) && this.#out.length < BATCH_BYTES) {
      const end = block.ends[at]!;
      this.#mark(head.index);
      this.#out.add(block.text, from, end, block.flags[at]!, block.times[at]!);
      isCut = (block.flags[at]! & LOG_CONTINUES) !== 0;
      from = end + 1;
      at += 1;
    }
    head.at = at;
    if (at === block.count) head.block = undefined;
  }

  #mark(index: number): void {
    const { count } = this.#out;
    if (count === this.#sources.length) {
      const larger = new Uint8Array(count * 2);
      larger.set(this.#sources);
      this.#sources = larger;
    }
    this.#sources[count] = index;
  }

  #batch(): LogItem {
    const sources = this.#isMixed ? this.#sources.slice(0, this.#out.count) : undefined;
    return linesItem(this.#out.take(), this.#sources[0]!, sources);
  }
}

export function linesItem(block: LineBlock, source: number, sources?: Uint8Array): LogItem {
  const { count, text, flags, times } = block;
  return {
    type: 'lines',
    batch: {
      source,
      ...(sources && { sources }),
      lineCount: count,
      text,
      flags,
      times: new Uint8Array(times.buffer, times.byteOffset, times.byteLength),
    },
  };
}

function refill(head: Head): void {
  if (head.block) return;
  head.block = head.source.take();
  head.at = 0;
}

/** A line without a time belongs to the one before it, so it is taken at once. */
const timeOf = (block: LineBlock, at: number): number => {
  const time = block.times[at]!;
  return Number.isNaN(time) ? -Infinity : time;
};
