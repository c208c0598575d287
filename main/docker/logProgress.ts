import { StampReader } from './logStamp.ts';

/** A moment of the engine's clock, exact to the nanosecond. */
export interface LogMoment {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** Up to where a log has been read: entries before the moment, and `count` of those at it. */
export interface LogPosition {
  readonly moment: LogMoment;
  readonly count: number;
}

export function compareMoments(a: LogMoment, b: LogMoment): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}

/** How far one log stream has come by the engine's clock, and what of it was read before. */
export class LogProgress {
  readonly stamp = new StampReader();
  #seconds = -1;
  #nanoseconds = 0;
  #count = 0;
  #seen: LogPosition | undefined;
  #seenAgain = 0;

  constructor(seen: LogPosition | undefined) {
    this.#seen = seen;
  }

  /** Of the newest entry, left out or not; undefined before the first. */
  get position(): LogPosition | undefined {
    if (this.#seconds < 0) return undefined;
    return { moment: { seconds: this.#seconds, nanoseconds: this.#nanoseconds }, count: this.#count };
  }

  /** Notes the entry whose stamp was just read; false when it was read before. */
  note(): boolean {
    const { seconds, nanoseconds } = this.stamp;
    if (seconds === this.#seconds && nanoseconds === this.#nanoseconds) this.#count += 1;
    else if (seconds > this.#seconds || (seconds === this.#seconds && nanoseconds > this.#nanoseconds)) {
      this.#seconds = seconds;
      this.#nanoseconds = nanoseconds;
      this.#count = 1;
    }
    return this.#seen === undefined || this.#isUnseen(this.#seen);
  }

  #isUnseen({ moment, count }: LogPosition): boolean {
    const order = compareMoments(this.stamp, moment);
    if (order < 0) return false;
    if (order === 0) return ++this.#seenAgain > count;
    this.#seen = undefined;
    return true;
  }
}
