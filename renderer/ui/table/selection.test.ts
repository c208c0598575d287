import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extendTo, focusOn, NO_SELECTION, retain, type Selectable, selectAll, selectOne, toggle } from './selection.ts';

const rows = (...ids: string[]): Selectable[] => ids.map((id) => ({ id, isGroup: id.startsWith('#') }));
const row = (id: string): Selectable => ({ id, isGroup: id.startsWith('#') });
const list = rows('#one', 'a', 'b', 'c', '#two', 'd', 'e');

describe('a plain click', () => {
  test('chooses that row alone', () => {
    expect(selectOne(row('b'))).toEqual({ ids: ['b'], focusedId: 'b', anchorId: 'b' });
  });

  test('on a group header takes the focus and chooses nothing', () => {
    expect(selectOne(row('#one'))).toMatchObject({ ids: [], focusedId: '#one' });
  });
});

describe('Shift', () => {
  test('chooses from the anchor to the row, downwards and upwards, without group headers', () => {
    const anchored = selectOne(row('c'));
    expect(extendTo(anchored, row('d'), list).ids).toEqual(['c', 'd']);
    expect(extendTo(anchored, row('a'), list).ids).toEqual(['a', 'b', 'c']);
  });

  test('grows and shrinks from the same anchor', () => {
    const wide = extendTo(selectOne(row('a')), row('e'), list);
    expect(extendTo(wide, row('b'), list).ids).toEqual(['a', 'b']);
  });

  test('with Ctrl keeps what was chosen before', () => {
    const two = toggle(selectOne(row('a')), row('d'));
    expect(extendTo(two, row('e'), list, true).ids).toEqual(['a', 'd', 'e']);
  });

  test('falls back to the row itself when the anchor is filtered out', () => {
    expect(extendTo(selectOne(row('gone')), row('b'), list).ids).toEqual(['b']);
  });
});

test('everything is chosen, group headers left out, and the focus stays', () => {
  expect(selectAll(focusOn(NO_SELECTION, 'c'), list)).toEqual({ ids: ['a', 'b', 'c', 'd', 'e'], focusedId: 'c' });
});

test('what went away is not chosen any more, and nothing else changes', () => {
  const three = selectAll(NO_SELECTION, rows('a', 'b', 'c'));
  expect(retain(three, new Set(['b'])).ids).toEqual(['a', 'c']);
  expect(retain(three, new Set(['z']))).toBe(three);
});

test('choosing a row twice with Ctrl leaves the selection as it was', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(ids, fc.constantFrom('a', 'b', 'c', 'd', 'e'), (chosen, id) => {
      const before = { ids: chosen };
      const after = toggle(toggle(before, row(id)), row(id));
      expect([...after.ids].toSorted()).toEqual([...chosen].toSorted());
    }),
  );
});

test('a range from any anchor to any row holds both ends and no row twice', () => {
  const any = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(any, any, fc.boolean(), (from, to, isAdding) => {
      const { ids } = extendTo(selectOne(row(from)), row(to), list, isAdding);
      expect(ids).toContain(from);
      expect(ids).toContain(to);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
