import type { ActionResult } from '../../../contract/model/action.ts';
import { Wake } from '../../docker/wake.ts';

/** The results of one action on some containers, kept for whoever asks, also after their end. */
export class Batch {
  readonly #results: ActionResult[] = [];
  readonly #readers = new Set<Wake>();
  #ended: { readonly failure?: unknown } | undefined;

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  add(result: ActionResult): void {
    this.#results.push(result);
    this.#wake();
  }

  /** With a failure when not one of them could even be tried. */
  end(ended: { readonly failure?: unknown } = {}): void {
    this.#ended = ended;
    this.#wake();
  }

  /** From the first to the last; a reader that leaves ends nothing. */
  async *read(signal: AbortSignal): AsyncGenerator<ActionResult, void, undefined> {
    const reader = new Wake();
    this.#readers.add(reader);
    signal.addEventListener('abort', reader.wake, { once: true });
    try {
      for (let at = 0; !signal.aborted;) {
        const result = this.#results[at];
        if (result) {
          at += 1;
          yield result;
        } else if (this.#ended) {
          if ('failure' in this.#ended) throw this.#ended.failure;
          return;
        } else {
          await reader.wait();
        }
      }
    } finally {
      this.#readers.delete(reader);
      signal.removeEventListener('abort', reader.wake);
    }
  }

  #wake(): void {
    for (const reader of this.#readers) reader.wake();
  }
}
