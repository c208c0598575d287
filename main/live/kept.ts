import type { AppFailure } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';
import type { EngineEvent } from '../../contract/model/event.ts';
import { type List, Mirror, type MirrorKind } from './mirror.ts';

/** A list that nobody looks at is kept up to date this long, so that a reload or a look elsewhere costs nothing. */
const LINGER_MS = 5 * 60_000;

/** A list of one engine for as long as somebody looks at it, and a while longer; it outlives the connection. */
export class KeptList<T extends { readonly id: string }> {
  readonly #mirror: Mirror<T>;
  readonly #isKeptUnasked: boolean;
  #list: List<T> | undefined;
  #watchers = 0;
  #linger: NodeJS.Timeout | undefined;

  /** `isKeptUnasked`: it is listed as soon as there is an engine, before anybody looks. */
  constructor(kind: MirrorKind<T>, isKeptUnasked: boolean) {
    this.#mirror = new Mirror(kind);
    this.#isKeptUnasked = isKeptUnasked;
  }

  /** Events must already be arriving at `onEvent`. */
  begin(list: List<T>): void {
    this.#list = list;
    if (this.#watchers === 0 && !this.#isKeptUnasked && !this.#mirror.isFollowing) return;
    this.#mirror.begin(list);
    if (this.#watchers === 0) this.#restLater();
  }

  /** The connection is gone: what is known stays. */
  detach(): void {
    this.#list = undefined;
  }

  onEvent(event: EngineEvent): void {
    this.#mirror.onEvent(event);
  }

  lose(failure: AppFailure): void {
    this.#mirror.lose(failure);
  }

  async *watch(signal: AbortSignal): AsyncGenerator<LiveChange<T>, void, undefined> {
    this.#watchers += 1;
    clearTimeout(this.#linger);
    if (this.#list && !this.#mirror.isFollowing) this.#mirror.begin(this.#list);
    try {
      yield* this.#mirror.feed.watch(signal);
    } finally {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#restLater();
    }
  }

  /** All of them; undefined while there is no list. */
  get items(): readonly T[] | undefined {
    return this.#mirror.items;
  }

  get(id: string): T | undefined {
    return this.#mirror.feed.get(id);
  }

  close(): void {
    clearTimeout(this.#linger);
    this.#mirror.rest();
  }

  #restLater(): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => {
      if (this.#watchers === 0) this.#mirror.rest();
    }, LINGER_MS);
    this.#linger.unref();
  }
}
