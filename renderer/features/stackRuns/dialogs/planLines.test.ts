import { expect, test } from 'vitest';
import type { StackPlan } from '../../../../contract/model/stackRun.ts';
import { planLines } from './planLines.ts';

const container = (name: string, step: 'create' | 'recreate' | 'stay') => ({ name, step, reasons: [], changes: [] });

const plan = {
  hasChanges: true,
  warnings: [],
  areOrphansRemoved: false,
  networks: [{ name: 'app_default', step: 'stay', changes: [] }],
  volumes: [{ name: 'app_data', step: 'create', changes: [] }],
  services: [
    { service: 'db', image: 'pg', imageStep: 'stay', containers: [container('app-db-1', 'stay')] },
    {
      service: 'web',
      image: undefined,
      imageStep: 'build',
      containers: [container('app-web-1', 'recreate'), container('app-web-2', 'create')],
    },
  ],
  orphans: [{ id: 'x', name: 'app-old-1', service: 'old' }],
} as unknown as StackPlan;

const lines = (of: StackPlan) => planLines(of).map(({ what, step: [words] }) => `${what} ${words}`);

test('what changes stands before what stays, each in the order in which it is done', () => {
  expect(lines(plan)).toEqual([
    'volume app_data is created',
    'image of web is built',
    'app-web-1 is made anew',
    'app-web-2 is created',
    'network app_default stays as it is',
    'app-db-1 stays as it is',
    'app-old-1 stays: no service of the file',
  ]);
});

test('orphans that go are among the changes', () => {
  expect(lines({ ...plan, areOrphansRemoved: true })[4]).toBe('app-old-1 is removed');
});
