import { LOG_CONTINUES, LOG_STDERR } from '../../../../contract/model/logs.ts';

/** A flag of ours, beside the contract's: the line is a remark of the viewer, not output of a container. */
export const LOG_REMARK = 0x80;

const BLOCK_BYTES = 256 * 1024;
const BLOCK_LINES = 4096;

/**
 * Neighbouring lines in a few flat buffers. A million lines are some hundred objects this way, not millions: nothing for
 * the garbage collector to walk, and a block can be handed to the search worker with one copy.
 */
export interface Block {
  /** Number of its first line; numbers are never used twice. */
  readonly firstLine: number;
  lineCount: number;
  byteLength: number;
  /** Bytes of all lines, each followed by `\n`. */
  text: Uint8Array<ArrayBuffer>;
  /** Where each line ends, without its `\n`. */
  ends: Uint32Array<ArrayBuffer>;
  times: Float64Array<ArrayBuffer>;
  flags: Uint8Array<ArrayBuffer>;
  sources: Uint8Array<ArrayBuffer>;
}

/** One line of a block; `bytes` is a view, valid as long as the block. */
export interface LineView {
  readonly line: number;
  readonly bytes: Uint8Array;
  readonly time: number;
  readonly source: number;
  readonly isStderr: boolean;
  readonly isContinued: boolean;
  readonly isRemark: boolean;
}

export function createBlock(firstLine: number, leastBytes: number): Block {
  return {
    firstLine,
    lineCount: 0,
    byteLength: 0,
    text: new Uint8Array(Math.max(BLOCK_BYTES, leastBytes)),
    ends: new Uint32Array(BLOCK_LINES),
    times: new Float64Array(BLOCK_LINES),
    flags: new Uint8Array(BLOCK_LINES),
    sources: new Uint8Array(BLOCK_LINES),
  };
}

export const hasRoom = (block: Block, bytes: number): boolean =>
  block.lineCount < BLOCK_LINES && block.byteLength + bytes <= block.text.length;

/** Gives back what a full block reserved and did not use. */
export function seal(block: Block): void {
  if (block.byteLength < block.text.length * 0.9) block.text = block.text.slice(0, block.byteLength);
  if (block.lineCount > BLOCK_LINES * 0.9) return;
  block.ends = block.ends.slice(0, block.lineCount);
  block.times = block.times.slice(0, block.lineCount);
  block.flags = block.flags.slice(0, block.lineCount);
  block.sources = block.sources.slice(0, block.lineCount);
}

export const startOf = (block: Block, index: number): number => (index === 0 ? 0 : (block.ends[index - 1] ?? 0) + 1);

export function viewLine(block: Block, index: number): LineView {
  const flags = block.flags[index] ?? 0;
  return {
    line: block.firstLine + index,
    bytes: block.text.subarray(startOf(block, index), block.ends[index]),
    time: block.times[index] ?? Number.NaN,
    source: block.sources[index] ?? 0,
    isStderr: (flags & LOG_STDERR) !== 0,
    isContinued: (flags & LOG_CONTINUES) !== 0,
    isRemark: (flags & LOG_REMARK) !== 0,
  };
}
