import type { StatsSample } from '../../../contract/model/stats.ts';

const HOUR_MS = 3_600_000;
const FIELDS = [
  'at',
  'cpuPercent',
  'memoryBytes',
  'memoryLimitBytes',
  'networkRxBytes',
  'networkTxBytes',
  'blockReadBytes',
  'blockWriteBytes',
  'pids',
] as const satisfies readonly (keyof StatsSample)[];

/** The last hour of one container: numbers packed side by side, as thousands of small objects would weigh tenfold. */
export class StatsHistory {
  #values = new Float64Array(64 * FIELDS.length);
  #first = 0;
  #end = 0;

  add(sample: StatsSample): void {
    this.#forget(sample.at - HOUR_MS);
    if ((this.#end + 1) * FIELDS.length > this.#values.length) this.#makeRoom();
    FIELDS.forEach((field, index) => (this.#values[this.#end * FIELDS.length + index] = sample[field]));
    this.#end++;
  }

  /** Oldest first; nothing older than an hour before `now`. */
  samples(now: number): readonly StatsSample[] {
    this.#forget(now - HOUR_MS);
    return Array.from({ length: this.#end - this.#first }, (_, index) => {
      const from = (this.#first + index) * FIELDS.length;
      return Object.fromEntries(FIELDS.map((field, at) => [field, this.#values[from + at]])) as unknown as StatsSample;
    });
  }

  #forget(before: number): void {
    while (this.#first < this.#end && this.#values[this.#first * FIELDS.length]! < before) this.#first++;
  }

  /** Moves what is left to the front; into a larger place when that does not free half of it. */
  #makeRoom(): void {
    const kept = this.#values.subarray(this.#first * FIELDS.length, this.#end * FIELDS.length);
    const target = kept.length * 2 > this.#values.length ? new Float64Array(this.#values.length * 2) : this.#values;
    target.set(kept);
    this.#values = target;
    this.#end -= this.#first;
    this.#first = 0;
  }
}
