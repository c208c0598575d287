import type { EngineEvent } from '../../contract/model/event.ts';

const MAX_KEPT = 10_000;

/** What one engine said since it is followed: the newest events, and each reader's place among them. */
export class EventLog {
  readonly #kept: EngineEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #dropped = 0;

  add(event: EngineEvent): void {
    this.#kept.push(event);
    if (this.#kept.length > MAX_KEPT * 1.1) {
      this.#dropped += this.#kept.splice(0, this.#kept.length - MAX_KEPT).length;
    }
    for (const wake of [...this.#waiting]) wake();
  }

  /** Begins with those that are kept (an empty item if there are none). A reader that lags misses the oldest. */
  async *read(signal: AbortSignal): AsyncGenerator<readonly EngineEvent[], void, undefined> {
    let next = 0;
    let isFirst = true;
    while (!signal.aborted) {
      const fresh = this.#kept.slice(Math.max(0, next - this.#dropped));
      if (fresh.length > 0 || isFirst) {
        next = this.#dropped + this.#kept.length;
        isFirst = false;
        yield fresh;
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
}
