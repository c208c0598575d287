import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { VolumeSummary } from '../../../../contract/model/volume.ts';
import { byStack, GROUP_TITLES } from './volumeGroups.ts';
import { createRowMaker } from './volumeRows.ts';

const volume = (name: string, more: Partial<VolumeSummary> = {}): VolumeSummary => ({
  id: name,
  name,
  driver: 'local',
  scope: 'local',
  mountpoint: '',
  createdAt: 0,
  labels: {},
  options: {},
  isAnonymous: false,
  ...more,
});

const container = (id: string, volumes: readonly string[], more: Partial<ContainerSummary> = {}): ContainerSummary => ({
  id,
  name: id,
  image: 'mysql:8',
  imageId: 'sha256:1',
  command: '',
  createdAt: 0,
  state: 'running',
  ports: [],
  networks: [],
  mounts: volumes.map((name) => ({ type: 'volume', name, source: '', destination: '/v', isReadOnly: false })),
  labels: {},
  ...more,
});

const ANONYMOUS = 'a'.repeat(64);

test('a volume is told by every container that has it, and by none of the app’s own helpers', () => {
  const rows = createRowMaker()(
    [volume('data'), volume('other')],
    [
      container('db1', ['data']),
      container('db2', ['data'], { state: 'exited' }),
      container('helper', ['data'], { labels: { 'gantry.volume-helper': 'x' } }),
    ],
    {},
  );
  expect(rows.map(({ users }) => users.map(({ name }) => name))).toEqual([['db1', 'db2'], []]);
});

test('an anonymous volume is told by who has it, or else by who had it', () => {
  const make = createRowMaker();
  const volumes = [volume(ANONYMOUS, { isAnonymous: true })];
  const had = { [ANONYMOUS]: { container: 'old', image: 'redis:7', destination: '/data' } };
  expect(make(volumes, [container('db', [ANONYMOUS])], had)[0]?.origin).toMatchObject({ container: 'db' });
  expect(make(volumes, [], had)[0]?.origin).toMatchObject({ container: 'old', image: 'redis:7' });
});

test('a row whose volume and containers are as before is the same object', () => {
  const make = createRowMaker();
  const volumes = [volume('data'), volume('other')];
  const before = make(volumes, [container('db', ['data'])], {});
  const after = make(volumes, [container('db', ['data'], { state: 'exited' })], {});
  expect(after[1]).toBe(before[1]);
  expect(after[0]).not.toBe(before[0]);
});

test('volumes stand under their stack, and the others by whether a container has them', () => {
  const rows = createRowMaker()(
    [volume('shop_db', { stack: { project: 'shop' } }), volume('web'), volume('loose'), volume('cache')],
    [container('web', ['web']), container('shop-cache', ['cache'], { stack: { project: 'shop' } })],
    {},
  );
  expect(rows.map((row) => GROUP_TITLES[byStack.keyOf(row)] ?? byStack.keyOf(row))).toEqual([
    'shop',
    'In use',
    'Unused',
    'shop',
  ]);
});
