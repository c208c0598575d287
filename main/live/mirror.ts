import { type AppFailure, toAppError } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';
import type { EngineEvent } from '../../contract/model/event.ts';
import { Feed } from './feed.ts';
import { pause } from './pause.ts';
import type { Expectation, Touch } from './touch.ts';

/** The engine is asked at most this often, and what it says goes out as one patch. */
const INTERVAL_MS = 50;
/** Time for the engine to bring its list up to date after an event that comes before it. */
const EARLY_MS = 20;
/** An answer from before the event is held back, and asked for again this often. */
const MAX_REPEATS = 4;
const MAX_IDS_PER_REQUEST = 200;
const RETRY_MS = 1000;

type Unreachable = Extract<LiveChange<never>, { type: 'unreachable' }>;

/** All of them, or those with these ids. */
export type List<T> = (ids: readonly string[] | undefined, signal: AbortSignal) => Promise<T[]>;

/** What a mirror has to know of the things it mirrors. */
export interface MirrorKind<T> {
  /** What an event changes in the list. */
  readonly touches: (event: EngineEvent, known: Iterable<T>) => Iterable<Touch<T>>;
  /** Others that are not any more what they were, by what was just learnt: a name has one owner. */
  readonly adjust?: (learnt: readonly T[], known: Iterable<T>) => readonly T[];
  /** What only events say, kept beside the list: `begin` forgets it. */
  readonly memory?: {
    note(event: EngineEvent): void;
    refine(now: T, before: T | undefined): T;
    clear(): void;
  };
  /** An id can come back after its end, as that of an image does, which is made of its content. */
  readonly idsReturn?: boolean;
}

interface Touched<T> {
  readonly expectations: Map<string, Expectation<T>>;
  repeats: number;
}

/** Knows the things of one kind in one engine: lists them once, then asks only for what events touch. */
export class Mirror<T extends { readonly id: string }> {
  readonly feed = new Feed<T, Unreachable>({ isReady: false });
  readonly #kind: MirrorKind<T>;
  readonly #touched = new Map<string, Touched<T>>();
  /** Gone for good while a request was on its way whose answer may still have them. */
  readonly #removed = new Set<string>();
  #session: AbortController | undefined;
  #isListed = false;
  #isAsking = false;
  #nextAskAt = 0;
  #timer: { readonly handle: NodeJS.Timeout; readonly at: number } | undefined;

  constructor(kind: MirrorKind<T>) {
    this.#kind = kind;
  }

  /** Lists, and follows from then on. Events must already be arriving at `onEvent`. */
  begin(list: List<T>): void {
    this.#stop();
    const session = new AbortController();
    this.#session = session;
    void this.#listAll(list, session.signal);
  }

  /** All of them as they are known now; undefined while there is no list. */
  get items(): readonly T[] | undefined {
    return this.#isListed ? [...this.feed.values()] : undefined;
  }

  get isFollowing(): boolean {
    return this.#session !== undefined;
  }

