import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBranch, jsonLines, parentsOf, pathId, pathText, previewOf, searchJson } from './jsonLines.ts';

const value = {
  Id: 'abc',
  State: { Health: { Status: 'healthy' }, Pid: 12 },
  Env: ['A=1', 'B=2'],
  Empty: {},
  Nothing: null,
};

const ids = (toggled: [string, boolean][] = []) => jsonLines(value, new Map(toggled)).map(({ path }) => pathText(path));

test('the first level is open, deeper ones are closed', () => {
  expect(ids()).toEqual([
    '.Id',
    '.State',
    '.State.Health',
    '.State.Pid',
    '.Env',
    '.Env[0]',
    '.Env[1]',
    '.Empty',
    '.Nothing',
  ]);
});

test('a branch opens and closes by its path', () => {
  expect(ids([[pathId(['State', 'Health']), true]])).toContain('.State.Health.Status');
  expect(ids([[pathId(['Env']), false]])).not.toContain('.Env[0]');
});

test('a search finds keys and values, and says what must be open to see them', () => {
  expect(searchJson(value, 'HEALTH').map(pathText)).toEqual(['.State.Health', '.State.Health.Status']);
  expect(searchJson(value, 'b=2').map(pathText)).toEqual(['.Env[1]']);
  expect(searchJson(value, '')).toEqual([]);
  expect(parentsOf(['State', 'Health', 'Status'])).toEqual([pathId(['State']), pathId(['State', 'Health'])]);
});

test('paths are written as jq reads them', () => {
  expect(pathText(['Labels', 'com.example/x'])).toBe('.Labels["com.example/x"]');
  expect(pathText([0, 'a'])).toBe('.[0].a');
});

test('empty things have nothing to open', () => {
  expect(previewOf({})).toBe('{}');
  expect(previewOf([])).toBe('[]');
  expect(previewOf({ a: 1, b: 2 })).toBe('{ 2 }');
  expect(previewOf('x"y')).toBe('"x\\"y"');
});

test('with everything open there is a line for each value, each with an id of its own', () => {
  const count = (part: unknown): number =>
    isBranch(part) ? Object.values(part).reduce<number>((sum, child) => sum + 1 + count(child), 0) : 0;
  const open = { get: () => true } as unknown as ReadonlyMap<string, boolean>;
  fc.assert(
    fc.property(fc.object(), (root) => {
      const lines = jsonLines(root, open);
      expect(lines).toHaveLength(count(root));
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    }),
  );
});
