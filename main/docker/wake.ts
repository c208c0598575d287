/** Lets one waiter sleep until something happens. A call of `wake` while nobody waits is not lost. */
export class Wake {
  #isAwake = false;
  #resume: (() => void) | undefined;

  /** An arrow, so that it can be handed around. */
  readonly wake = (): void => {
    this.#isAwake = true;
    this.#resume?.();
  };

  /** Resolves at the next `wake`, at once when there was one since the last wait, or when the time is over. */
  async wait(timeoutMs?: number): Promise<void> {
    if (!this.#isAwake) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
      this.#resume = undefined;
    }
    this.#isAwake = false;
  }
}
