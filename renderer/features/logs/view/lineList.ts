import { LOG_STDERR } from '../../../../contract/model/logs.ts';
import type { BlockAnalysis } from '../search/blockAnalysis.ts';
import { type Block, LOG_REMARK } from '../store/block.ts';
import type { LineStore } from '../store/lineStore.ts';

export interface LineFilter {
  readonly hiddenSources: ReadonlySet<number>;
  readonly showsStdout: boolean;
  readonly showsStderr: boolean;
  /** One bit for each level code; bit 0 for lines without a level. */
  readonly levelBits: number;
  /** Only lines that match the query. */
  readonly onlyMatches: boolean;
}

export const ALL_LEVELS = 0b11111;

export const EVERYTHING: LineFilter = {
  hiddenSources: new Set(),
  showsStdout: true,
  showsStderr: true,
  levelBits: ALL_LEVELS,
  onlyMatches: false,
};

/** The numbers of the lines that a filter lets through, in order; all of them without being listed when it lets all. */
export class LineList {
  private numbers = new Float64Array(1024);
  private start = 0;
  private end = 0;
  /** Lines below this number have been looked at. */
  private seenUntil = 0;
  private filter: LineFilter = EVERYTHING;
  private isEverything = true;
  private readonly store: LineStore;
  private readonly analysis: BlockAnalysis;

  constructor(store: LineStore, analysis: BlockAnalysis) {
    this.store = store;
    this.analysis = analysis;
  }

  /** Begins again from the oldest line, also when only the query has changed. */
  show(filter: LineFilter): void {
    this.filter = filter;
    this.isEverything =
      filter.hiddenSources.size === 0 &&
      filter.showsStdout &&
      filter.showsStderr &&
      filter.levelBits === ALL_LEVELS &&
      !filter.onlyMatches;
    this.start = this.end = 0;
    this.seenUntil = 0;
    this.advance();
  }

  /** Takes in the lines that came, as far as they are analysed, and lets go of those that are gone. */
  advance(): void {
    if (this.isEverything) return;
    const { firstLine, endLine } = this.store;
    while (this.start < this.end && (this.numbers[this.start] ?? 0) < firstLine) this.start += 1;
    const until = this.needsAnalysis ? Math.min(this.analysis.doneUntil, endLine) : endLine;
    this.seenUntil = Math.max(this.seenUntil, firstLine);
    if (this.seenUntil >= until) return;
    for (const block of this.store.blocksFrom(this.seenUntil)) {
      if (block.firstLine >= until) break;
      this.take(
        block,
        Math.max(0, this.seenUntil - block.firstLine),
        Math.min(block.lineCount, until - block.firstLine),
      );
    }
    this.seenUntil = until;
  }

  get count(): number {
    return this.isEverything ? this.store.lineCount : this.end - this.start;
  }

  /** The number of the line in a row; rows are 0 … count - 1. */
  lineAt(row: number): number {
    return this.isEverything ? this.store.firstLine + row : (this.numbers[this.start + row] ?? -1);
  }

  /** The first row whose line is `line` or a later one; `count` when there is none. */
  rowFrom(line: number): number {
    if (this.isEverything) return Math.min(Math.max(0, line - this.store.firstLine), this.store.lineCount);
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.numbers[middle] ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low - this.start;
  }

  private get needsAnalysis(): boolean {
    return this.filter.onlyMatches || this.filter.levelBits !== ALL_LEVELS;
  }

  private take(block: Block, from: number, until: number): void {
    const { hiddenSources, showsStdout, showsStderr, levelBits, onlyMatches } = this.filter;
    const levels = levelBits === ALL_LEVELS ? undefined : this.analysis.levelsOf(block);
    const matches = onlyMatches ? this.analysis.matchesOf(block) : undefined;
    let next = matches ? firstFrom(matches, from) : 0;
    for (let index = matches ? (matches[next] ?? until) : from; index < until;) {
      const flags = block.flags[index] ?? 0;
      const isRemark = (flags & LOG_REMARK) !== 0;
      const isShown =
        ((flags & LOG_STDERR) === 0 ? showsStdout || isRemark : showsStderr) &&
        (isRemark || !levels || ((levelBits >> (levels[index] ?? 0)) & 1) === 1) &&
        (hiddenSources.size === 0 || !hiddenSources.has(block.sources[index] ?? 0));
      if (isShown) this.add(block.firstLine + index);
      index = matches ? (matches[++next] ?? until) : index + 1;
    }
  }

  private add(line: number): void {
    if (this.end === this.numbers.length) {
      // Half of it free means that as much was dropped as is held: move instead of growing for ever.
      const held = this.numbers.subarray(this.start, this.end);
      const target = this.start > this.numbers.length / 2 ? this.numbers : new Float64Array(this.numbers.length * 2);
      target.set(held);
      this.numbers = target;
      this.end -= this.start;
      this.start = 0;
    }
    this.numbers[this.end++] = line;
  }
}

function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
