import { expect, test } from 'vitest';
import { parseComposeLine } from './composeLine.ts';
import { itemsOf, NO_PROGRESS, withLine } from './stackProgress.ts';

test('an event says whose it is and whether it is over', () => {
  const states = [
    ['{"id":"Container a-db-1","status":"Creating"}', 'working'],
    ['{"id":"Container a-db-1","status":"Created"}', 'done'],
    ['{"id":"Container a-db-1","status":"Running"}', 'done'],
    ['{"id":"Container a-db-1","status":"Recreate"}', 'working'],
    ['{"id":"Container a-db-1","status":"Healthy"}', 'done'],
    ['{"id":"Container a-db-1","status":"Error while Stopping"}', 'failed'],
    ['{"id":"s1","text":"Pulling"}', 'working'],
    ['{"id":"s1","text":"Error","status":"connection refused"}', 'failed'],
  ] as const;
  for (const [line, state] of states) expect(parseComposeLine(line)).toMatchObject({ type: 'event', state });
});

test('later versions say the state by itself', () => {
  expect(parseComposeLine('{"id":"Container a","status":"Working","text":"Creating"}')).toMatchObject({
    status: 'Creating',
    state: 'working',
    detail: '',
  });
  expect(parseComposeLine('{"id":"Container a","status":"Done","text":"Created"}')).toMatchObject({ state: 'done' });
});

test('a question that nobody answers does not hide what comes behind it', () => {
  const line =
    'Volume "c_data" exists but does not match. Recreate (data will be lost)?{"id":"Container a","status":"Running"}';
  expect(parseComposeLine(line)).toMatchObject({ type: 'event', id: 'Container a', status: 'Running' });
});

test('warnings and errors are told apart, in both of their forms', () => {
  expect(parseComposeLine('{"level":"warning","msg":"The \\"A\\" variable is not set.","time":"x"}')).toEqual({
    type: 'warning',
    text: 'The "A" variable is not set.',
  });
  expect(parseComposeLine('time="x" level=warning msg="The \\"A\\" variable is not set."')).toEqual({
    type: 'warning',
    text: 'The "A" variable is not set.',
  });
  expect(parseComposeLine('{"error":true,"message":"no such service: x"}')).toEqual({
    type: 'error',
    text: 'no such service: x',
  });
  expect(parseComposeLine('{"error":true}')).toEqual({ type: 'error', text: '' });
  expect(parseComposeLine('{ not json')).toEqual({ type: 'text', text: '{ not json' });
});

test('each thing has one line, with the last that was said of it', () => {
  const lines = ['Creating', 'Created', 'Starting', 'Started'].map((status) =>
    parseComposeLine(JSON.stringify({ id: 'Container a-web-1', status })),
  );
  const progress = lines.reduce(withLine, NO_PROGRESS);
  expect(itemsOf(progress)).toEqual([{ id: 'Container a-web-1', label: 'a-web-1', status: 'Started', isDone: true }]);
  expect(progress.message).toBe('a-web-1: started');
});