  onEvent(event: EngineEvent): void {
    if (!this.#session) return;
    this.#kind.memory?.note(event);
    for (const touch of this.#kind.touches(event, this.feed.values())) this.#touch(touch);
  }

  /** The engine is gone: said once, and the list stays with the watchers as a memory. */
  lose(failure: AppFailure): void {
    this.#stop();
    this.feed.forget();
    this.feed.say({ type: 'unreachable', error: failure.error });
  }

  /** Nobody looks: nothing is kept and nothing asked. */
  rest(): void {
    this.#stop();
    this.feed.forget();
  }

  #stop(): void {
    this.#session?.abort();
    this.#session = undefined;
    this.#isListed = false;
    this.#isAsking = false;
    clearTimeout(this.#timer?.handle);
    this.#timer = undefined;
    this.#touched.clear();
    this.#removed.clear();
    this.#kind.memory?.clear();
  }

  async #listAll(list: List<T>, signal: AbortSignal): Promise<void> {
    // What was said just before somebody listened may not be in the engine's list yet.
    await pause(EARLY_MS, signal);
    while (!signal.aborted) {
      try {
        const all = await list(undefined, signal);
        if (signal.aborted) return;
        this.#isListed = true;
        this.feed.replace(all.filter(({ id }) => !this.#removed.has(id)).map((item) => this.#refine(item, undefined)));
        this.#removed.clear();
        this.#ask = (ids) => list(ids, signal);
        this.#schedule(0);
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        this.feed.say({ type: 'unreachable', error: toAppError(thrown) });
        await pause(RETRY_MS, signal);
      }
    }
  }

  #ask: (ids: readonly string[]) => Promise<T[]> = () => Promise.resolve([]);

  #refine(now: T, before: T | undefined): T {
    return this.#kind.memory?.refine(now, before) ?? now;
  }

  #touch(touch: Touch<T>): void {
    if (touch.type === 'removed') {
      this.#removed.add(touch.id);
      this.#touched.delete(touch.id);
      if (this.#isListed) this.#schedule(0);
      return;
    }
    if (this.#removed.has(touch.id)) {
      // Where an id is never given twice, what comes after its end is an echo.
      if (!this.#kind.idsReturn) return;
      this.#removed.delete(touch.id);
    }
    const touched = this.#touched.get(touch.id) ?? { expectations: new Map<string, Expectation<T>>(), repeats: 0 };
    touched.repeats = 0;
    if (touch.expects) touched.expectations.set(touch.expects.kind, touch.expects);
    this.#touched.set(touch.id, touched);
    if (this.#isListed) this.#schedule(touch.isEarly ? EARLY_MS : 0);
  }

  /** The first touch is answered at once; those that follow closely wait for one another. */
  #schedule(delayMs: number): void {
    if (this.#isAsking) return;
    const now = performance.now();
    const at = Math.max(now + delayMs, this.#nextAskAt);
    if (this.#timer && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.handle);
    const run = () => {
      this.#timer = undefined;
      void this.#bringUpToDate();
    };
    this.#timer = { handle: setTimeout(run, at - now), at };
  }

  async #bringUpToDate(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const batch = new Map([...this.#touched].slice(0, MAX_IDS_PER_REQUEST));
    for (const id of batch.keys()) this.#touched.delete(id);
    const gone = [...this.#removed];
    this.#nextAskAt = performance.now() + INTERVAL_MS;
    let answer: T[] = [];
    let hasFailed = false;
    if (batch.size > 0) {
      this.#isAsking = true;
      this.feed.patch([], gone);
      try {
        answer = await this.#ask([...batch.keys()]);
      } catch {
        hasFailed = true;
      }
      if (this.#session !== session) return;
      this.#isAsking = false;
    }
    if (hasFailed) {
      this.#nextAskAt = performance.now() + RETRY_MS;
      this.#again(batch);
    } else {
      this.#apply(batch, answer);
    }
    // No request is on its way now: nothing can bring them back.
    this.feed.patch([], [...this.#removed]);
    this.#removed.clear();
    if (this.#touched.size > 0) this.#schedule(0);
  }

  #apply(batch: ReadonlyMap<string, Touched<T>>, answer: readonly T[]): void {
    const removed = new Set(batch.keys());
    const upserted: T[] = [];
    for (const item of answer) {
      // Absent where it was asked for by another name than its id.
      const touched = batch.get(item.id);
      removed.delete(item.id);
      const isOld = touched && [...touched.expectations.values()].some((expected) => !expected.isMet(item));
      if (isOld && touched.repeats++ < MAX_REPEATS) this.#again(new Map([[item.id, touched]]));
      else upserted.push(this.#refine(item, this.feed.get(item.id)));
    }
    const adjusted = this.#kind.adjust?.(upserted, this.feed.values()) ?? [];
    this.feed.patch([...upserted, ...adjusted], [...removed]);
  }

  #again(batch: ReadonlyMap<string, Touched<T>>): void {
    for (const [id, touched] of batch) {
      if (this.#removed.has(id)) continue;
      const newer = this.#touched.get(id);
      const expectations = new Map([...touched.expectations, ...(newer?.expectations ?? [])]);
      this.#touched.set(id, { expectations, repeats: newer?.repeats ?? touched.repeats });
    }
  }
}
