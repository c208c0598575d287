import { type LogParser, type LogParserOptions, newlineIn } from './logParser.ts';
import { compareMoments, type LogMoment, LogProgress } from './logProgress.ts';
import { STAMP_ROOM, StampReader } from './logStamp.ts';
import { OpenLine, type PackedLines } from './packedLines.ts';

const RETURN = 13;
/** The engine cuts longer lines into entries of this size, and stamps each. */
const ENTRY_BYTES = 16_384;

/**
 * The log of a container with a terminal: no frames, each line begins with a stamp, and the terminal has put a `\r`
 * before each line end, which is taken off again. All is stdout.
 */
export class TerminalLog implements LogParser {
  readonly #lines: PackedLines;
  readonly #isWanted: boolean;
  readonly #progress: LogProgress;
  readonly #again = new StampReader();
  readonly #line = new OpenLine();
  readonly #head = Buffer.alloc(STAMP_ROOM);
  #headLength = 0;
  #state: 'stamp' | 'body' | 'perhaps stamp' = 'stamp';
  #isNew = true;
  #moment: LogMoment = { seconds: -1, nanoseconds: 0 };
  /** How much of the line may come before another stamp. */
  #room = ENTRY_BYTES;

  constructor(lines: PackedLines, options: LogParserOptions) {
    this.#lines = lines;
    this.#isWanted = options.stdout;
    this.#progress = new LogProgress(options.seen);
  }

  get position() {
    return this.#progress.position;
  }

  get hasOpenLine() {
    return this.#line.length > 0;
  }

  flushOpenLines(): void {
    this.#line.flush(this.#lines);
  }

  finish(): void {
    if (this.#line.isOpen) {
      if (this.#state === 'perhaps stamp') this.#line.append(this.#head, 0, this.#headLength, this.#lines);
      this.#line.finish(this.#lines);
    }
    this.#state = 'stamp';
    this.#headLength = 0;
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#state === 'body') at = this.#body(chunk, at);
      else if (this.#headLength > 0) at = this.#cutStamp(chunk, at);
      else at = this.#stamp(chunk, at);
    }
  }

  #reader(): StampReader {
    return this.#state === 'stamp' ? this.#progress.stamp : this.#again;
  }

  #stamp(chunk: Buffer, at: number): number {
    const end = this.#reader().read(chunk, at, chunk.length);
    if (end < 0) {
      this.#headLength = chunk.copy(this.#head, 0, at);
      return chunk.length;
    }
    return this.#enter(end > 0) ? end : at;
  }

  /** The stamp began in the chunk before. */
  #cutStamp(chunk: Buffer, at: number): number {
    const had = this.#headLength;
    const taken = chunk.copy(this.#head, had, at);
    const end = this.#reader().read(this.#head, 0, had + taken);
    if (end < 0) {
      this.#headLength = had + taken;
      return at + taken;
    }
    this.#headLength = 0;
    if (this.#enter(end > 0)) return at + end - had;
    // It only looked like one: it is what the program wrote.
    for (let from = 0; from < had;) from = this.#body(this.#head.subarray(0, had), from);
    return at;
  }

  /** What comes next is the program's; says whether the stamp was the engine's. */
  #enter(isStamp: boolean): boolean {
    if (this.#state === 'stamp') {
      this.#isNew = !isStamp || this.#progress.note();
      const { seconds, nanoseconds } = this.#progress.stamp;
      this.#moment = isStamp ? { seconds, nanoseconds } : { seconds: -1, nanoseconds: 0 };
      this.#room = isStamp ? ENTRY_BYTES : Infinity;
      this.#state = 'body';
      return isStamp;
    }
    // In mid-line, only the stamp that the line began with is the engine's.
    const isOurs = isStamp && compareMoments(this.#again, this.#moment) === 0;
    if (isOurs) this.#isNew = this.#progress.note();
    this.#room = isOurs ? ENTRY_BYTES : Infinity;
    this.#state = 'body';
    return isOurs;
  }

  #body(chunk: Buffer, at: number): number {
    const to = Math.min(chunk.length, at + this.#room);
    const end = newlineIn(chunk, at, to);
    const time = this.#moment.seconds < 0 ? Number.NaN : this.#moment.seconds * 1000 + this.#moment.nanoseconds / 1e6;
    const keeps = this.#isNew && this.#isWanted;
    if (end >= 0) {
      this.#state = 'stamp';
      if (this.#line.isOpen) {
        if (keeps) this.#line.append(chunk, at, end, this.#lines);
        this.#line.finish(this.#lines, true);
      } else if (keeps) this.#lines.add(chunk, at, end > at && chunk[end - 1] === RETURN ? end - 1 : end, 0, time);
      return end + 1;
    }
    if (keeps) {
      if (!this.#line.isOpen) this.#line.begin(0, time);
      this.#line.append(chunk, at, to, this.#lines);
    }
    this.#room -= to - at;
    if (this.#room === 0) this.#state = 'perhaps stamp';
    return to;
  }
}
