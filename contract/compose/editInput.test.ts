import { expect, test } from 'vitest';
import { BadEdits, readEdits } from './editInput';

test.each([
  [
    { op: 'insert', path: ['a', 1], value: 'x' },
    { op: 'insert', path: ['a'], index: 1, value: 'x' },
  ],
  [
    { op: 'insert', path: ['a', 1], index: 0, value: 'x' },
    { op: 'insert', path: ['a', 1], index: 0, value: 'x' },
  ],
  [
    { op: 'insert', path: ['a'], key: 'b', value: 1, index: 2 },
    { op: 'insert', path: ['a'], index: 2, key: 'b', value: 1 },
  ],
  [
    { op: 'insert', path: ['services', 'b'], value: {} },
    { op: 'insert', path: ['services'], key: 'b', value: {} },
  ],
  [
    { op: 'rename', path: ['a'], name: 'b' },
    { op: 'rename', path: ['a'], to: 'b' },
  ],
  [
    { op: 'rename', path: ['a'], newKey: 8 },
    { op: 'rename', path: ['a'], to: '8' },
  ],
  [
    { op: 'set', path: ['a'], value: null },
    { op: 'set', path: ['a'], value: null },
  ],
  [
    { op: 'remove', path: ['a'], why: 'more fields' },
    { op: 'remove', path: ['a'] },
  ],
])('%j is read', (input, edit) => {
  expect(readEdits(JSON.stringify(input))).toEqual([edit]);
  expect(readEdits(JSON.stringify([input, input]))).toEqual([edit, edit]);
});

test.each([
  [5],
  [null],
  [{}],
  [{ op: 'set', path: ['a'] }],
  [{ op: 'remove', path: [-1] }],
  [{ op: 'insert', path: ['a'], index: 1.5, value: 1 }],
  [{ op: 'rename', path: ['a'] }],
])('%j is no edit', (input) => {
  expect(() => readEdits(JSON.stringify([input]))).toThrow(BadEdits);
});
