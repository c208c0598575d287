import type { Change } from '../../contract/model/change.ts';
import { pause } from './pause.ts';

interface Watcher<Notice> {
  /** Ids that moved since it last took something; their items are looked up only when it takes. */
  readonly moved: Set<string>;
  needsSnapshot: boolean;
  notice: Notice | undefined;
  wake: () => void;
}

interface FeedOptions {
  /** A watcher gets at most one change in this time. */
  readonly minIntervalMs?: number;
  /** False: nobody gets a snapshot before the first `replace`. */
  readonly isReady?: boolean;
}

/**
 * A keyed list that any number of readers watch: a snapshot, then patches. A reader that lags is owed the ids that
 * moved, not a queue of patches, so what it costs is bounded by the list itself.
 */
export class Feed<T extends { readonly id: string }, Notice = never> {
  readonly #items = new Map<string, T>();
  readonly #watchers = new Set<Watcher<Notice>>();
  readonly #minIntervalMs: number;
  #isReady: boolean;
  #notice: Notice | undefined;

  constructor({ minIntervalMs = 0, isReady = true }: FeedOptions = {}) {
    this.#minIntervalMs = minIntervalMs;
    this.#isReady = isReady;
  }

  get size(): number {
    return this.#items.size;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  values(): IterableIterator<T> {
    return this.#items.values();
  }

  patch(upserted: readonly T[], removed: readonly string[]): void {
    const moved = upserted.map((item) => item.id);
    for (const item of upserted) this.#items.set(item.id, item);
    for (const id of removed) if (this.#items.delete(id)) moved.push(id);
    if (moved.length === 0) return;
    for (const watcher of this.#watchers) {
      if (!watcher.needsSnapshot) for (const id of moved) watcher.moved.add(id);
      // Whoever is so far behind that he would get more ids than there are items is better off with the items.
      if (watcher.moved.size > 2 * this.#items.size + 1000) this.#oweSnapshot(watcher);
      watcher.wake();
    }
  }

  /** Everything anew: each watcher gets a snapshot. */
  replace(items: readonly T[]): void {
    this.#items.clear();
    for (const item of items) this.#items.set(item.id, item);
    this.#isReady = true;
    this.#notice = undefined;
    for (const watcher of this.#watchers) {
      this.#oweSnapshot(watcher);
      watcher.notice = undefined;
      watcher.wake();
    }
  }

  /** Forgets the items without a word: the next thing anybody gets is a notice or a new snapshot. */
  forget(): void {
    this.#items.clear();
    this.#isReady = false;
    for (const watcher of this.#watchers) this.#oweSnapshot(watcher);
  }

  /** Said once to each watcher, and to those who come before the next `replace`. */
  say(notice: Notice): void {
    this.#notice = notice;
    for (const watcher of this.#watchers) {
      watcher.notice = notice;
      watcher.wake();
    }
  }

  async *watch(signal: AbortSignal): AsyncGenerator<Change<T> | Notice, void, undefined> {
    const watcher: Watcher<Notice> = { moved: new Set(), needsSnapshot: true, notice: this.#notice, wake() {} };
    const stop = () => watcher.wake();
    signal.addEventListener('abort', stop, { once: true });
    this.#watchers.add(watcher);
    try {
      while (!signal.aborted) {
        const change = this.#take(watcher);
        if (change === undefined) {
          await new Promise<void>((resolve) => (watcher.wake = resolve));
          watcher.wake = () => {};
        } else {
          yield change;
          if (this.#minIntervalMs > 0) await pause(this.#minIntervalMs, signal);
        }
      }
    } finally {
      this.#watchers.delete(watcher);
      signal.removeEventListener('abort', stop);
    }
  }

  #oweSnapshot(watcher: Watcher<Notice>): void {
    watcher.needsSnapshot = true;
    watcher.moved.clear();
  }

  #take(watcher: Watcher<Notice>): Change<T> | Notice | undefined {
    if (watcher.needsSnapshot && this.#isReady) {
      watcher.needsSnapshot = false;
      return { type: 'snapshot', items: [...this.#items.values()] };
    }
    if (watcher.moved.size > 0) {
      const upserted: T[] = [];
      const removed: string[] = [];
      for (const id of watcher.moved) {
        const item = this.#items.get(id);
        if (item) upserted.push(item);
        else removed.push(id);
      }
      watcher.moved.clear();
      return { type: 'patch', upserted, removed };
    }
    const { notice } = watcher;
    watcher.notice = undefined;
    return notice;
  }
}
