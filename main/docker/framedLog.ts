import { LOG_STDERR } from '../../contract/model/logs.ts';
import { Demultiplexer, type StreamNumber } from './demux.ts';
import { type LogParser, type LogParserOptions, newlineIn } from './logParser.ts';
import { compareMoments, type LogMoment, LogProgress } from './logProgress.ts';
import { STAMP_ROOM } from './logStamp.ts';
import { OpenLine, type PackedLines } from './packedLines.ts';

const NEWLINE = 10;

/**
 * The log of a container without a terminal: each entry a frame that begins with a stamp. A line of over 16 KiB comes
 * in several entries, all with the stamp of the first and only the last with a line end; between them there may be
 * entries of the other stream.
 */
export class FramedLog implements LogParser {
  readonly #lines: PackedLines;
  readonly #options: LogParserOptions;
  readonly #progress: LogProgress;
  readonly #demux: Demultiplexer;
  readonly #outLine = new OpenLine();
  readonly #errLine = new OpenLine();
  readonly #began = new Map<OpenLine, LogMoment>();
  readonly #head = Buffer.alloc(STAMP_ROOM);
  #headLength = 0;
  #stream: StreamNumber = 1;
  #isInBody = false;
  #isWanted = true;
  #complaint = '';

  /** `push` throws `NotFramed`, or what the engine itself complains of in mid-stream. */
  constructor(lines: PackedLines, options: LogParserOptions) {
    this.#lines = lines;
    this.#options = options;
    this.#progress = new LogProgress(options.seen);
    this.#demux = new Demultiplexer({
      frame: (stream) => {
        this.#stream = stream;
        this.#headLength = 0;
        this.#isInBody = false;
      },
      piece: (chunk, from, to, isLast) => this.#piece(chunk, from, to, isLast),
    });
  }

  get position() {
    return this.#progress.position;
  }

  get hasOpenLine() {
    return this.#outLine.length > 0 || this.#errLine.length > 0;
  }

  push(chunk: Buffer): void {
    this.#demux.push(chunk);
  }

  flushOpenLines(): void {
    this.#outLine.flush(this.#lines);
    this.#errLine.flush(this.#lines);
  }

  finish(): void {
    if (this.#outLine.isOpen) this.#outLine.finish(this.#lines);
    if (this.#errLine.isOpen) this.#errLine.finish(this.#lines);
  }

  #piece(chunk: Buffer, from: number, to: number, isLast: boolean): void {
    if (this.#stream === 3) {
      this.#complaint += chunk.toString('utf8', from, to);
      if (isLast) throw new Error(this.#complaint);
    } else if (this.#isInBody) this.#body(chunk, from, to);
    else if (this.#headLength > 0) this.#cutStamp(chunk, from, to, isLast);
    else {
      const at = this.#progress.stamp.read(chunk, from, to);
      if (at < 0 && !isLast) this.#headLength = chunk.copy(this.#head, 0, from, to);
      else this.#enter(chunk, at > 0, at > 0 ? at : from, to, isLast);
    }
  }

  /** The stamp began in the chunk before. */
  #cutStamp(chunk: Buffer, from: number, to: number, isLast: boolean): void {
    const had = this.#headLength;
    const taken = chunk.copy(this.#head, had, from, to);
    const at = this.#progress.stamp.read(this.#head, 0, had + taken);
    if (at > 0) this.#enter(chunk, true, from + at - had, to, isLast);
    else if (at < 0 && !isLast) this.#headLength = had + taken;
    else {
      this.#enter(this.#head, false, 0, had, false);
      this.#body(chunk, from, to);
    }
  }

  /** From here on it is what the program wrote. */
  #enter(bytes: Buffer, isStamped: boolean, from: number, to: number, isLast: boolean): void {
    this.#isInBody = true;
    const isErr = this.#stream === 2;
    const isNew = !isStamped || this.#progress.note();
    this.#isWanted = isNew && (isErr ? this.#options.stderr : this.#options.stdout);
    if (!this.#isWanted) return;
    const line = isErr ? this.#errLine : this.#outLine;
    // Without the same stamp it is another line: the one before ended with its program, and not with a line end.
    if (line.isOpen && isStamped && compareMoments(this.#began.get(line)!, this.#progress.stamp) !== 0) {
      line.finish(this.#lines);
    }
    // Nearly every entry is one whole line in one chunk: straight into the block.
    if (isLast && !line.isOpen && bytes[to - 1] === NEWLINE && bytes.indexOf(NEWLINE, from) === to - 1) {
      const time = isStamped ? this.#progress.stamp.milliseconds : Number.NaN;
      this.#lines.add(bytes, from, to - 1, isErr ? LOG_STDERR : 0, time);
    } else this.#body(bytes, from, to, isStamped);
  }

  #body(bytes: Buffer, from: number, to: number, isStamped = true): void {
    if (!this.#isWanted) return;
    const isErr = this.#stream === 2;
    const line = isErr ? this.#errLine : this.#outLine;
    const { seconds, nanoseconds, milliseconds } = this.#progress.stamp;
    for (let at = from; at < to;) {
      if (!line.isOpen) {
        line.begin(isErr ? LOG_STDERR : 0, isStamped ? milliseconds : Number.NaN);
        this.#began.set(line, { seconds, nanoseconds });
      }
      const end = newlineIn(bytes, at, to);
      line.append(bytes, at, end < 0 ? to : end, this.#lines);
      if (end < 0) return;
      line.finish(this.#lines);
      at = end + 1;
    }
  }
}
