import { expect, test } from 'vitest';
import { hardened, isHardened } from '../../../../../contract/model/run/hardened.ts';
import { newRow, rowsIn, textIn, withRows, withText } from './draft.ts';
import { hardenedDraft, PROFILE_FIELDS, withFieldsOf } from './profile.ts';
import { EMPTY_DRAFT, readDraft } from './readDraft.ts';

const typed = withRows(withText(withText(EMPTY_DRAFT, 'image', 'busybox'), 'memoryBytes', 'half typ'), 'mounts', [
  newRow({ type: 'volume', source: 'data', target: '' }),
]);

test('a hardened form keeps what is half typed, and gets a folder that can be written to', () => {
  const draft = hardenedDraft(typed, hardened);
  expect(isHardened(readDraft(draft).settings)).toBe(true);
  expect(textIn(draft, 'memoryBytes')).toBe('half typ');
  expect(rowsIn(draft, 'mounts').map(({ cells }) => cells['target'])).toEqual(['', '/tmp']);
  expect(rowsIn(draft, 'mounts')[0]).toBe(rowsIn(typed, 'mounts')[0]);
});

test('taken back, the rights are those of before, and a mount that was added stays', () => {
  const before = withText(typed, 'user', '1000');
  const back = withFieldsOf(hardenedDraft(before, hardened), before, PROFILE_FIELDS);
  expect(textIn(back, 'user')).toBe('1000');
  expect(rowsIn(back, 'capDrop')).toEqual([]);
  expect(rowsIn(back, 'mounts')).toHaveLength(2);
});
