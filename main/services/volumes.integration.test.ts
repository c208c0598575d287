import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createVolumeCommand,
  inspectVolumeCommand,
  listVolumesCommand,
  measureVolumesCommand,
  pruneVolumesCommand,
  removeVolumesCommand,
} from '../../contract/commands/volumeCommands.ts';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import type { NewVolume, VolumeSummary } from '../../contract/model/volume.ts';
import { docker, removeAll, shell, testName, TEST_IMAGE } from '../live/testing/engineCli.ts';
import { ListReader } from '../live/testing/liveEngine.ts';
import { prunesNamed } from './volumes/plan.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { inVolume, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
let gantry: VolumesClient;
const made = madeVolumes();

beforeAll(async () => void (gantry = await startVolumesClient()));
afterAll(() => gantry.close());

const settings = (more: Partial<NewVolume>): NewVolume => ({
  name: '',
  driver: 'local',
  options: {},
  labels: { [TEST_LABEL]: '' },
  ...more,
});

/** `docker volume inspect` without what is chance. */
async function inspected(name: string): Promise<unknown> {
  const [volume] = JSON.parse(await docker('volume', 'inspect', name)) as [Record<string, unknown>];
  return { ...volume, Name: '', Mountpoint: '', CreatedAt: '' };
}

/** As a page follows the list. */
const listReader = () =>
  new ListReader<VolumeSummary>(async function* (signal) {
    try {
      yield* gantry.client.volumes.watch({ context }, { signal });
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  });

const names = async () => (await docker('volume', 'ls', '--quiet')).split('\n');

describe('the list', () => {
  test('volumes come and go as the engine says, whoever makes them', async () => {
    const reader = listReader();
    try {
      const name = made.name('listed');
      await reader.until('the first list', () => reader.changes.length > 0);
      await docker(
        'volume',
        'create',
        '--label',
        `${TEST_LABEL}=`,
        '--label',
        'a=b',
        '--opt',
        'type=tmpfs',
        '--opt',
        'device=tmpfs',
        name,
      );
      await reader.until('the new one', () => reader.believed.has(name));
      expect(reader.believed.get(name)).toMatchObject({
        name,
        driver: 'local',
        scope: 'local',
        labels: { a: 'b' },
        options: { type: 'tmpfs', device: 'tmpfs' },
        isAnonymous: false,
      });
      expect(Date.now() - (reader.believed.get(name)?.createdAt ?? 0)).toBeLessThan(60_000);
      await docker('volume', 'rm', name);
      await reader.until('that it is gone', () => !reader.believed.has(name));
      // A name comes again, as an id does not.
      await docker('volume', 'create', '--label', TEST_LABEL, name);
      await reader.until('the name again', () => reader.believed.has(name));
    } finally {
      reader.stop();
    }
  });

  test('a volume that the engine named itself is told by who has it, and later by who had it', async () => {
    const reader = listReader();
    const container = testName('anonymous');
    try {
      await docker('create', '--name', container, '--label', TEST_LABEL, '--volume', '/cache', TEST_IMAGE, 'true');
      const name = await docker('container', 'inspect', '--format', '{{(index .Mounts 0).Name}}', container);
      await reader.until('the anonymous one', () => reader.believed.get(name)?.isAnonymous === true);
      const origin = { container, image: TEST_IMAGE, destination: '/cache' };
      await expect.poll(async () => (await gantry.client.volumes.origins({ context }))[name]).toEqual(origin);
      await docker('rm', container);
      const { volumes } = await gantry.client.volumes.previewPrune({ context, all: false });
      expect(volumes.find((volume) => volume.name === name)).toMatchObject({ isAnonymous: true, origin, users: [] });
      await docker('volume', 'rm', name);
    } finally {
      reader.stop();
      await removeAll([container]);
    }
  });

  test('sizes are measured when asked, and remembered with their time', async () => {
    const name = await made.make('sized', 'head -c 300000 /dev/zero > file');
    const first = await gantry.client.volumes.measure({ context });
    await inVolume(name, 'head -c 500000 /dev/zero > other');
    await gantry.client.volumes.measure({ context });
    const { sizes } = await gantry.client.volumes.inspect({ context, name });
    expect(first[name]).toBe(300_000);
    expect(sizes.map(({ sizeBytes }) => sizeBytes)).toEqual([300_000, 800_000]);
  });
});

describe('the command that is shown does what the action does', () => {
  test.each<[string, Partial<NewVolume>]>([
    ['create with a name', {}],
    ['create with labels', { labels: { [TEST_LABEL]: '', note: 'it’s "a=b"' } }],
    ['create of a tmpfs', { options: { type: 'tmpfs', device: 'tmpfs', o: 'size=10m,uid=1000' } }],
    ['create of a folder', { options: { type: 'none', device: '/tmp', o: 'bind' } }],
  ])('%s', async (_, more) => {
    const [ours, theirs] = [made.name('ours'), made.name('theirs')];
    await gantry.client.volumes.create({ context, settings: settings({ ...more, name: ours }) });
    await shell(createVolumeCommand(settings({ ...more, name: theirs })));
    expect(await inspected(ours)).toEqual(await inspected(theirs));
  });

  test('create without a name', async () => {
    const ours = await gantry.client.volumes.create({ context, settings: settings({}) });
    const theirs = await shell(createVolumeCommand(settings({})));
    try {
      expect(ours.name).toMatch(/^[0-9a-f]{64}$/);
      expect(await inspected(ours.name)).toEqual(await inspected(theirs));
    } finally {
      await docker('volume', 'rm', ours.name, theirs);
    }
  });

  test('remove', async () => {
    const [ours, theirs] = [await made.make('ours'), await made.make('theirs')];
    await gantry.ended(gantry.client.volumes.remove({ context, names: [ours] }));
    await shell(removeVolumesCommand([theirs]));
    const left = await names();
    expect(left).not.toContain(ours);
    expect(left).not.toContain(theirs);
  });

  test.each([false, true])('prune chooses what docker would choose (all: %s)', async (all) => {
    const anonymous = await docker('volume', 'create', '--label', TEST_LABEL);
    const named = await made.make('named');
    const used = await made.make('used');
    await made.container(used);
    const { volumes, prunesNamed: isOld } = await gantry.client.volumes.previewPrune({ context, all });
    const planned = volumes.map(({ name }) => name);
    expect(isOld).toBe(false);
    expect(planned).toContain(anonymous);
    expect(planned.includes(named)).toBe(all);
    expect(planned).not.toContain(used);
    // Docker’s own, kept away from what other tests have.
    await shell(`${pruneVolumesCommand(all, isOld)} --force --filter label=${TEST_LABEL}`);
    const left = await names();
    expect(left).not.toContain(anonymous);
    expect(left.includes(named)).toBe(!all);
    expect(left).toContain(used);
  });

  test('list, inspect and measure', async () => {
    const name = await made.make('viewed');
    expect(await shell(listVolumesCommand())).toContain(name);
    const [said] = JSON.parse(await shell(inspectVolumeCommand(name))) as [unknown];
    expect((await gantry.client.volumes.inspect({ context, name })).raw).toEqual(said);
    expect(await shell(measureVolumesCommand())).toContain(name);
  });
});

describe('nothing goes that was not shown', () => {
  test('a volume that a container has stays, and the container is named, whether it runs or not', async () => {
    const used = await made.make('used');
    const free = await made.make('free');
    const user = await made.container(used);
    await docker('stop', '--time', '0', user);
    const plan = await gantry.client.volumes.previewRemove({ context, names: [used, free] });
    expect(plan.volumes.find(({ name }) => name === used)?.users).toMatchObject([{ name: user, state: 'exited' }]);
    const job = await gantry.ended(gantry.client.volumes.remove({ context, names: [used, free] }));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    expect(job.error?.message).toContain(`the container ${user} has it`);
    const left = await names();
    expect(left).toContain(used);
    expect(left).not.toContain(free);
  });

  test('what became unused after the preview of a prune stays', async () => {
    const later = await made.make('later');
    const user = await made.container(later);
    const { volumes } = await gantry.client.volumes.previewPrune({ context, all: true });
    await removeAll([user]);
    expect(volumes.map(({ name }) => name)).not.toContain(later);
  });

  test('an engine below API 1.42 prunes named volumes too, and that is known', () => {
    const connection = (apiVersion: string) => ({ engine: { apiVersion } }) as Parameters<typeof prunesNamed>[0];
    expect(prunesNamed(connection('1.41'))).toBe(true);
    expect(prunesNamed(connection('1.42'))).toBe(false);
    expect(prunesNamed(connection('1.51'))).toBe(false);
  });

  test('data that several containers share goes with none of them (S20)', async () => {
    const dbdata = await made.make('dbdata', 'echo rows > rows');
    const users = [await made.container(dbdata), await made.container(dbdata), await made.container(dbdata)];
    await removeAll(users.slice(0, 1));
    const { users: left } = await gantry.client.volumes.inspect({ context, name: dbdata });
    expect(left.map(({ name }) => name).toSorted()).toEqual(users.slice(1).toSorted());
    const refused = await gantry.ended(gantry.client.volumes.remove({ context, names: [dbdata] }));
    expect(refused.state).toBe('failed');
    await removeAll(users);
    expect(await inVolume(dbdata, 'cat rows')).toBe('rows');
    expect((await gantry.ended(gantry.client.volumes.remove({ context, names: [dbdata] }))).state).toBe('done');
  });

  test('containers chained by --volumes-from are all named (AC-64)', async () => {
    const shared = await made.make('datavol');
    const first = await made.container(shared);
    const second = testName('vol1');
    await docker('create', '--name', second, '--label', TEST_LABEL, '--volumes-from', first, TEST_IMAGE, 'true');
    try {
      const { users } = await gantry.client.volumes.inspect({ context, name: shared });
      expect(users.map(({ name }) => name).toSorted()).toEqual([first, second].toSorted());
    } finally {
      await removeAll([second]);
    }
  });
});

describe('what goes wrong is said', () => {
  test.each<[string, Partial<NewVolume>, RegExp]>([
    ['a name that the driver does not take', { name: 'a b' }, /name/],
    ['a name of one letter', { name: 'a' }, /name/],
    ['a driver that is not there', { name: 'gt-driver', driver: 'flocker' }, /flocker/],
    ['a type without a place', { name: 'gt-device', options: { type: 'nfs' } }, /device/],
    ['an option that the driver does not know', { name: 'gt-option', options: { nonsense: '1' } }, /nonsense/],
  ])('%s', async (_, more, words) => {
    await expect(gantry.client.volumes.create({ context, settings: settings(more) })).rejects.toMatchObject({
      error: { code: 'invalid-input', message: expect.stringMatching(words), hint: expect.any(String) },
    });
  });

  test('a name that is taken', async () => {
    const name = await made.make('taken');
    await expect(gantry.client.volumes.create({ context, settings: settings({ name }) })).rejects.toMatchObject({
      error: { code: 'name-in-use', name },
    });
  });

  test('a volume that is gone', async () => {
    await expect(gantry.client.volumes.inspect({ context, name: 'gt-nowhere' })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });
});
