import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { outliveMistakes } from './outlive.ts';

test('a mistake that nobody caught is said and survived, also when it cannot be said, until it is ended', () => {
  const of = new EventEmitter();
  const said: unknown[] = [];
  const end = outliveMistakes(of as unknown as NodeJS.Process, (thrown) => {
    said.push(thrown);
    throw new Error('Nobody listens.');
  });
  of.emit('uncaughtException', 'thrown');
  of.emit('unhandledRejection', 'rejected');
  expect(said).toEqual(['thrown', 'rejected']);
  end();
  expect(of.eventNames()).toEqual([]);
});
