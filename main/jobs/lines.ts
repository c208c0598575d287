const MAX_LINES = 5000;
const MAX_LINE_LENGTH = 4000;

/** The lines of one job: the newest are kept, and read from the first that is kept until the job has ended. */
export class Lines {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #dropped = 0;
  #ended = false;

  add(line: string): void {
    if (this.#ended) return;
    this.#lines.push(line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line);
    // In lumps: taking one off the front of a long array for each new line would be quadratic.
    if (this.#lines.length >= MAX_LINES * 1.2) {
      this.#dropped += this.#lines.splice(0, this.#lines.length - MAX_LINES).length;
    }
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *read(signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    for (let next = 0; !signal.aborted;) {
      if (next < this.#dropped) {
        yield `… ${this.#dropped - next} lines are no longer kept …`;
        next = this.#dropped;
      }
      const line = this.#lines[next - this.#dropped];
      if (line !== undefined) {
        next += 1;
        yield line;
      } else if (this.#ended) {
        return;
      } else {
        await this.#more(signal);
      }
    }
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
