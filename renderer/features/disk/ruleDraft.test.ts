import { expect, test } from 'vitest';
import type { DiskRule } from '../../../contract/model/disk.ts';
import { EMPTY_DRAFT, readRule, toDraft } from './ruleDraft.ts';

const rule: DiskRule = {
  id: 'r',
  name: 'Tidy',
  context: 'default',
  containers: { stoppedForHours: 24 },
  images: { all: true, createdBeforeHours: 48 },
  volumes: { all: false },
  cache: { unusedForHours: 5, keepBytes: 10 },
  schedule: { everyDays: 7, atMinute: 5 },
};

test('a rule that is opened and saved again is the same', () => {
  expect(readRule(toDraft(rule), 'default', 'r', rule)).toEqual({ rule });
  const { schedule: _schedule, volumes: _volumes, ...less } = rule;
  expect(readRule(toDraft(less), 'default', 'r', less)).toEqual({ rule: less });
});

test('what is missing is said beside its field', () => {
  const read = (more: object) => readRule({ ...EMPTY_DRAFT, name: 'x', ...more }, 'default', 'r', undefined);
  expect(read({ name: ' ' })).toEqual({ errors: { name: 'Give the rule a name.' } });
  expect(read({ everyDays: 1, time: '25:00' })).toMatchObject({ errors: { time: expect.stringContaining('03:00') } });
  expect(read({ containers: false, images: 'none' })).toMatchObject({
    errors: { form: expect.stringContaining('at least one') },
  });
});

test('a rule that runs by itself never takes named volumes', () => {
  const draft = { ...EMPTY_DRAFT, name: 'x', volumes: 'all' as const };
  expect(readRule(draft, 'default', 'r', undefined)).toHaveProperty('rule');
  expect(readRule({ ...draft, everyDays: 1 }, 'default', 'r', undefined)).toMatchObject({
    errors: { volumes: expect.stringContaining('leaves them alone') },
  });
});
