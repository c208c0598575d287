import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildCacheRecord, CachePruneFilters } from '../../contract/model/buildCache.ts';
import { choosePrune } from './choosePrune.ts';

const NOW = 1_000_000;
const record = (id: string, more: Partial<BuildCacheRecord> = {}): BuildCacheRecord => ({
  id,
  type: 'regular',
  description: id,
  sizeBytes: 10,
  createdAt: 0,
  lastUsedAt: NOW,
  usageCount: 1,
  isInUse: false,
  isShared: false,
  parents: [],
  ...more,
});
const choose = (records: readonly BuildCacheRecord[], filters: Partial<CachePruneFilters> = {}) => {
  const { going, kept, ...sums } = choosePrune(records, { all: false, ...filters }, NOW);
  return {
    going: going.map(({ id }) => id),
    kept: Object.fromEntries(kept.map(({ id, reason }) => [id, reason])),
    ...sums,
  };
};

test('children go before what they are built on', () => {
  const chain = [record('a'), record('b', { parents: ['a'] }), record('c', { parents: ['b'] })];
  expect(choose(chain)).toMatchObject({ going: ['c', 'b', 'a'], kept: {}, goingBytes: 30, leftBytes: 0 });
});

test('what a record in use, or one that is not meant, is built on stays, and it is said why', () => {
  const chain = [record('a'), record('b', { parents: ['a'], isInUse: true }), record('d')];
  expect(choose(chain)).toMatchObject({ going: ['d'], kept: { a: 'needed-by-kept', b: 'in-use' } });
  const young = [record('a', { lastUsedAt: 0 }), record('b', { parents: ['a'] })];
  expect(choose(young, { unusedForMs: 1000 })).toMatchObject({ going: [], kept: { a: 'needed-by-kept' } });
});

test('what images share, and BuildKit’s own, goes only when all is asked for', () => {
  const records = [record('shared', { isShared: true }), record('own', { type: 'internal' }), record('plain')];
  expect(choose(records)).toMatchObject({ going: ['plain'], kept: {} });
  expect(choose(records, { all: true })).toMatchObject({ goingBytes: 30, freedBytes: 20 });
});

test('the least recently used go until little enough is left', () => {
  const records = [
    record('new', { lastUsedAt: 900 }),
    record('old', { lastUsedAt: 100 }),
    record('never', { lastUsedAt: undefined as never }),
  ];
  expect(choose(records, { keepBytes: 10 })).toMatchObject({ going: ['never', 'old'], kept: {}, leftBytes: 10 });
  expect(choose(records, { keepBytes: 30 })).toMatchObject({ going: [] });
});

test('nothing goes that something which stays is built on, whatever the cache and the filters', () => {
  const records = fc
    .array(
      fc.record({
        parent: fc.nat(20),
        size: fc.nat(50),
        age: fc.nat(1000),
        isInUse: fc.boolean(),
        isShared: fc.boolean(),
      }),
      { maxLength: 15 },
    )
    .map((all) =>
      all.map(({ parent, size, age, isInUse, isShared }, index) =>
        record(`r${index}`, {
          sizeBytes: size,
          lastUsedAt: NOW - age,
          isInUse,
          isShared,
          parents: parent < index ? [`r${parent}`] : [],
        }),
      ),
    );
  const filters = fc.record({
    all: fc.boolean(),
    unusedForMs: fc.option(fc.nat(1000), { nil: undefined }),
    keepBytes: fc.option(fc.nat(300), { nil: undefined }),
  });
  fc.assert(
    fc.property(records, filters, (all, { unusedForMs, keepBytes, ...rest }) => {
      const chosen = choosePrune(
        all,
        { ...rest, ...(unusedForMs !== undefined && { unusedForMs }), ...(keepBytes !== undefined && { keepBytes }) },
        NOW,
      );
      const gone = new Set(chosen.going.map(({ id }) => id));
      for (const { id, parents, isInUse } of all) {
        const isWrong = gone.has(id) ? isInUse : parents.some((parent) => gone.has(parent));
        expect(isWrong).toBe(false);
      }
      expect(chosen.goingBytes + chosen.leftBytes).toBe(all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    }),
  );
});
