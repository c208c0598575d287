import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImageSummary } from '../../../contract/model/image.ts';
import { chainOf } from './layerSizes.ts';
import { freedBy, planRemoval, pruneReferences } from './plan.ts';

const image = (id: string, tags: readonly string[] = [], parentId?: string): ImageSummary => ({
  id,
  tags,
  digests: [],
  createdAt: 10,
  sizeBytes: 1,
  labels: {},
  ...(parentId !== undefined && { parentId }),
});
const user = (imageId: string) => ({ id: `c-${imageId}`, name: 'web', state: 'exited' as const, imageId });

describe('a removal', () => {
  const images = [image('a', ['a:1', 'a:2']), image('b', ['b:1']), image('c'), image('d', ['d:1'], 'b')];
  const plan = (references: readonly string[], containers = [user('b')]) =>
    planRemoval(references, { images, containers }).map(({ id, outcome, references: taken, keptTags }) => [
      id,
      outcome,
      taken,
      keptTags,
    ]);

  test('of one of two names takes the name; of both, the image', () => {
    expect(plan(['a:1'])).toEqual([['a', 'untagged', ['a:1'], ['a:2']]]);
    expect(plan(['a:1', 'a:2'])).toEqual([['a', 'removed', ['a:1', 'a:2'], []]]);
  });
  test('by the id takes all names', () => {
    expect(plan(['a'])).toEqual([['a', 'removed', ['a:1', 'a:2'], []]]);
  });
  test('of what a container uses is blocked, and of what another image is made from takes the name', () => {
    expect(plan(['b:1'])).toEqual([['b', 'blocked', ['b:1'], []]]);
    expect(plan(['b:1'], [])).toEqual([['b', 'untagged', ['b:1'], []]]);
    expect(plan(['b:1', 'd:1'], []).map(([, outcome]) => outcome)).toEqual(['removed', 'removed']);
  });
});

test('a prune takes what has no name, or all that nothing uses, and never what others are made from', () => {
  const images = [
    image('a', ['a:1']),
    image('b', ['b:1']),
    image('c'),
    image('between'),
    image('d', ['d:1'], 'between'),
  ];
  const state = { images, containers: [user('b')] };
  expect(pruneReferences(state, { all: false })).toEqual(['c']);
  expect(pruneReferences(state, { all: true })).toEqual(['a:1', 'c', 'd:1']);
  expect(pruneReferences(state, { all: true, createdBefore: 10 })).toEqual([]);
});

describe('what is freed', () => {
  const layer = (chainId: string, sizeBytes: number | undefined = 1) => ({ chainId, sizeBytes });
  test('is counted once, and not what others have', () => {
    const gone = [
      [layer('x', 5), layer('x y', 7)],
      [layer('x', 5), layer('x z', 9)],
    ];
    expect(freedBy(gone, [])).toEqual({ freedBytes: 21, isFreedExact: true });
    expect(freedBy(gone, [[layer('x')]])).toEqual({ freedBytes: 16, isFreedExact: true });
  });
  test('is not what the build cache has too, each record holding one layer', () => {
    const gone = [[layer('x', 5), layer('x y', 7), layer('x y z', 7)]];
    expect(freedBy(gone, [], [7, 100])).toEqual({ freedBytes: 12, isFreedExact: true, heldBytes: 7 });
  });
  test('is called a guess where a size is not known', () => {
    expect(freedBy([[layer('x', 5), { chainId: 'y', sizeBytes: undefined }]], [])).toEqual({
      freedBytes: 5,
      isFreedExact: false,
    });
  });
  test('is never more than all that goes', () => {
    const chain = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((diffIds) =>
      chainOf(
        diffIds,
        diffIds.map(() => ({ CreatedBy: 'COPY', Size: 3 })),
      ),
    );
    fc.assert(
      fc.property(fc.array(chain, { maxLength: 4 }), fc.array(chain, { maxLength: 4 }), (gone, stays) => {
        const { freedBytes } = freedBy(gone, stays);
        expect(freedBytes).toBeLessThanOrEqual(gone.flat().length * 3);
        expect(freedBy(gone, [...stays, ...gone]).freedBytes).toBe(0);
      }),
    );
  });
});

describe('the sizes of layers', () => {
  const history = [
    { CreatedBy: 'CMD ["sh"]', Size: 0 },
    { CreatedBy: 'RUN /bin/sh -c make', Size: 30 },
    { CreatedBy: 'WORKDIR /src', Size: 0 },
    { CreatedBy: '/bin/sh -c #(nop)  ENV A=1', Size: 0 },
    { CreatedBy: '/bin/sh -c #(nop) ADD file:1 in /', Size: 70 },
  ];
  test('are those of the instructions that make one, also an empty one', () => {
    expect(chainOf(['1', '2', '3'], history).map(({ sizeBytes }) => sizeBytes)).toEqual([70, 0, 30]);
  });
  test('skip an instruction that made none', () => {
    expect(chainOf(['1', '3'], history).map(({ sizeBytes }) => sizeBytes)).toEqual([70, 30]);
  });
  test('are unknown where the history does not fit', () => {
    expect(chainOf(['1'], history).map(({ sizeBytes }) => sizeBytes)).toEqual([undefined]);
  });
});
