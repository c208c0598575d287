import { expect, test } from 'vitest';
import type { DiskPlan, DiskRule } from '../../../contract/model/disk.ts';
import { planSentence, ruleText, runText, scheduleText } from './planWords.ts';

const plan: DiskPlan = {
  going: [
    { kind: 'container', id: 'a', name: 'a', sizeBytes: 1 },
    { kind: 'container', id: 'b', name: 'b', sizeBytes: 1 },
    { kind: 'image', id: 'c', name: 'c' },
  ],
  kept: [],
  freedBytes: 2_000_000,
  isFreedExact: true,
  selection: { containerIds: [], imageReferences: [], volumeNames: [], cacheIds: [] },
};
const rule = (more: Partial<DiskRule>): DiskRule => ({ id: 'r', name: 'r', context: 'c', ...more });

test('a plan says what goes, what comes free and what does not', () => {
  expect(planSentence(plan)).toBe('2 containers, 1 image. Frees 2 MB, layers that are shared counted once.');
  const kept = [{ kind: 'volume' as const, id: 'v', name: 'v', reason: 'x' }];
  expect(planSentence({ ...plan, kept, isFreedExact: false, heldByCacheBytes: 5000 })).toBe(
    '2 containers, 1 image. Frees at least 2 MB, layers that are shared counted once. 5 kB of the images’ layers stay in the build cache; choose its records too to free them. 1 volume cannot go: the list says why.',
  );
  expect(planSentence({ ...plan, going: [] })).toBe('Nothing can go.');
});

test('a rule is a sentence', () => {
  expect(
    ruleText(
      rule({
        containers: { stoppedForHours: 168 },
        images: { all: false, createdBeforeHours: 0 },
        volumes: { all: true },
        cache: { unusedForHours: 36, keepBytes: 5_000_000_000 },
      }),
    ),
  ).toBe('containers stopped for 7 days, dangling images, unused volumes, build cache unused for 36 hours beyond 5 GB');
  expect(ruleText(rule({ containers: { stoppedForHours: 0 }, cache: { unusedForHours: 0 } }))).toBe(
    'containers that do not run, build cache that no build uses',
  );
  expect(scheduleText(rule({}))).toBe('only when you run it');
  expect(scheduleText(rule({ schedule: { everyDays: 7, atMinute: 185 } }))).toBe('every week at 03:05');
});

test('a run says what it removed and what was wrong', () => {
  expect(runText({ at: 0, removed: 0, freedBytes: 0 })).toBe('Nothing was removed.');
  expect(runText({ at: 0, removed: 2, freedBytes: 3000, problem: 'One was in use.' })).toBe(
    'Removed 2 things, freed 3 kB. One was in use.',
  );
});
