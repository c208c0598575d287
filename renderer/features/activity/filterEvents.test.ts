import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../contract/model/event.ts';
import { baseAction, filterEvents, NO_FILTER, valuesOf } from './filterEvents.ts';

const event = (id: string, type: string, action: string, actorName: string, attributes = {}): EngineEvent => ({
  id,
  context: 'default',
  at: 0,
  type,
  action,
  actorId: `${id}abcdef`,
  actorName,
  attributes,
});

const events = [
  event('1', 'container', 'start', 'web', { image: 'nginx:1' }),
  event('2', 'container', 'die', 'web', { exitCode: '137' }),
  event('3', 'container', 'exec_create: sh -c date', 'db'),
  event('4', 'image', 'pull', 'redis:7'),
];
const ids = (found: readonly EngineEvent[]) => found.map(({ id }) => id);

test('filters are combined: type, action and object must all fit', () => {
  expect(ids(filterEvents(events, NO_FILTER))).toEqual(['1', '2', '3', '4']);
  expect(ids(filterEvents(events, { type: 'container', action: 'die', object: 'web' }))).toEqual(['2']);
  expect(ids(filterEvents(events, { type: 'image', action: 'die', object: 'web' }))).toEqual([]);
});

test('an object is found by its name, the start of its id, or an attribute', () => {
  expect(ids(filterEvents(events, { ...NO_FILTER, object: 'REDIS' }))).toEqual(['4']);
  expect(ids(filterEvents(events, { ...NO_FILTER, object: '3abc' }))).toEqual(['3']);
  expect(ids(filterEvents(events, { ...NO_FILTER, object: 'exitcode=137' }))).toEqual(['2']);
});

test('an action is chosen without the detail that the engine writes behind it', () => {
  expect(ids(filterEvents(events, { ...NO_FILTER, action: 'exec_create' }))).toEqual(['3']);
  expect(valuesOf(events, ({ action }) => baseAction(action))).toEqual(['die', 'exec_create', 'pull', 'start']);
});
