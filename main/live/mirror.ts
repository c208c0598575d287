import { type AppFailure, toAppError } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { EngineEvent } from '../../contract/model/event.ts';
import { Feed } from './feed.ts';
import { pause } from './pause.ts';
import { StateTimes } from './times.ts';
import { type Expectation, readTouch, type Touch } from './touch.ts';

/** The engine is asked at most this often, and what it says goes out as one patch. */
const INTERVAL_MS = 50;
/** Time for the engine to bring its list up to date after an event that comes before it. */
const EARLY_MS = 20;
/** An answer from before the event is held back, and asked for again this often. */
const MAX_REPEATS = 4;
const MAX_IDS_PER_REQUEST = 200;
const RETRY_MS = 1000;

type Unreachable = Extract<LiveChange<never>, { type: 'unreachable' }>;

/** All containers, or those with these ids. */
export type ListContainers = (ids: readonly string[] | undefined, signal: AbortSignal) => Promise<ContainerSummary[]>;

interface Touched {
  readonly expectations: Map<string, Expectation>;
  repeats: number;
}

/** Knows the containers of one engine: lists them once, then asks only for what events touch. */
export class Mirror {
  readonly feed = new Feed<ContainerSummary, Unreachable>({ isReady: false });
  readonly #times = new StateTimes();
  readonly #touched = new Map<string, Touched>();
  /** Gone for good while a request was on its way whose answer may still have them. */
  readonly #removed = new Set<string>();
  #session: AbortController | undefined;
  #isListed = false;
  #isAsking = false;
  #nextAskAt = 0;
  #timer: { readonly handle: NodeJS.Timeout; readonly at: number } | undefined;

  /** Lists, and follows from then on. Events must already be arriving at `onEvent`. */
  begin(list: ListContainers): void {
    this.#stop();
    const session = new AbortController();
    this.#session = session;
    void this.#listAll(list, session.signal);
  }

  /** All of them as they are known now; undefined while there is no list. */
  get containers(): readonly ContainerSummary[] | undefined {
    return this.#isListed ? [...this.feed.values()] : undefined;
  }

  get isFollowing(): boolean {
    return this.#session !== undefined;
  }

  onEvent(event: EngineEvent): void {
    if (!this.#session) return;
    this.#times.note(event);
    if (event.type === 'image') this.#touchByImage(event);
    const touch = readTouch(event);
    if (touch) this.#touch(touch);
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
    this.#times.clear();
  }

  async #listAll(list: ListContainers, signal: AbortSignal): Promise<void> {
    // What was said just before somebody listened may not be in the engine's list yet.
    await pause(EARLY_MS, signal);
    while (!signal.aborted) {
      try {
        const all = await list(undefined, signal);
        if (signal.aborted) return;
        this.#isListed = true;
        this.feed.replace(
          all.filter(({ id }) => !this.#removed.has(id)).map((container) => this.#times.refine(container, undefined)),
        );
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

  #ask: (ids: readonly string[]) => Promise<ContainerSummary[]> = () => Promise.resolve([]);

  #touch(touch: Touch): void {
    if (touch.type === 'removed') {
      this.#removed.add(touch.id);
      this.#touched.delete(touch.id);
      if (this.#isListed) this.#schedule(0);
      return;
    }
    // An id is never given twice: what comes after its end is an echo.
    if (this.#removed.has(touch.id)) return;
    const touched = this.#touched.get(touch.id) ?? { expectations: new Map<string, Expectation>(), repeats: 0 };
    touched.repeats = 0;
    if (touch.expects) touched.expectations.set(touch.expects.kind, touch.expects);
    this.#touched.set(touch.id, touched);
    if (this.#isListed) this.#schedule(touch.isEarly ? EARLY_MS : 0);
  }

  /** A tag that moves changes by what name the containers of both images are listed. */
  #touchByImage({ action, actorId, attributes }: EngineEvent): void {
    if (!/^(tag|untag|delete|pull|load|import)$/.test(action)) return;
    const name = attributes['name'];
    for (const { id, image, imageId } of this.feed.values()) {
      if (imageId === actorId || withTag(image) === name) this.#touch({ type: 'changed', id, isEarly: true });
    }
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
    let answer: ContainerSummary[] = [];
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

  #apply(batch: ReadonlyMap<string, Touched>, answer: readonly ContainerSummary[]): void {
    const removed = new Set(batch.keys());
    const upserted: ContainerSummary[] = [];
    for (const container of answer) {
      const touched = batch.get(container.id);
      if (!touched) continue;
      removed.delete(container.id);
      const isOld = [...touched.expectations.values()].some((expected) => !expected.isMet(container));
      if (isOld && touched.repeats++ < MAX_REPEATS) this.#again(new Map([[container.id, touched]]));
      else upserted.push(this.#times.refine(container, this.feed.get(container.id)));
    }
    this.feed.patch(upserted, [...removed]);
  }

  #again(batch: ReadonlyMap<string, Touched>): void {
    for (const [id, touched] of batch) {
      if (this.#removed.has(id)) continue;
      const newer = this.#touched.get(id);
      const expectations = new Map([...touched.expectations, ...(newer?.expectations ?? [])]);
      this.#touched.set(id, { expectations, repeats: newer?.repeats ?? touched.repeats });
    }
  }
}

const withTag = (image: string): string => (/[:@][^/]*$/.test(image) ? image : `${image}:latest`);
