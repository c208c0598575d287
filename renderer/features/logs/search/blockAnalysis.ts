import { type Block, startOf } from '../store/block.ts';
import type { LineStore } from '../store/lineStore.ts';
import { type Analyst, TooSlow } from './analyst.ts';
import type { SearchQuery } from './query.ts';

const BLOCKS_AT_ONCE = 6;

interface Known {
  version: number;
  /** Indexes in the block, ascending. */
  matches: number[];
  matchedUntil: number;
  levels: Uint8Array;
  levelledUntil: number;
}

/**
 * What is known of the lines, block by block, from the oldest to the newest: which match the query, and what level each
 * has. Works only while one of them is wanted, and catches up as lines come.
 */
export class BlockAnalysis {
  /** Called each time that `doneUntil` has grown or an answer will not come. */
  onProgress: () => void = () => {};
  /** The expression takes too long; it is not tried again until it changes. */
  isTooSlow = false;

  private readonly known = new WeakMap<Block, Known>();
  private query: SearchQuery | undefined;
  private wantsLevels = false;
  private version = 0;
  private cursor = 0;
  /** Counts what was wanted: the cursor began again meanwhile. */
  private round = 0;
  private isRunning = false;
  private isDisposed = false;
  private readonly store: LineStore;
  private readonly analyst: Analyst;

  constructor(store: LineStore, analyst: Analyst) {
    this.store = store;
    this.analyst = analyst;
  }

  want(query: SearchQuery | undefined, wantsLevels: boolean): void {
    if (query === this.query && wantsLevels === this.wantsLevels) return;
    if (query !== this.query) {
      this.version += 1;
      this.isTooSlow = false;
      this.analyst.hurry();
    }
    this.query = query;
    this.wantsLevels = wantsLevels;
    this.cursor = this.store.firstLine;
    this.round += 1;
    this.run();
  }

  /** Below this line number everything wanted is known. */
  get doneUntil(): number {
    if (!this.query && !this.wantsLevels) return this.store.endLine;
    return Math.max(this.cursor, this.store.firstLine);
  }

  matchesOf(block: Block): readonly number[] {
    const known = this.known.get(block);
    return known && known.version === this.version ? known.matches : [];
  }

  levelsOf(block: Block): Uint8Array | undefined {
    return this.known.get(block)?.levels;
  }

  /** Goes on with lines that came. */
  run(): void {
    if (this.isRunning || this.isDisposed || (!this.query && !this.wantsLevels)) return;
    this.isRunning = true;
    void this.work();
  }

  dispose(): void {
    this.isDisposed = true;
    this.analyst.dispose();
  }

  private async work(): Promise<void> {
    try {
      while (!this.isDisposed && !this.isTooSlow && (this.query || this.wantsLevels)) {
        const blocks = this.nextBlocks();
        if (blocks.length === 0) return;
        const { round } = this;
        await Promise.all(blocks.map((block) => this.complete(block)));
        if (round === this.round) this.moveCursor(blocks);
      }
    } finally {
      this.isRunning = false;
    }
  }

  /** Several at once, so that the worker never waits for the page. */
  private nextBlocks(): Block[] {
    const next = Math.max(this.cursor, this.store.firstLine);
    const blocks: Block[] = [];
    if (next >= this.store.endLine) return blocks;
    for (const block of this.store.blocksFrom(next)) {
      blocks.push(block);
      if (blocks.length === BLOCKS_AT_ONCE) break;
    }
    return blocks;
  }

  private async complete(block: Block): Promise<void> {
    const known = this.knownOf(block);
    const from = this.doneIn(block, known);
    if (from < block.lineCount) await this.ask(block, known, from, block.lineCount);
  }

  private moveCursor(blocks: readonly Block[]): void {
    for (const block of blocks) {
      const done = this.doneIn(block, this.knownOf(block));
      this.cursor = block.firstLine + done;
      if (done < block.lineCount) break;
    }
    this.onProgress();
  }

  private doneIn(block: Block, known: Known): number {
    return Math.min(
      this.query ? known.matchedUntil : block.lineCount,
      this.wantsLevels ? known.levelledUntil : block.lineCount,
    );
  }

  private async ask(block: Block, known: Known, from: number, until: number): Promise<void> {
    const { version, query } = this;
    const wantsLevels = this.wantsLevels && known.levelledUntil < until;
    try {
      const { matches, levels } = await this.analyst.analyse({
        text: block.text.slice(startOf(block, from), (block.ends[until - 1] ?? 0) + 1),
        lineCount: until - from,
        query,
        wantsLevels,
      });
      if (levels) {
        if (known.levels.length < until) known.levels = grown(known.levels, block.flags.length);
        known.levels.set(levels, from);
        known.levelledUntil = until;
      }
      if (matches && version === this.version) {
        for (const index of matches) if (from + index >= known.matchedUntil) known.matches.push(from + index);
        known.matchedUntil = until;
      }
    } catch (thrown) {
      if (!(thrown instanceof TooSlow)) throw thrown;
      if (version === this.version && !this.isDisposed) {
        this.isTooSlow = true;
        this.onProgress();
      }
    }
  }

  private knownOf(block: Block): Known {
    let known = this.known.get(block);
    if (!known) {
      known = { version: this.version, matches: [], matchedUntil: 0, levels: new Uint8Array(0), levelledUntil: 0 };
      this.known.set(block, known);
    }
    if (known.version !== this.version) {
      known.version = this.version;
      known.matches = [];
      known.matchedUntil = 0;
    }
    return known;
  }
}

function grown(levels: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(length);
  larger.set(levels);
  return larger;
}
