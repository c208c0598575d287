import { expect, test } from 'vitest';
import type { Context } from '../../contract/model/context.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Job } from '../../contract/model/job.ts';
import { Feed } from '../live/feed.ts';
import { followNotices } from './notices.ts';
import { watchOpenEngine } from './openEngine.ts';

const container = (health: ContainerSummary['health'], id = 'a') =>
  ({ id, name: `web-${id}`, state: 'running', health }) as ContainerSummary;
const job = (state: Job['state']): Job => ({
  ...{ id: 'j', kind: 'pull', title: 'Pull', state, startedAt: 0, endedAt: 9000, message: '', items: [] },
});

function begin(choices = { jobs: true, health: true, crashLoops: true }) {
  const jobs = new Feed<Job>();
  const engines = { one: new Feed<ContainerSummary>(), two: new Feed<ContainerSummary>() };
  const abort = new AbortController();
  let select = (_name: 'one' | 'two') => {};
  async function* contexts(signal: AbortSignal): AsyncGenerator<readonly Context[]> {
    let name: 'one' | 'two' = 'one';
    while (!signal.aborted) {
      yield [{ name, isSelected: true } as Context];
      await new Promise<void>((resolve) => {
        select = (next) => {
          name = next;
          resolve();
        };
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
  const told: string[] = [];
  const ended = (async () => {
    const notices = followNotices(
      {
        choices: () => choices,
        watchJobs: (signal) => jobs.watch(signal),
        watchContainers: (signal) =>
          watchOpenEngine({ contexts, watch: (name, until) => engines[name as 'one'].watch(until) }, signal),
      },
      abort.signal,
    );
    for await (const { kind, subject } of notices) told.push(`${kind} ${subject}`);
  })();
  return { jobs, engines, told, stop: () => (abort.abort(), ended), select: (name: 'one' | 'two') => select(name) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test('jobs and containers of the open engine are told; another engine’s first list is no news', async () => {
  const { jobs, engines, told, stop, select } = begin();
  engines.one.patch([container('healthy')], []);
  jobs.patch([job('running')], []);
  await settle();
  engines.one.patch([container('unhealthy')], []);
  jobs.patch([job('done')], []);
  await expect.poll(() => told.toSorted()).toEqual(['job-done Pull', 'unhealthy web-a']);

  engines.two.patch([container('unhealthy', 'b')], []);
  select('two');
  await settle();
  engines.one.patch([container('healthy')], []);
  engines.two.patch([container('healthy', 'b')], []);
  await settle();
  engines.two.patch([container('unhealthy', 'b')], []);
  await expect.poll(() => told.length).toBe(3);
  expect(told.at(-1)).toBe('unhealthy web-b');
  await stop();
});

test('what is turned off is not told', async () => {
  const { jobs, engines, told, stop } = begin({ jobs: false, health: true, crashLoops: true });
  engines.one.patch([container('healthy')], []);
  jobs.patch([job('running')], []);
  await settle();
  jobs.patch([job('done')], []);
  engines.one.patch([container('unhealthy')], []);
  await expect.poll(() => told).toEqual(['unhealthy web-a']);
  await stop();
});
