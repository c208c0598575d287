import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Job } from '../../contract/model/job.ts';
import { createContainerRules, createJobRules } from './rules.ts';

const job = (state: Job['state'], ms = 10_000, more: Partial<Job> = {}): Job => ({
  ...{ id: 'j', kind: 'pull', title: 'Pull redis', state, startedAt: 1000, message: '', items: [] },
  ...(state !== 'running' && { endedAt: 1000 + ms }),
  ...more,
});

test('long work that ends is told once; what was over before is not, nor what the person cancelled', () => {
  const judge = createJobRules();
  expect(judge(job('done'))).toBeUndefined();
  judge(job('running'));
  expect(judge(job('done'))).toEqual({ at: 11_000, subject: 'Pull redis', kind: 'job-done' });
  expect(judge(job('done'))).toBeUndefined();
  judge(job('running'));
  expect(judge(job('cancelled'))).toBeUndefined();
});

test('short work is told only when it failed, with why', () => {
  const judge = createJobRules();
  judge(job('running'));
  expect(judge(job('done', 2900))).toBeUndefined();
  judge(job('running'));
  const error = { code: 'no-space', message: 'The disk is full.', hint: 'Free some.' } as const;
  expect(judge(job('failed', 10, { error }))).toMatchObject({ kind: 'job-failed', detail: 'The disk is full.' });
});

function rules() {
  let now = 0;
  const { changed, removed, only } = createContainerRules(() => now);
  return {
    ...{ removed, only },
    later: (ms: number) => (now += ms),
    say: (state: ContainerSummary['state'], health?: ContainerSummary['health'], id = 'a') =>
      changed({ id, name: 'web', state, health } as ContainerSummary).map(({ kind }) => kind),
  };
}

test('sickness is told when it begins, and its end; what was sick at the first look is not news', () => {
  const { say } = rules();
  expect(say('running', 'unhealthy')).toEqual([]);
  expect(say('running', 'healthy')).toEqual([]);
  expect(say('running', 'unhealthy')).toEqual(['unhealthy']);
  expect(say('running', 'unhealthy')).toEqual([]);
  expect(say('running', 'starting')).toEqual([]);
  expect(say('running', 'healthy')).toEqual(['healthy']);
  expect(say('running', 'starting')).toEqual([]);
  expect(say('running', 'healthy')).toEqual([]);
});

test('a container that is started again three times in two minutes is in a loop, and told so once', () => {
  const { say, later } = rules();
  say('running');
  const restart = () => {
    later(10_000);
    const told = say('restarting');
    return [...told, ...say('running')];
  };
  expect([restart(), restart()].flat()).toEqual([]);
  expect(restart()).toEqual(['crash-loop']);
  expect([restart(), restart(), restart(), restart()].flat()).toEqual([]);
  later(16 * 60_000);
  expect([restart(), restart()].flat()).toEqual([]);
  expect(restart()).toEqual(['crash-loop']);
});

test('restarts that are far apart are no loop, and staying in one state is no restart', () => {
  const { say, later } = rules();
  say('running');
  for (let turn = 0; turn < 6; turn++) {
    later(61_000);
    expect(say('restarting')).toEqual([]);
    expect(say('restarting')).toEqual([]);
    say('running');
  }
});

test('one that is removed, or not in a new list, is new when it comes again', () => {
  const { say, removed, only } = rules();
  say('running', 'healthy');
  removed('a');
  expect(say('running', 'unhealthy')).toEqual([]);
  say('running', 'healthy', 'b');
  only(new Set(['a']));
  expect(say('running', 'unhealthy', 'b')).toEqual([]);
});
