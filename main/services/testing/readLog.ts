import { LOG_CONTINUES, LOG_STDERR, type LogItem } from '../../../contract/model/logs.ts';

export interface ReadLine {
  readonly source: number;
  readonly isErr: boolean;
  readonly isContinued: boolean;
  readonly text: string;
  readonly time: number;
}

/** The lines of a batch, as one would read them. */
export function linesOf(item: LogItem): ReadLine[] {
  if (item.type !== 'lines') return [];
  const { source, sources, lineCount, text, flags, times } = item.batch;
  const texts = Buffer.from(text).toString('latin1').split('\n');
  if (texts.length !== lineCount) throw new Error(`${lineCount} lines were announced, and ${texts.length} came.`);
  const view = new DataView(times.buffer, times.byteOffset, times.byteLength);
  return texts.map((line, at) => ({
    source: sources?.[at] ?? source,
    isErr: (flags[at]! & LOG_STDERR) !== 0,
    isContinued: (flags[at]! & LOG_CONTINUES) !== 0,
    text: line,
    time: view.getFloat64(at * 8, true),
  }));
}

/** Reads a log as a page does: keeps what comes, and waits for what is to come. */
export class LogReader {
  readonly items: LogItem[] = [];
  readonly lines: ReadLine[] = [];
  failure: unknown;
  isOver = false;
  readonly #stop = new AbortController();
  readonly #checks = new Set<() => void>();
  readonly over: Promise<void>;

  constructor(open: (signal: AbortSignal) => AsyncIterable<LogItem>) {
    this.over = this.#read(open(this.#stop.signal));
  }

  get texts(): string[] {
    return this.lines.map(({ text }) => text);
  }

  async #read(items: AsyncIterable<LogItem>): Promise<void> {
    try {
      for await (const item of items) {
        this.items.push(item);
        this.lines.push(...linesOf(item));
        for (const check of this.#checks) check();
      }
    } catch (thrown) {
      this.failure = thrown;
    }
    this.isOver = true;
    for (const check of this.#checks) check();
  }

  says(type: LogItem['type']): boolean {
    return this.items.some((item) => item.type === type);
  }

  until(what: string, isIt: () => boolean, timeoutMs = 20_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error?: Error) => {
        clearTimeout(timer);
        this.#checks.delete(check);
        if (error) reject(error);
        else resolve();
      };
      const timer = setTimeout(() => end(new Error(`The log never showed: ${what}`)), timeoutMs);
      const check = () => {
        if (isIt()) end();
      };
      this.#checks.add(check);
      check();
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.over;
  }
}
