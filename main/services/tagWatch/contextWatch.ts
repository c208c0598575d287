import type { TagState, TagWatch } from '../../../contract/model/tagUpdate.ts';

/** What is known of one engine’s tags, for everybody who looks at it. */
export class ContextWatch {
  #now: TagWatch = { isChecking: false, tags: [] };
  readonly #listeners = new Set<() => void>();

  get now(): TagWatch {
    return this.#now;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  set(patch: Partial<TagWatch>): void {
    this.#now = { ...this.#now, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** Of those that were asked for again the new answers count. */
  merge(states: readonly TagState[], isWhole: boolean): void {
    const fresh = new Set(states.map(({ reference }) => reference));
    const others = isWhole ? [] : this.#now.tags.filter(({ reference }) => !fresh.has(reference));
    const tags = [...others, ...states].toSorted((a, b) => a.reference.localeCompare(b.reference));
    this.set({ tags, ...(isWhole && { checkedAt: Date.now() }) });
  }

  /** What there is, then each change, until the signal. */
  async *read(signal: AbortSignal): AsyncGenerator<TagWatch> {
    let wake = () => {};
    const listener = () => wake();
    this.#listeners.add(listener);
    signal.addEventListener('abort', listener);
    try {
      let told: TagWatch | undefined;
      while (!signal.aborted) {
        if (told !== this.#now) yield (told = this.#now);
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#listeners.delete(listener);
      signal.removeEventListener('abort', listener);
    }
  }
}
