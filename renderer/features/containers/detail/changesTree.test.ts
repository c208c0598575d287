import { expect, test } from 'vitest';
import type { FilesystemChange } from '../../../../contract/model/container.ts';
import { changeLines, changesTree } from './changesTree.ts';

const changes: FilesystemChange[] = [
  { path: '/home', kind: 'changed' },
  { path: '/home/fg', kind: 'added' },
  { path: '/home/abc', kind: 'added' },
  { path: '/etc/old', kind: 'deleted' },
  { path: '/var/new', kind: 'added' },
  { path: '/var/new/file', kind: 'added' },
];
const shown = (toggled: [string, boolean][] = []) =>
  changeLines(changesTree(changes), new Map(toggled)).map(
    ({ name, depth, kind }) => `${'  '.repeat(depth)}${kind?.charAt(0).toUpperCase() ?? '-'} ${name}`,
  );

test('paths become a tree in the order of their names, with the letter of docker diff', () => {
  expect(shown()).toEqual(['- etc', '  D old', 'C home', '  A abc', '  A fg', '- var', '  A new']);
});

test('a folder that is new as a whole is closed until it is opened', () => {
  expect(shown([['/var/new', true]])).toContain('    A file');
  expect(shown([['/home', false]])).not.toContain('  A abc');
});

test('a folder counts what changed inside it', () => {
  const [etc, , home] = changeLines(changesTree(changes), new Map());
  expect(etc?.count).toBe(1);
  expect(home?.count).toBe(2);
});
