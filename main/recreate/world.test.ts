import { expect, test } from 'vitest';
import type { MadeContainer } from './made.ts';
import type { Operation, Phase } from './operation.ts';
import { courseOf, type Seen } from './world.ts';

const container = (isRunning: boolean) => ({ State: { Running: isRunning } }) as MadeContainer;
const seen = (old?: boolean, fresh?: boolean): Seen[] => [
  {
    member: {} as Seen['member'],
    old: old === undefined ? undefined : container(old),
    fresh: fresh === undefined ? undefined : container(fresh),
  },
];
const at = (phase: Phase, patch: Partial<Operation> = {}) =>
  ({ phase, way: 'in-place', isGoingBack: false, ...patch }) as Operation;

test.each<[string, Operation, Seen[], string]>([
  ['nothing is left of either', at('swap'), seen(), 'nothing'],
  ['the new one was only made', at('create'), seen(true, false), 'back'],
  ['the old one was being stopped', at('stop'), seen(true, false), 'on'],
  ['nothing runs', at('start'), seen(false, false), 'on'],
  ['the new one runs', at('await'), seen(false, true), 'on'],
  ['somebody has started the old one again', at('swap'), seen(true, false), 'back'],
  ['both run, as they do beside each other', at('await', { way: 'beside' }), seen(true, true), 'on'],
  ['the new one was removed', at('start'), seen(false), 'back'],
  ['the old one was removed', at('create'), seen(undefined, false), 'on'],
  ['it was going back', at('await', { isGoingBack: true }), seen(false, true), 'back'],
])('where %s it takes its course', (_, operation, found, course) => {
  expect(courseOf(operation, found)).toBe(course);
});
