import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogBatch } from '../../../../contract/model/logs.ts';
import { batchOf } from '../testing/batches.ts';
import { Resume } from './resume.ts';

const textsOf = (batch: LogBatch | undefined) => (batch ? new TextDecoder().decode(batch.text).split('\n') : []);
const batchAt = (times: readonly number[], first = 0, source = 0) =>
  batchOf(
    times.map((time, index) => ({ text: `${first + index}`, time })),
    source,
  );

describe('going on after a lost connection', () => {
  it('begins before the last line of the source that is furthest behind', () => {
    const resume = new Resume(3);
    expect(resume.since).toBeUndefined();
    resume.take(batchAt([1000.5, 2000.25]));
    resume.take(batchAt([1500.75], 0, 2));
    expect(resume.since).toBe(1500);
  });

  it('does not read a day again because one container was silent for a day', () => {
    const resume = new Resume(2);
    resume.take(batchAt([1000], 0, 0));
    resume.take(batchAt([86_400_000], 0, 1));
    expect(resume.since).toBe(86_340_000);
  });

  it('leaves out the lines that had come, also several of the same moment', () => {
    const resume = new Resume(1);
    resume.begin();
    expect(textsOf(resume.take(batchAt([1, 2, 2])))).toEqual(['0', '1', '2']);
    resume.begin();
    expect(textsOf(resume.take(batchAt([1, 2, 2, 2, 3])))).toEqual(['3', '4']);
    resume.begin();
    expect(resume.take(batchAt([2, 2, 2, 3]))).toBeUndefined();
    expect(textsOf(resume.take(batchAt([4])))).toEqual(['0']);
  });

  it('leaves out what had come of some containers and keeps the lines of the others, in a batch that mixes them', () => {
    const resume = new Resume(2);
    resume.take(batchAt([10, 20], 0, 0));
    resume.take(batchAt([5], 0, 1));
    resume.begin();
    const mixed = { ...batchAt([5, 10, 15, 20, 25]), sources: Uint8Array.of(1, 0, 1, 0, 0) };
    const kept = resume.take(mixed);
    expect(textsOf(kept)).toEqual(['2', '4']);
    expect(kept?.sources).toEqual(Uint8Array.of(1, 0));
    expect(new Float64Array(kept?.times.slice().buffer ?? new ArrayBuffer(0))).toEqual(Float64Array.of(15, 25));
  });

  it('keeps lines without a time', () => {
    const resume = new Resume(1);
    resume.take(batchAt([5]));
    resume.begin();
    expect(textsOf(resume.take(batchAt([Number.NaN])))).toEqual(['0']);
  });

  it('gives each line once, wherever the connection breaks and however the lines are packed', () => {
    const gaps = fc.array(fc.constantFrom(0, 0, 1, 2.5), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        gaps,
        fc.array(fc.nat(40), { maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        (steps, breaks, size) => {
          let at = 1000;
          const times = steps.map((step) => (at += step));
          const resume = new Resume(1);
          const got: string[] = [];
          for (const until of [...breaks, times.length]) {
            const since = resume.since ?? 0;
            const from = times.findIndex((time) => time >= since);
            resume.begin();
            for (let index = from; index < Math.min(until, times.length); index += size) {
              const piece = times.slice(index, Math.min(index + size, until));
              got.push(...textsOf(resume.take(batchAt(piece, index))));
            }
          }
          expect(got).toEqual(times.map((_, index) => String(index)));
        },
      ),
    );
  });
});
