import { setMaxListeners } from 'node:events';

/**
 * A signal that is aborted with any of others, or by `end`, which also lets go of them. (`AbortSignal.any` would keep
 * something on a signal that lives as long as the connection, for each stream that ever went over it.)
 */
export class LinkedAbort {
  readonly #own = new AbortController();
  readonly #sources: readonly AbortSignal[];

  constructor(...sources: readonly (AbortSignal | undefined)[]) {
    setMaxListeners(0, this.#own.signal); // a listener for each of many streams is no leak
    this.#sources = sources.filter((source) => source !== undefined);
    for (const source of this.#sources) {
      if (source.aborted) this.end(source.reason);
      else source.addEventListener('abort', this.#follow);
    }
  }

  get signal(): AbortSignal {
    return this.#own.signal;
  }

  end(reason?: unknown): void {
    for (const source of this.#sources) source.removeEventListener('abort', this.#follow);
    this.#own.abort(reason);
  }

  readonly #follow = (event: Event): void => this.end((event.target as AbortSignal).reason);
}
