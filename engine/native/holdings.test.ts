import { expect, test } from 'vitest';
import { holdingsOf } from './holdings.ts';

test('what an engine has is named and summed up; what is not measured counts as nothing', () => {
  expect(
    holdingsOf(
      {
        LayersSize: 1000,
        Images: [{}, {}],
        Containers: [{ Names: ['/web'], SizeRw: 10 }, { Names: ['/db'] }],
        Volumes: [{ UsageData: { Size: 500 } }, { UsageData: { Size: -1 } }],
        BuildCache: [{ Size: 7 }, { Size: 100, Shared: true }],
      },
      { Volumes: [{ Name: 'data' }, { Name: 'nfs' }] },
    ),
  ).toEqual({ containers: ['web', 'db'], volumes: ['data', 'nfs'], images: 2, cached: 2, sizeBytes: 1517 });
});

test('an engine that was never used has nothing', () => {
  expect(holdingsOf({ Images: null, Containers: null, Volumes: null, BuildCache: null }, { Volumes: null })).toEqual({
    ...{ containers: [], volumes: [], images: 0, cached: 0, sizeBytes: 0 },
  });
});
