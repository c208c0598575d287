import { expect, test } from 'vitest';
import type { DiskUsage } from '../../../contract/model/disk.ts';
import { kindSizes, selectionOf, thingsOf } from './diskThings.ts';
import { layTiles } from './treemapTiles.ts';

const ID = 'a'.repeat(64);
const usage: DiskUsage = {
  measuredAt: 0,
  images: [
    { id: `sha256:${ID}`, tags: ['app:1', 'app:2'], sizeBytes: 900, ownBytes: 300, createdAt: 0, users: [] },
    { id: `sha256:b${ID}`, tags: [], sizeBytes: 600, ownBytes: 0, createdAt: 0, users: [] },
  ],
  sharedLayerBytes: 600,
  containers: [
    { id: ID, name: 'web', image: 'app:1', state: 'exited', createdAt: 0, writableBytes: 50, logBytes: 150 },
  ],
  volumes: [{ name: 'data', driver: 'local', sizeBytes: 400, isAnonymous: false, users: ['web'] }],
  cache: [record('shared', 600, true), record('own', 100, false)],
  totalBytes: 1600,
};
function record(id: string, sizeBytes: number, isShared: boolean) {
  return {
    id,
    type: 'regular',
    description: id,
    sizeBytes,
    createdAt: 0,
    usageCount: 1,
    isInUse: false,
    isShared,
    parents: [],
  };
}

test('each thing stands for what it takes alone, so all of them and the shared layers are the whole', () => {
  const things = thingsOf(usage);
  expect(things.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['data', 400],
    ['app:1, app:2', 300],
    ['web', 200],
    ['own', 100],
    [`b${ID}`.slice(0, 12), 0],
    ['shared', 0],
  ]);
  const sizes = kindSizes(usage, things);
  expect(sizes).toEqual([
    ['image', 900],
    ['container', 200],
    ['volume', 400],
    ['cache', 100],
  ]);
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBe(usage.totalBytes);
});

test('a selection names things as the engine does', () => {
  expect(selectionOf(thingsOf(usage))).toEqual({
    containerIds: [ID],
    imageReferences: [`sha256:${ID}`, `sha256:b${ID}`],
    volumeNames: ['data'],
    cacheIds: ['own', 'shared'],
  });
});

test('tiles fill the picture by size and do not lie on one another', () => {
  const tiles = layTiles(thingsOf(usage), usage.sharedLayerBytes, 800, 400);
  expect(tiles.map(({ name }) => name).toSorted()).toEqual([
    'Layers that images share',
    'app:1, app:2',
    'data',
    'own',
    'web',
  ]);
  for (const { sizeBytes, width, height } of tiles) {
    expect((width * height) / (800 * 400)).toBeCloseTo(sizeBytes / usage.totalBytes, 1);
  }
  const overlaps = tiles.some((a) =>
    tiles.some(
      (b) => a !== b && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  );
  expect(overlaps).toBe(false);
});

test('of many small ones there is one tile', () => {
  const things = thingsOf({
    ...usage,
    cache: Array.from({ length: 500 }, (_, index) => record(`r${index}`, 1, false)),
  });
  const tiles = layTiles(things, 0, 800, 400);
  expect(tiles.filter(({ kind }) => kind === 'cache')).toHaveLength(41);
  expect(tiles.find(({ name }) => name === '460 smaller ones')).toMatchObject({ sizeBytes: 460 });
});

test('nothing is drawn of nothing', () => {
  expect(layTiles([], 0, 800, 400)).toEqual([]);
  expect(layTiles(thingsOf(usage), 0, 0, 0)).toEqual([]);
});
