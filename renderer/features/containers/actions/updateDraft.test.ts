import { expect, test } from 'vitest';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { canLimitSwap, draftOf, EMPTY_UPDATE, readUpdate } from './updateDraft.ts';

const limits: ContainerDetail['limits'] = {
  memoryBytes: 64 * 1024 ** 2,
  memorySwapBytes: 128 * 1024 ** 2,
  memoryReservationBytes: 0,
  cpus: 0.5,
  cpuShares: 0,
  cpusetCpus: '',
  pids: 0,
};
const before = draftOf({ limits, restartPolicy: { name: 'no' } });

test('the fields show the limits as a person would type them, and nothing where there is none', () => {
  expect(before).toEqual({ ...EMPTY_UPDATE, memory: '64m', memorySwap: '128m', cpus: '0.5', restart: 'no' });
});

test('only what was changed is sent', () => {
  expect(readUpdate(before, before)).toEqual({ update: {}, problems: {} });
  expect(readUpdate({ ...before, cpus: '1', pids: '100' }, before).update).toEqual({ cpus: 1, pids: 100 });
  expect(readUpdate({ ...before, memorySwap: '-1', pids: '-1' }, before).update).toEqual({
    memorySwapBytes: -1,
    pids: -1,
  });
});

test('more memory than memory and swap together is said before the engine refuses it', () => {
  expect(readUpdate({ ...before, memory: '256m' }, before).problems.memorySwap).toContain('at least as much');
  expect(readUpdate({ ...before, memory: '256m', memorySwap: '512m' }, before)).toEqual({
    update: { memoryBytes: 256 * 1024 ** 2, memorySwapBytes: 512 * 1024 ** 2 },
    problems: {},
  });
});

test('a first memory limit asks for memory and swap too, with a proposal', () => {
  const free = { ...before, memory: '', memorySwap: '' };
  expect(readUpdate({ ...free, memory: '128m' }, free).problems.memorySwap).toContain('256m is usual');
  expect(readUpdate({ ...free, memory: '128m', memorySwap: '256m' }, free).problems).toEqual({});
  // What several containers have is not known.
  expect(readUpdate({ ...EMPTY_UPDATE, memory: '128m' }, EMPTY_UPDATE).problems).toEqual({});
});

test('a limit that was taken out of its field is a problem, not a silent no-op', () => {
  expect(readUpdate({ ...before, cpus: '' }, before).problems.cpus).toContain('cannot take a limit away');
});

test('for several containers an empty field leaves each as it is', () => {
  expect(readUpdate({ ...EMPTY_UPDATE, restart: 'always' }, EMPTY_UPDATE)).toEqual({
    update: { restartPolicy: { name: 'always' } },
    problems: {},
  });
});

test('the number of retries belongs to on-failure', () => {
  const policy = (restart: 'on-failure' | 'always', retries: string) =>
    readUpdate({ ...before, restart, retries }, before).update.restartPolicy;
  expect(policy('on-failure', '3')).toEqual({ name: 'on-failure', maximumRetryCount: 3 });
  expect(policy('always', '3')).toEqual({ name: 'always', maximumRetryCount: undefined });
});

test('an engine that cannot limit swap is known by its warning', () => {
  expect(canLimitSwap({ warnings: ['WARNING: No swap limit support'] })).toBe(false);
  expect(canLimitSwap({ warnings: ['WARNING: API is accessible without encryption'] })).toBe(true);
});
