/**
 * Many may look at once, one alone may change; in the order in which they came. What is asked after a change sees it, and
 * what was asked before does not.
 */
export class Turns {
  /** All that looks since the last change. */
  #looking: Promise<unknown> = Promise.resolve();
  #lastChange: Promise<unknown> = Promise.resolve();

  look<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(work);
    this.#looking = Promise.allSettled([this.#looking, turn]);
    return turn;
  }

  change<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#looking.then(work);
    const settled = turn.catch(() => {});
    this.#lastChange = settled;
    this.#looking = settled;
    return turn;
  }

  /** After all that was asked before; nothing that is asked later waits for it. */
  settle<T>(work: () => Promise<T>): Promise<T> {
    return this.#looking.then(work);
  }
}
