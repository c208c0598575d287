import { expect, test } from 'vitest';
import type { EngineEvent } from '../../contract/model/event.ts';
import type { ImageSummary } from '../../contract/model/image.ts';
import { imageTouches, withoutMovedNames } from './imageEvents.ts';

const [a, b] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const image = (id: string, ...tags: string[]): ImageSummary => ({
  id,
  tags,
  digests: [],
  createdAt: 0,
  sizeBytes: 0,
  labels: {},
});
const event = (action: string, actorId: string, name = actorId, type = 'image'): EngineEvent => ({
  id: '1',
  context: 'lab',
  at: 0,
  type,
  action,
  actorId,
  actorName: name,
  attributes: type === 'image' ? { name } : { imageID: name },
});
const touched = (of: EngineEvent, known: readonly ImageSummary[] = [image(a, 'web:latest')]) =>
  [...imageTouches(of, known)].map(({ type, id }) => `${type} ${id}`);

test('a name that moves touches the image that had it, whichever way the engine writes the name', () => {
  expect(touched(event('tag', b, 'web:latest'))).toEqual([`changed ${b}`, `changed ${a}`]);
  expect(touched(event('tag', b, 'web'))).toEqual([`changed ${b}`, `changed ${a}`]);
  expect(touched(event('tag', b, 'web:2'))).toEqual([`changed ${b}`]);
});

test('a pull is said of the name: what it leads to now, and what had it, are looked at', () => {
  expect(touched(event('pull', 'web:latest', 'web'))).toEqual(['changed web:latest', `changed ${a}`]);
});

test('what goes is gone, and what changes nothing asks for nothing', () => {
  expect(touched(event('delete', a))).toEqual([`removed ${a}`]);
  for (const action of ['push', 'save', 'prune']) expect(touched(event(action, a))).toEqual([]);
  expect(touched(event('start', a, '', 'container'))).toEqual([]);
  expect(touched(event('commit', 'container', b, 'container'))).toEqual([`changed ${b}`]);
});

test('a name that is known of another now is not shown twice', () => {
  const known = [image(a, 'web:latest', 'web:1'), image(b)];
  expect(withoutMovedNames([image(b, 'web:latest')], known)).toEqual([image(a, 'web:1')]);
  expect(withoutMovedNames([image(b, 'other:1')], known)).toEqual([]);
});
