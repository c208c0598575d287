import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { ImageSummary } from '../../../../contract/model/image.ts';
import { listItems } from '../../../ui/list/listItems.ts';
import { matcherOf } from '../../../ui/search/match.ts';
import { parseQuery } from '../../../ui/search/query.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { byLabel, createRowMaker, type ImageRow } from './imageRows.ts';
import { byRepository, type ImageScope, isInScope } from './listItems.ts';

const image = (id: string, tags: readonly string[], more: Partial<ImageSummary> = {}): ImageSummary => ({
  id: `sha256:${id.repeat(64).slice(0, 64)}`,
  tags,
  digests: [],
  createdAt: 1,
  sizeBytes: 1_000_000,
  labels: {},
  ...more,
});
const container = (name: string, imageId: string, state = 'running') =>
  ({ id: name, name, state, imageId }) as ContainerSummary;

const redis = image('a', ['redis:7', 'redis:latest'], { sizeBytes: 120_000_000, labels: { team: 'blue' } });
const web = image('b', ['ghcr.io/me/web:1'], { createdAt: 3 });
const lost = image('c', [], { createdAt: 2 });
const pulled = image('d', [], { digests: [`alpine@sha256:${'e'.repeat(64)}`] });
const all = [redis, web, lost, pulled];
const cache = container('cache', redis.id);
const rows = (containers: readonly ContainerSummary[] = [cache]) => createRowMaker()(all, containers);
const ids = (list: readonly ImageRow[]) => list.map(({ label }) => label);

test('each name is a row, and an image without one is a row too', () => {
  expect(ids(rows())).toEqual(['redis:7', 'redis:latest', 'ghcr.io/me/web:1', 'cccccccccccc', 'alpine@dddddddddddd']);
  expect(rows().map(({ users }) => users.length)).toEqual([1, 1, 0, 0, 0]);
  expect(rows()[2]).toMatchObject({ repository: 'ghcr.io/me/web', tag: '1', reference: 'ghcr.io/me/web:1' });
});

test('an image between two layers of a build is no row, unless it has a name', () => {
  const child = image('f', ['child:1'], { parentId: lost.id });
  const named = image('1', ['child:2'], { parentId: web.id });
  expect(ids(createRowMaker()([lost, web, child, named], []))).toEqual(['ghcr.io/me/web:1', 'child:1', 'child:2']);
});

test('a row stays the same object until its image or its containers change', () => {
  const make = createRowMaker();
  const before = make(all, [cache]);
  const renamed = make(all, [{ ...cache, command: 'other' }]);
  expect(renamed.every((row, index) => row === before[index])).toBe(true);
  const stopped = make(all, [container('cache', redis.id, 'exited')]);
  expect(stopped[0]).not.toBe(before[0]);
  expect(stopped[2]).toBe(before[2]);
});

const find = (text: string) => {
  const matches = matcherOf(parseQuery(text, imageSearch.keys), imageSearch);
  return ids(rows().filter((row) => matches?.(row) ?? true));
};

test.each([
  ['red', ['redis:7', 'redis:latest']],
  ['is:used tag:7', ['redis:7']],
  ['is:dangling', ['cccccccccccc', 'alpine@dddddddddddd']],
  ['registry:ghcr.io', ['ghcr.io/me/web:1']],
  ['container:cache -tag:latest', ['redis:7']],
  ['cache', ['redis:7', 'redis:latest']],
  ['size:>100MB', ['redis:7', 'redis:latest']],
  ['size:<100mb is:unused registry:ghcr', ['ghcr.io/me/web:1']],
  ['label:team=blue tag:7', ['redis:7']],
  ['id:bbb', ['ghcr.io/me/web:1']],
  ['digest:eeee', ['alpine@dddddddddddd']],
  ['name:redis tag:nothing', []],
])('a search for %s', (text, found) => expect(find(text)).toEqual(found));

const newest = (a: ImageRow, b: ImageRow) => b.image.createdAt - a.image.createdAt;
const list = (scope: ImageScope, isGrouped: boolean, collapsed: readonly string[] = []) =>
  listItems(rows(), {
    isInScope: isInScope[scope],
    compare: newest,
    tieBreak: byLabel,
    grouping: isGrouped ? byRepository : undefined,
    collapsed: new Set(collapsed),
  }).items.map((item) => (item.isGroup ? `[${item.group.key}]` : item.row.label));

test('names of one repository stand together under it, in the order of the best', () => {
  expect(list('all', true)).toEqual([
    'ghcr.io/me/web:1',
    'cccccccccccc',
    'alpine@dddddddddddd',
    '[redis]',
    'redis:7',
    'redis:latest',
  ]);
  expect(list('all', true, ['redis'])).not.toContain('redis:7');
  expect(list('dangling', false)).toEqual(['cccccccccccc', 'alpine@dddddddddddd']);
  expect(list('used', false)).toEqual(['redis:7', 'redis:latest']);
});
