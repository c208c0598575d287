import { describe, expect, test, vi } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import type { Job } from '../../contract/model/job.ts';
import { createJobs } from './createJobs.ts';
import { JobFailure } from './jobs.ts';

const SPEC = { kind: 'pull', title: 'Pull redis' } as const;
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

async function ended(jobs: ReturnType<typeof createJobs>, id: string): Promise<Job> {
  for await (const _ of jobs.feed.watch(AbortSignal.timeout(5000))) {
    const job = jobs.feed.get(id);
    if (job && job.state !== 'running') return job;
  }
  throw new Error('The job did not end.');
}

async function linesOf(jobs: ReturnType<typeof createJobs>, id: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of jobs.lines(id)!.read(AbortSignal.timeout(5000))) lines.push(line);
  return lines;
}

describe('a job', () => {
  test('is listed at once, says what it does, and how it ended', async () => {
    const jobs = createJobs(() => 7);
    const id = jobs.start(SPEC, async (job) => {
      job.update({ message: 'Pulling', doneBytes: 1, totalBytes: 2 });
      job.log('layer 1');
      return { type: 'image', id: 'sha256:1' };
    });
    expect(jobs.feed.get(id)).toMatchObject({ title: 'Pull redis', state: 'running', startedAt: 7 });
    expect(await ended(jobs, id)).toMatchObject({
      state: 'done',
      endedAt: 7,
      message: 'Pulling',
      doneBytes: 1,
      result: { type: 'image', id: 'sha256:1' },
    });
    expect(await linesOf(jobs, id)).toEqual(['layer 1']);
  });

  test('that fails says why, and what it had made', async () => {
    const jobs = createJobs();
    const error = { code: 'conflict', message: 'No.', hint: 'Try.' } as const;
    const result = { type: 'containers', ids: ['a'], warnings: [] } as const;
    const id = jobs.start(SPEC, async () => {
      throw new JobFailure(error, result);
    });
    expect(await ended(jobs, id)).toMatchObject({ state: 'failed', error, result });
    expect(await linesOf(jobs, id)).toEqual(['No.']);
  });

  test('that throws at once does not throw at who started it', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, () => {
      throw new AppFailure({ code: 'not-found', message: 'Gone.' });
    });
    expect(await ended(jobs, id)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });

  test('is cancelled by its signal', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, (_, signal) => untilAborted(signal));
    await Promise.resolve();
    jobs.cancel(id);
    const job = await ended(jobs, id);
    expect(job).toMatchObject({ state: 'cancelled' });
    expect(job.error).toBeUndefined();
  });

  test('can be dismissed only when it has ended', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, (_, signal) => untilAborted(signal));
    jobs.dismiss(id);
    expect(jobs.feed.get(id)).toBeDefined();
    jobs.cancel(id);
    await ended(jobs, id);
    jobs.dismiss(id);
    expect(jobs.feed.get(id)).toBeUndefined();
    expect(jobs.lines(id)).toBeUndefined();
  });

  test('ends with the app', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, (_, signal) => untilAborted(signal));
    await Promise.resolve();
    await jobs.close();
    expect(jobs.feed.get(id)?.state).toBe('cancelled');
  });

  test('changes at most ten times a second for each reader, and the last word is not lost', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, async (job) => {
      for (let doneBytes = 1; doneBytes <= 1000; doneBytes++) {
        job.update({ doneBytes });
        await new Promise((resolve) => setImmediate(resolve));
      }
      return undefined;
    });
    let changes = 0;
    const startedAt = performance.now();
    for await (const _ of jobs.feed.watch(AbortSignal.timeout(5000))) {
      changes += 1;
      if (jobs.feed.get(id)?.state === 'done') break;
    }
    expect(changes).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / 100);
    expect(jobs.feed.get(id)?.doneBytes).toBe(1000);
  });

  test('keeps a bounded log, and says what is missing', async () => {
    const jobs = createJobs();
    const id = jobs.start(SPEC, async (job) => {
      for (let line = 0; line < 20_000; line++) job.log(`line ${line}`);
      return undefined;
    });
    const lines = await linesOf(jobs, id);
    expect(lines.length).toBeLessThanOrEqual(6001);
    expect(lines[0]).toMatch(/^… \d+ lines are no longer kept …$/);
    expect(lines.at(-1)).toBe('line 19999');
  });
});

test('a job that can be begun again is, in its place, once it has ended', async () => {
  const jobs = createJobs();
  let runs = 0;
  const spec = { kind: 'pull', title: 'Pull redis:7', command: 'docker image pull redis:7', canRetry: true } as const;
  const id = jobs.start(spec, async () => {
    runs += 1;
    if (runs === 1) throw new Error('The connection broke off.');
    return undefined;
  });
  expect(() => jobs.retry(id)).toThrow('cannot be begun again'); // it runs
  await vi.waitFor(() => expect(jobs.feed.get(id)?.state).toBe('failed'));
  const again = jobs.retry(id);
  expect(jobs.feed.get(id)).toBeUndefined();
  await vi.waitFor(() => expect(jobs.feed.get(again)).toMatchObject({ ...spec, state: 'done' }));
  expect(runs).toBe(2);
  const other = jobs.start({ kind: 'export', title: 'Export web' }, async () => Promise.reject(new Error('no')));
  await vi.waitFor(() => expect(jobs.feed.get(other)?.state).toBe('failed'));
  expect(() => jobs.retry(other)).toThrow('cannot be begun again');
});
