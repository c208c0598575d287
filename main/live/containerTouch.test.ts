import { expect, test } from 'vitest';
import { readTouch } from './containerTouch.ts';

const event = (action: string) => ({
  id: '1',
  context: 'lab',
  at: 0,
  type: 'container',
  action,
  actorId: 'a'.repeat(64),
  actorName: 'web',
  attributes: {},
});

test.each(['destroy', 'remove'])(
  '%s, in the words of Docker and of Podman, takes a container off the list',
  (action) => {
    expect(readTouch(event(action))).toEqual({ type: 'removed', id: 'a'.repeat(64) });
  },
);

test.each(['exec_create: sh', 'kill', 'init', 'cleanup'])('%s changes nothing that a list shows', (action) => {
  expect(readTouch(event(action))).toBeUndefined();
});
