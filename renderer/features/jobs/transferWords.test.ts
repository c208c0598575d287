import { expect, test } from 'vitest';
import type { Job } from '../../../contract/model/job.ts';
import { transferWords } from './transferWords.ts';

const job: Job = { id: '1', kind: 'pull', title: '', state: 'running', startedAt: 0, message: '', items: [] };
const words = (patch: Partial<Job>) => transferWords({ ...job, ...patch }, (bytes) => `${bytes} B`);

test.each([
  [{ doneBytes: 100, totalBytes: 500, bytesPerSecond: 40 }, '100 B of 500 B · 40 B/s · 10 s left'],
  [{ doneBytes: 0, totalBytes: 9000, bytesPerSecond: 50 }, '0 B of 9000 B · 50 B/s · 3 min left'],
  [{ doneBytes: 0, totalBytes: 400_000, bytesPerSecond: 50 }, '0 B of 400000 B · 50 B/s · 2 h 14 min left'],
  [{ doneBytes: 100, bytesPerSecond: 40 }, '100 B · 40 B/s'],
  [{ doneBytes: 100, totalBytes: 500 }, '100 B of 500 B'],
  [{ doneBytes: 100, totalBytes: 500, bytesPerSecond: 0 }, '100 B of 500 B · 0 B/s · nothing comes at the moment'],
  [{ doneBytes: 500, totalBytes: 500, bytesPerSecond: 40 }, '500 B of 500 B'],
  [{ doneBytes: 0 }, ''],
  [{ doneBytes: 5, totalBytes: 9, state: 'done' as const }, ''],
  [{}, ''],
] as const)('%o is told as “%s”', (patch, expected) => {
  expect(words(patch)).toBe(expected);
});
