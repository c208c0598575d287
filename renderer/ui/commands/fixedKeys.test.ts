import { expect, test } from 'vitest';
import { selectionAfter } from '../table/keys.ts';
import { isConfirm, listKeys } from './fixedKeys.ts';
import { type KeyPress, matchesStroke } from './shortcut.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
const NAMED = 'ArrowUp ArrowDown ArrowLeft ArrowRight PageUp PageDown Home End Escape Enter Delete F2 F10 Tab'.split(
  ' ',
);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz /?'.split('');
const presses = [...NAMED, ...LETTERS].flatMap((key): KeyPress[] =>
  [false, true].flatMap((shiftKey) =>
    [false, true].map((ctrlKey) => ({ key, shiftKey, ctrlKey, metaKey: false, altKey: false })),
  ),
);
const strokes = listKeys().flatMap(({ keys }) => keys.split(' '));
const isListed = (press: KeyPress) => strokes.some((stroke) => matchesStroke(stroke, press, false));
/** What is listed once for all keys that move: with Shift they choose, with Ctrl they only move. */
const asItsPlain = ({ shiftKey, ctrlKey, ...press }: KeyPress): KeyPress => ({
  ...{ ...press, shiftKey: false, ctrlKey: false },
  ...(/^(Arrow|Page|Home|End)/.test(press.key) ? {} : { shiftKey, ctrlKey }),
});

test('the keys of lists that are shown are those that do something in a list, no more and no less', () => {
  const selection = { ids: ['c', 'd'], focusedId: 'c', anchorId: 'c' };
  const bound = presses.filter(({ key, shiftKey, ctrlKey }) =>
    selectionAfter({ key, shiftKey, isCommand: ctrlKey }, selection, ORDER, 2, 2),
  );
  expect(bound.length).toBeGreaterThan(20);
  const unlisted = bound.filter((press) => !isListed(press) && !isListed(asItsPlain(press)));
  // Held by accident: these do what they do without.
  expect(unlisted.filter(({ key }) => key !== ' ' && key !== 'Escape' && key !== 'a')).toEqual([]);
  // The table itself has these two, the dialogs the last one.
  const elsewhere = ['enter', 'shift+f10', 'mod+enter'];
  const unbound = strokes.filter(
    (stroke) => !elsewhere.includes(stroke) && !bound.some((press) => matchesStroke(stroke, press, false)),
  );
  expect(unbound).toEqual([]);
});

test('a dialog is confirmed by Ctrl-Enter or Cmd-Enter and by nothing less', () => {
  const press = { key: 'Enter', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(isConfirm({ ...press, ctrlKey: true })).toBe(true);
  expect(isConfirm({ ...press, metaKey: true })).toBe(true);
  expect(isConfirm(press)).toBe(false);
  expect(isConfirm({ ...press, key: 'a', ctrlKey: true })).toBe(false);
});
