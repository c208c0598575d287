import { AppFailure } from '../../contract/errors.ts';

interface Member<Progress> {
  onProgress(progress: Progress): void;
}

/**
 * Work that several may wait for. It is told of its progress to each; one who leaves does not disturb the others, and
 * when the last has left the work is aborted.
 */
export class SharedWork<Progress, Result> {
  readonly #abort = new AbortController();
  readonly #members = new Set<Member<Progress>>();
  readonly #result: Promise<Result>;
  #last: Progress | undefined;

  constructor(run: (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<Result>) {
    this.#result = run(this.#abort.signal, (progress) => {
      this.#last = progress;
      for (const member of this.#members) member.onProgress(progress);
    });
    this.#result.catch(() => {}); // told to who waits; nobody may be left
  }

  /** Nobody waits any more: whoever comes now must begin anew. */
  get isAbandoned(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Rejects with `cancelled` as soon as the signal says so. */
  async join(signal: AbortSignal | undefined, onProgress: (progress: Progress) => void): Promise<Result> {
    const member = { onProgress };
    this.#members.add(member);
    if (this.#last !== undefined) onProgress(this.#last);
    let leave = () => {};
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
    });
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
    try {
      return await Promise.race([this.#result, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#members.delete(member);
      if (this.#members.size === 0) this.#abort.abort();
    }
  }
}
