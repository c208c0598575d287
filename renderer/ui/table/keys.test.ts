import { expect, test } from 'vitest';
import { type Key, selectionAfter } from './keys.ts';
import { NO_SELECTION, selectOne, type Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
const key = (name: string, with_: Partial<Key> = {}): Key => ({
  key: name,
  shiftKey: false,
  isCommand: false,
  ...with_,
});
const after = (pressed: Key, selection: Selection, index: number) =>
  selectionAfter(pressed, selection, order, index, 3);

test('arrows, page keys, Home and End choose the row they lead to and stay within the list', () => {
  expect(after(key('ArrowDown'), NO_SELECTION, 1)?.ids).toEqual(['c']);
  expect(after(key('ArrowUp'), NO_SELECTION, 0)?.ids).toEqual(['a']);
  expect(after(key('PageDown'), NO_SELECTION, 1)?.ids).toEqual(['e']);
  expect(after(key('PageDown'), NO_SELECTION, 4)?.ids).toEqual(['f']);
  expect(after(key('Home'), NO_SELECTION, 4)?.ids).toEqual(['a']);
  expect(after(key('End'), NO_SELECTION, 0)?.ids).toEqual(['f']);
});

test('with Shift they extend, with Ctrl they only move the focus', () => {
  const at = selectOne({ id: 'b' });
  expect(after(key('ArrowDown', { shiftKey: true }), at, 1)?.ids).toEqual(['b', 'c']);
  expect(after(key('ArrowDown', { isCommand: true }), at, 1)).toEqual({ ids: ['b'], focusedId: 'c', anchorId: 'b' });
});

test('Space adds and takes away, Ctrl-A takes all, Escape none', () => {
  expect(after(key(' '), selectOne({ id: 'a' }), 2)?.ids).toEqual(['a', 'c']);
  expect(after(key('a', { isCommand: true }), NO_SELECTION, 0)?.ids).toHaveLength(6);
  expect(after(key('Escape'), selectOne({ id: 'a' }), 0)?.ids).toEqual([]);
});

test('other keys are left to others', () => {
  expect(after(key('Enter'), NO_SELECTION, 0)).toBeUndefined();
  expect(after(key('Escape'), NO_SELECTION, 0)).toBeUndefined();
  expect(selectionAfter(key('ArrowDown'), NO_SELECTION, [], 0, 3)).toBeUndefined();
});
