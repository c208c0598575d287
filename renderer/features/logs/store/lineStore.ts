import type { LogBatch } from '../../../../contract/model/logs.ts';
import { type Block, createBlock, hasRoom, type LineView, LOG_REMARK, seal, viewLine } from './block.ts';

export const MAX_LINES = 1_000_000;
/** Very long lines would fill the memory before the lines are a million. */
export const MAX_BYTES = 256 * 1024 * 1024;

const NEWLINE = 10;

/**
 * The last million lines, as bytes. Lines have numbers that only grow; the oldest block goes when there are too many.
 * Holds no listeners: whoever appends says so to whoever draws.
 */
export class LineStore {
  private blocks: Block[] = [];
  private bytes = 0;
  private next = 0;
  private readonly maxLines: number;
  private readonly maxBytes: number;

  constructor(maxLines = MAX_LINES, maxBytes = MAX_BYTES) {
    this.maxLines = maxLines;
    this.maxBytes = maxBytes;
  }

  /** Number of the oldest line that is still held. */
  get firstLine(): number {
    return this.blocks[0]?.firstLine ?? this.next;
  }

  /** Number that the next line will get. */
  get endLine(): number {
    return this.next;
  }

  get lineCount(): number {
    return this.next - this.firstLine;
  }

  get byteLength(): number {
    return this.bytes;
  }

  append({ source, sources, lineCount, text, flags, times }: LogBatch): void {
    const timeOf = new DataView(times.buffer, times.byteOffset, times.byteLength);
    let start = 0;
    for (let index = 0; index < lineCount; index++) {
      // The last line takes what is left: there is no newline after it.
      let end = index === lineCount - 1 ? text.length : text.indexOf(NEWLINE, start);
      if (end < 0) end = text.length;
      const time = index * 8 + 8 <= times.length ? timeOf.getFloat64(index * 8, true) : Number.NaN;
      this.push(text, Math.min(start, text.length), end, sources?.[index] ?? source, flags[index] ?? 0, time);
      start = end + 1;
    }
    this.dropOldest();
  }

  /** Something that the viewer says between the lines: a container stopped, the connection was lost. */
  appendRemark(remark: string, source: number, time: number): void {
    const text = new TextEncoder().encode(remark.replaceAll('\n', ' '));
    this.push(text, 0, text.length, source, LOG_REMARK, time);
    this.dropOldest();
  }

  lineAt(line: number): LineView | undefined {
    const block = this.blockOf(line);
    return block && viewLine(block, line - block.firstLine);
  }

  /** The block that holds a line; blocks follow each other without gaps. */
  blockOf(line: number): Block | undefined {
    return this.blocks[this.blockIndexOf(line)];
  }

  /** From the block that holds `line` (or the oldest) on. */
  *blocksFrom(line: number): Generator<Block> {
    for (let index = Math.max(0, this.blockIndexOf(Math.max(line, this.firstLine))); ; index++) {
      const block = this.blocks[index];
      if (!block) return;
      yield block;
    }
  }

  /** Forgets all lines; numbers go on. */
  clear(): void {
    this.blocks = [];
    this.bytes = 0;
  }

  private push(text: Uint8Array, start: number, end: number, source: number, flags: number, time: number): void {
    const length = end - start;
    let block = this.blocks.at(-1);
    if (!block || !hasRoom(block, length + 1)) {
      if (block) {
        const reserved = block.text.length;
        seal(block);
        this.bytes += block.text.length - reserved;
      }
      block = createBlock(this.next, length + 1);
      this.bytes += block.text.length;
      this.blocks.push(block);
    }
    const at = block.byteLength;
    // A view for each line would cost more than the copy of a short one.
    if (length < 48) for (let index = 0; index < length; index++) block.text[at + index] = text[start + index] ?? 0;
    else block.text.set(text.subarray(start, end), at);
    block.text[at + length] = NEWLINE;
    block.byteLength = at + length + 1;
    const index = block.lineCount++;
    block.ends[index] = at + length;
    block.times[index] = time;
    block.flags[index] = flags;
    block.sources[index] = source;
    this.next += 1;
  }

  private dropOldest(): void {
    for (;;) {
      const [oldest] = this.blocks;
      if (!oldest || this.blocks.length === 1) return;
      if (this.lineCount - oldest.lineCount < this.maxLines && this.bytes <= this.maxBytes) return;
      this.blocks.shift();
      this.bytes -= oldest.text.length;
    }
  }

  private blockIndexOf(line: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const block = this.blocks[middle];
      if (!block || line < block.firstLine) high = middle - 1;
      else if (line >= block.firstLine + block.lineCount) low = middle + 1;
      else return middle;
    }
    return -1;
  }
}
