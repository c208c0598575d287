import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, DEFAULT_LAYOUT, fitColumns, isShown, moveColumn, nextSort, readLayout, template } from './columns.ts';

const columns = [
  { id: 'name', width: 200, grow: 2, isHeader: true },
  { id: 'image', width: 120, grow: 1 },
  { id: 'age', width: 60, isHiddenAtFirst: true },
];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the order of columns', () => {
  test('is the default until the person moves one', () => {
    expect(ids(arrange(columns, DEFAULT_LAYOUT))).toEqual(['name', 'image', 'age']);
  });

  test('passes over columns that are not shown', () => {
    const moved = moveColumn(columns, DEFAULT_LAYOUT, 'image', -1);
    expect(ids(arrange(columns, moved))).toEqual(['image', 'name', 'age']);
    expect(moveColumn(columns, DEFAULT_LAYOUT, 'image', 1)).toBe(DEFAULT_LAYOUT);
  });

  test('holds every column exactly once, whatever a settings file says', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('name', 'image', 'age', 'gone', '__proto__')), (order) => {
        expect(ids(arrange(columns, { ...DEFAULT_LAYOUT, order })).toSorted()).toEqual(['age', 'image', 'name']);
      }),
    );
  });
});

test('the column that names the row cannot be hidden', () => {
  const layout = { ...DEFAULT_LAYOUT, shown: { name: false, image: false, age: true } };
  expect(columns.map((column) => isShown(column, layout))).toEqual([true, false, true]);
});

test('columns share the room that is left, until the person gives one a width', () => {
  expect(template(columns, {})).toBe('minmax(200px, 2fr) minmax(120px, 1fr) 60px');
  expect(template(columns, { image: 90 })).toBe('minmax(200px, 2fr) 90px 60px');
});

describe('where there is little room', () => {
  const wide = [
    { id: 'name', width: 200 },
    { id: 'image', width: 100, dropOrder: 2 },
    { id: 'age', width: 50, dropOrder: 1 },
  ];

  test('columns are left out in their order, until the rest fits', () => {
    expect(ids(fitColumns(wide, DEFAULT_LAYOUT, 400))).toEqual(['name', 'image', 'age']);
    expect(ids(fitColumns(wide, DEFAULT_LAYOUT, 320))).toEqual(['name', 'image']);
    expect(ids(fitColumns(wide, DEFAULT_LAYOUT, 100))).toEqual(['name']);
  });

  test('one that the person asked for stays', () => {
    expect(ids(fitColumns(wide, { ...DEFAULT_LAYOUT, shown: { age: true } }, 100))).toEqual(['name', 'age']);
  });
});

test('a width is kept within bounds', () => {
  expect(template(columns, { image: 4, age: 99_999 })).toBe('minmax(200px, 2fr) 48px 1200px');
});

test('three clicks on a header sort, turn around, and go back', () => {
  const cpu = { id: 'cpu', isDescendingFirst: true };
  const first = nextSort(undefined, cpu);
  expect(first).toEqual({ columnId: 'cpu', isDescending: true });
  const second = nextSort(first, cpu);
  expect(second).toEqual({ columnId: 'cpu', isDescending: false });
  expect(nextSort(second, cpu)).toBeUndefined();
});

test('a layout from a file is read as far as it makes sense, and never throws', () => {
  expect(
    readLayout({ order: ['a', 3], widths: { a: 1, b: 'x' }, shown: { a: false, b: 1 }, sort: { columnId: 4 } }),
  ).toEqual({
    order: ['a'],
    widths: { a: 1 },
    shown: { a: false },
    sort: undefined,
  });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const layout = readLayout(value);
      expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
    }),
  );
});
