import { describe, expect, test } from 'vitest';
import { nameFromBytes } from '../../../../contract/model/fileName.ts';
import type { FileEntry } from '../../../../contract/model/files.ts';
import { above, directoryLines, type Level, levelOf, MAX_IN_LEVEL, nearestLine, seenOpen } from './directoryLines.ts';

const entry = (name: string, kind: FileEntry['kind'] = 'directory'): FileEntry => ({
  name,
  kind,
  mode: 0o755,
  userId: 0,
  groupId: 0,
  sizeBytes: 0,
  modifiedAt: 0,
});
const level = (...names: string[]): Level => ({ names, moreCount: 0 });
const linesOf = (levels: Record<string, Level>, open: string[], here = '/') =>
  directoryLines(new Map(Object.entries(levels)), new Set(open), 'root', here);

describe('a level', () => {
  test('has only directories, sorted as the list sorts them', () => {
    const link: FileEntry = { ...entry('link', 'symlink'), target: '/var', targetKind: 'directory' };
    const entries = [entry('web-10'), entry('file', 'file'), entry('Web-2'), link, entry('.git')];
    expect(levelOf(entries)).toEqual(level('.git', 'Web-2', 'web-10'));
  });

  test('ends where the list is the better place', () => {
    const many = Array.from({ length: MAX_IN_LEVEL + 7 }, (_, index) => entry(`d${index}`));
    expect(levelOf(many)).toMatchObject({ moreCount: 7, names: { length: MAX_IN_LEVEL } });
  });
});

describe('the lines', () => {
  test('follow what is open; what has nothing inside cannot be opened', () => {
    const levels = { '/': level('etc', 'var'), '/var': level('log'), '/var/log': level() };
    const lines = linesOf(levels, ['/', '/var', '/var/log']);
    expect(lines.map(({ id, depth, isOpen }) => [id, depth, isOpen])).toEqual([
      ['/', 0, true],
      ['/etc', 1, false],
      ['/var', 1, true],
      ['/var/log', 2, undefined],
    ]);
    expect(lines.map(({ place }) => place)).toEqual([
      { position: 1, count: 1 },
      { position: 1, count: 2 },
      { position: 2, count: 2 },
      { position: 1, count: 1 },
    ]);
    expect(linesOf(levels, ['/var']).map(({ id }) => id)).toEqual(['/']);
  });

  test('say that a directory is looked at, and what went wrong', () => {
    const failed: Level = { ...level(), error: { code: 'not-found', message: 'There is no “/gone”.' } };
    const lines = linesOf({ '/': level('gone', 'new'), '/gone': failed }, ['/', '/gone', '/new']);
    expect(lines.map(({ kind, path, text, depth }) => [kind, path, text, depth])).toEqual([
      ['directory', '/', 'root', 0],
      ['directory', '/gone', 'gone', 1],
      ['error', '/gone', 'There is no “/gone”.', 2],
      ['directory', '/new', 'new', 1],
      ['waiting', '/new', 'Looking…', 2],
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  });

  test('have the place where one is also beyond the end of a level', () => {
    const levels = { '/': { names: ['a', 'b'], moreCount: 3 } };
    const at = (here: string) => linesOf(levels, ['/'], here).map(({ text }) => text);
    expect(at('/')).toEqual(['root', 'a', 'b', '… 3 more in the list']);
    expect(at('/a/x')).toEqual(['root', 'a', 'b', '… 3 more in the list']);
    expect(at('/z/x')).toEqual(['root', 'a', 'b', 'z', '… 2 more in the list']);
  });

  test('show a name that is no UTF-8 as the list does, and keep what it is', () => {
    const odd = nameFromBytes(Uint8Array.from([0x62, 0xff, 0x0a]));
    const [, line] = linesOf({ '/': level(odd) }, ['/']);
    expect(line).toMatchObject({ text: String.raw`b\xff\x0a`, path: `/${odd}` });
  });
});

test('the way to a directory is all above it', () => {
  expect(above('/')).toEqual([]);
  expect(above('/var')).toEqual(['/']);
  expect(above('/var/log/nginx')).toEqual(['/', '/var', '/var/log']);
});

test('a directory below one that is closed is not seen', () => {
  expect(seenOpen(new Set(['/', '/var/log', '/etc', '/etc/a']))).toEqual(['/', '/etc', '/etc/a']);
});

test('where the place itself is no line, the nearest above it is', () => {
  const lines = linesOf({ '/': level('var'), '/var': level('lib') }, ['/']);
  expect(nearestLine(lines, '/var/lib/x')).toBe('/var');
  expect(nearestLine(lines, '/var')).toBe('/var');
  expect(nearestLine(lines, '/none/x')).toBe('/');
});
