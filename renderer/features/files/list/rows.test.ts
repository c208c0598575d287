import { expect, test } from 'vitest';
import type { FileEntry } from '../../../../contract/model/files.ts';
import { permissionsText, typedPath } from '../text/words.ts';
import { isDirectory, rowsOf, sortRows, typedAhead } from './rows.ts';

const entry = (name: string, more: Partial<FileEntry> = {}): FileEntry => ({
  name,
  kind: 'file',
  mode: 0o644,
  userId: 0,
  groupId: 0,
  sizeBytes: 1,
  modifiedAt: 0,
  ...more,
});

test('what the container changed is marked, and what it removed is still shown', () => {
  const rows = rowsOf(
    [entry('a'), entry('b'), entry('bad\udcff')],
    [
      { name: 'b', kind: 'changed' },
      { name: 'bad\ufffd', kind: 'added' },
      { name: 'gone', kind: 'deleted' },
    ],
  );
  expect(rows.map(({ shown, change }) => [shown, change])).toEqual([
    ['a', undefined],
    ['b', 'changed'],
    ['bad\\xff', 'added'],
    ['gone', 'deleted'],
  ]);
  expect(rows[3]?.entry).toBeUndefined();
});

test('directories come first, links to directories among them, and then names as a person counts', () => {
  const rows = rowsOf(
    [
      entry('file10'),
      entry('file9'),
      entry('zdir', { kind: 'directory' }),
      entry('link', { kind: 'symlink', targetKind: 'directory' }),
    ],
    [],
  );
  expect(sortRows(rows, undefined).map(({ id }) => id)).toEqual(['link', 'zdir', 'file9', 'file10']);
  expect(isDirectory(rows[3]!)).toBe(true);
  const bySize = sortRows(rowsOf([entry('a', { sizeBytes: 1 }), entry('b', { sizeBytes: 9 })], []), {
    columnId: 'size',
    isDescending: true,
  });
  expect(bySize.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('typing goes to the next name that begins so, and around the end', () => {
  const rows = rowsOf(
    ['alpha', 'beta', 'Bet2'].map((name) => entry(name)),
    [],
  );
  expect(typedAhead(rows, 'b', 0)?.id).toBe('beta');
  expect(typedAhead(rows, 'b', 2)?.id).toBe('Bet2');
  expect(typedAhead(rows, 'al', 2)?.id).toBe('alpha');
  expect(typedAhead(rows, 'x', 0)).toBeUndefined();
});

test('rights are written as ls writes them', () => {
  expect(permissionsText(entry('x', { mode: 0o4755 }))).toBe('-rwsr-xr-x');
  expect(permissionsText(entry('x', { mode: 0o1777, kind: 'directory' }))).toBe('drwxrwxrwt');
  expect(permissionsText(entry('x', { mode: 0o2644 }))).toBe('-rw-r-Sr--');
});

test('a path that is typed is taken from where one is', () => {
  expect(typedPath('..', '/etc/ssl')).toBe('/etc');
  expect(typedPath('certs/', '/etc/ssl')).toBe('/etc/ssl/certs');
  expect(typedPath('/var//log/./x/..', '/etc')).toBe('/var/log');
  expect(typedPath('../../..', '/a')).toBe('/');
});
