import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

export interface Figure {
  /** The row of the table, in the same words. */
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** What it must stay below (or above, with `isFloor`). */
  readonly bar?: number;
  readonly isFloor?: boolean;
  readonly note?: string;
}

/** One figure, a line of JSON in the file that `npm run bench` reads when all have run. */
export function record(figure: Figure): void {
  const file = process.env['GANTRY_BENCH_FILE'] ?? path.resolve('test-results/bench.ndjson');
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
