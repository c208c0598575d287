import type { AppError } from '../../../contract/errors.ts';
import type { StatsSample, StatsTick } from '../../../contract/model/stats.ts';

/** What is known of one container now. The same object until something changes. */
export interface LiveStats {
  /** Absent: not known yet, or the container does not run. */
  readonly sample?: StatsSample;
  /** The last minute, oldest first, as far as it was followed. */
  readonly recent: readonly StatsSample[];
}

/** Opens one stream for all the ids; gives what closes it. */
export type OpenStats = (
  ids: readonly string[],
  onTick: (tick: StatsTick) => void,
  onError: (error: AppError) => void,
) => () => void;

export const RECENT_SAMPLES = 60;
/** Rows come and go while a list is scrolled: the stream is opened again when that is over. */
const SETTLE_MS = 150;
const RETRY_MS = 3000;
const MAX_IDS = 500;
/** Beyond these, what was seen of containers that nobody looks at is forgotten. */
const MAX_REMEMBERED = 1000;

const NOTHING: LiveStats = { recent: [] };

/** Follows all that is on the screen with one stream, and nothing while the page is hidden. */
export class StatsFollower {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly live = new Map<string, LiveStats>();
  private followed: readonly string[] = [];
  private close: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly open: OpenStats;

  constructor(open: OpenStats) {
    this.open = open;
  }

  /** Follows one container until the function that comes back is called. */
  watch(id: string, listener: () => void): () => void {
    let own = this.listeners.get(id);
    if (!own) this.listeners.set(id, (own = new Set()));
    own.add(listener);
    if (this.listeners.size === 1 && own.size === 1) document.addEventListener('visibilitychange', this.settle);
    this.settleSoon(SETTLE_MS);
    return () => {
      own.delete(listener);
      if (own.size > 0) return;
      this.listeners.delete(id);
      if (this.listeners.size === 0) document.removeEventListener('visibilitychange', this.settle);
      this.settleSoon(SETTLE_MS);
    };
  }

  statsOf(id: string): LiveStats {
    return this.live.get(id) ?? NOTHING;
  }

  private settleSoon(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.settle, ms);
  }

  private readonly settle = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const wanted = document.hidden ? [] : [...this.listeners.keys()].sort().slice(0, MAX_IDS);
    if (wanted.length === this.followed.length && wanted.every((id, index) => id === this.followed[index])) return;
    this.close?.();
    this.close = undefined;
    this.followed = wanted;
    this.forget();
    if (wanted.length > 0) this.close = this.open(wanted, this.onTick, this.onError);
  };

  private readonly onTick = ({ samples }: StatsTick): void => {
    for (const id of this.followed) this.take(id, samples[id]);
  };

  // The engine went away, for instance: what was said last is not true any more.
  private readonly onError = (): void => {
    for (const id of this.followed) this.take(id, undefined);
    this.close = undefined;
    this.followed = [];
    this.settleSoon(RETRY_MS);
  };

  private take(id: string, sample: StatsSample | undefined): void {
    const before = this.statsOf(id);
    if (before.sample === sample) return;
    this.live.delete(id); // to the end of the map: it is the one known best
    this.live.set(id, {
      sample,
      recent: sample ? [...before.recent.slice(1 - RECENT_SAMPLES), sample] : before.recent,
    });
    const own = this.listeners.get(id);
    if (own) for (const listener of own) listener();
  }

  private forget(): void {
    for (const id of this.live.keys()) {
      if (this.live.size <= MAX_REMEMBERED) return;
      if (!this.listeners.has(id)) this.live.delete(id);
    }
  }
}
