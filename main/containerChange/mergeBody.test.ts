import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame, mergeBody } from './mergeBody.ts';

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const body = fc.dictionary(
  fc.constantFrom('Env', 'HostConfig', 'Image', 'Cmd', 'Labels'),
  fc.oneof(leaf, fc.uniqueArray(fc.string()), fc.dictionary(fc.constantFrom('a', 'b', 'Dns'), leaf)),
);

test('what is not changed stays as it was, whatever the form made of it', () => {
  const isKept = (base: object, seen: object) => isSame(mergeBody({ ...base }, { ...seen }, { ...seen }), base);
  expect(() => fc.assert(fc.property(body, body, isKept))).not.toThrow();
});

test('where the form knows everything the container becomes what the form says', () => {
  const isReached = (before: object, after: object) =>
    isSameOrReordered(mergeBody({ ...before }, { ...before }, { ...after }), after);
  expect(() => fc.assert(fc.property(body, body, isReached))).not.toThrow();
});

/** What an object or a list that became empty leaves is none of the engine's business. */
const isSameOrReordered = (a: object, b: object): boolean => {
  const plain = (value: object) =>
    Object.fromEntries(
      Object.entries(value)
        .map(
          ([key, inner]) =>
            [
              key,
              Array.isArray(inner) && key !== 'Cmd' ? (inner as string[]).toSorted((x, y) => (x < y ? -1 : 1)) : inner,
            ] as const,
        )
        .filter(([, inner]) => typeof inner !== 'object' || Object.keys(inner as object).length > 0),
    );
  return isSame(plain(a), plain(b));
};

test('fields that the form does not know survive, also beside those that it changed', () => {
  const base = { Image: 'a', HostConfig: { Memory: 1, OomScoreAdj: 5, Sysctls: { x: '1' } }, Odd: true };
  const before = { Image: 'a', HostConfig: { Memory: 1 } };
  expect(mergeBody(base, before, { Image: 'b', HostConfig: { Memory: 2 } })).toEqual({
    Image: 'b',
    HostConfig: { Memory: 2, OomScoreAdj: 5, Sysctls: { x: '1' } },
    Odd: true,
  });
  expect(mergeBody(base, before, { Image: 'a', HostConfig: {} })).toEqual({
    ...base,
    HostConfig: { OomScoreAdj: 5, Sysctls: { x: '1' } },
  });
});

test('a variable keeps its place; a value with more of “=”, an empty one and one of the image are told apart', () => {
  const base = { Env: ['A=1', 'B=x=y=z', 'C='] };
  const before = { Env: ['PATH=/bin', 'A=1', 'B=x=y=z', 'C='] };
  const change = (Env: string[]) => mergeBody(base, before, { Env })['Env'];
  expect(change(['PATH=/bin', 'A=1', 'B=x=y=zz', 'C='])).toEqual(['A=1', 'B=x=y=zz', 'C=']);
  expect(change(['PATH=/bin', 'A=1', 'B=x=y=z'])).toEqual(['A=1', 'B=x=y=z']);
  expect(change(['PATH=/mine', 'A=1', 'B=x=y=z', 'C='])).toEqual(['A=1', 'B=x=y=z', 'C=', 'PATH=/mine']);
});

test('words of a command are replaced as a whole: their order is their meaning', () => {
  const change = (Cmd: string[]) => mergeBody({ Cmd: ['a', 'b'] }, { Cmd: ['a', 'b'] }, { Cmd })['Cmd'];
  expect(change(['b', 'a'])).toEqual(['b', 'a']);
  expect(change(['a', 'a', 'b'])).toEqual(['a', 'a', 'b']);
});
