import { execFileSync } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { madeBuilds, source } from '../builds/testing/madeBuilds.ts';
import { docker, testName, TEST_IMAGE } from '../live/testing/engineCli.ts';
import { context, madeRuns } from './testing/madeRuns.ts';
import { madeVolumes } from './volumes/testing/madeVolumes.ts';

// What the two books do with volumes, from the run to the removal, through the whole app.
const builds = madeBuilds();
const gantry = madeRuns();
const { run, printed, inside, remove, ended } = gantry;
const volumes = madeVolumes();

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-handbook-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const mountsOf = async (id: string) => (await gantry.client.containers.inspect({ context, id })).mounts;
const bind = (from: string, target: string, isReadOnly = false) => ({
  ...{ type: 'bind' as const, source: from, target, isReadOnly },
});
const volume = (name: string, target: string) => ({ type: 'volume' as const, source: name, target });
const sh = (script: string) => ['sh', '-c', script];
/** Those that no container has. */
async function unused(all = false) {
  const { volumes: found } = await gantry.client.volumes.previewPrune({ context, all });
  return new Map(found.map((one) => [one.name, one]));
}

test('an image’s VOLUME is an anonymous volume, which stays as unused or goes with its container [AC-57, AC-58]', async () => {
  const image = builds.tag('mount-point-demo');
  const files = await builds.folder({ Dockerfile: 'FROM busybox\nVOLUME /MountPointDemo\n' });
  expect((await builds.gantry.build({ source: source(files), tags: [image] })).failure).toBeUndefined();
  const { volumes: declared, raw } = await gantry.client.images.inspect({ context, reference: image });
  expect(declared).toEqual(['/MountPointDemo']);
  expect(raw).toMatchObject({ Config: { Volumes: { '/MountPointDemo': {} } } });

  const seen = await printed({ image, command: sh('ls -ld /MountPointDemo; mount') });
  expect(seen).toMatch(/^drwxr-xr-x .* \/MountPointDemo$/m);
  expect(seen).toMatch(/ on \/MountPointDemo type \w+ \(rw/);

  const named = volumes.name('named');
  const begin = () => run({ image, name: testName('mount-point'), mounts: [volume(named, '/named')] });
  const [first, second] = [await begin(), await begin()];
  const anonymousOf = async (id: string) => {
    const mount = (await mountsOf(id)).find(({ destination }) => destination === '/MountPointDemo');
    expect(mount).toMatchObject({
      type: 'volume',
      name: expect.stringMatching(/^[0-9a-f]{64}$/),
      driver: 'local',
      isReadOnly: false,
    });
    return mount?.name ?? '';
  };
  const [stays, goes] = [await anonymousOf(first), await anonymousOf(second)];
  try {
    const [preview] = await gantry.client.containers.previewRemove({ context, ids: [second] });
    expect(preview).toMatchObject({
      anonymousVolumes: [{ name: goes, destination: '/MountPointDemo' }],
      namedVolumes: [named],
    });
    expect((await unused()).has(stays)).toBe(false);
    await remove(first);
    // By whose it was: 64 digits tell nobody anything.
    await expect
      .poll(async () => (await unused()).get(stays)?.origin)
      .toMatchObject({ image, destination: '/MountPointDemo' });
    await remove(second, { volumes: true });
    const left = (await docker('volume', 'ls', '--quiet')).split('\n');
    expect(left).toContain(stays);
    expect(left).not.toContain(goes);
    expect(left).toContain(named);
  } finally {
    await docker('volume', 'rm', '--force', stays, goes);
  }
});

test('a volume without a name and one with, listed, inspected and removed [AC-59]', async () => {
  const example = volumes.name('example');
  const create = (name: string) =>
    gantry.client.volumes.create({ context, settings: { name, labels: { [TEST_LABEL]: '' } } });
  const { name: unnamed } = await create('');
  await create(example);
  expect(unnamed).toMatch(/^[0-9a-f]{64}$/);
  for (const name of [unnamed, example]) {
    expect(await gantry.client.volumes.inspect({ context, name })).toMatchObject({
      driver: 'local',
      scope: 'local',
      mountpoint: expect.stringMatching(new RegExp(`/volumes/${name}/_data$`)),
      isAnonymous: name === unnamed,
      users: [],
    });
  }
  const listed = async () => {
    for await (const change of gantry.client.volumes.watch({ context })) {
      if (change.type === 'snapshot') return change.items.map(({ name }) => name);
    }
    return [];
  };
  await expect.poll(listed).toEqual(expect.arrayContaining([unnamed, example]));
  const { state } = await ended(gantry.client.volumes.remove({ context, names: [unnamed, example] }));
  expect(state).toBe('done');
  await expect.poll(listed).not.toContain(example);
  await expect(gantry.client.volumes.inspect({ context, name: unnamed })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

describe('what is on the host', () => {
  test('a folder: files made in the container are there, edits are seen inside at once [AC-60, S19]', async () => {
    await writeFile(at('index.html'), 'first\n');
    const id = await run({ mounts: [bind(folder, '/MountPoint')] });
    expect(await mountsOf(id)).toMatchObject([
      { type: 'bind', source: folder, destination: '/MountPoint', isReadOnly: false },
    ]);
    await inside(id, 'cd /MountPoint; touch a b c');
    expect((await readdir(folder)).toSorted()).toEqual(['a', 'b', 'c', 'index.html']);
    await writeFile(at('index.html'), 'second\n');
    expect(await inside(id, 'cat /MountPoint/index.html')).toBe('second');

    const readOnly = await run({ mounts: [bind(folder, '/MountPoint', true)] });
    expect(await mountsOf(readOnly)).toMatchObject([{ isReadOnly: true }]);
    expect(await inside(readOnly, 'cat /MountPoint/index.html')).toBe('second');
    expect(await inside(readOnly, 'touch /MountPoint/d 2>&1 || true')).toContain('Read-only file system');
    // Nothing of it goes with the containers.
    for (const each of [id, readOnly]) await remove(each, { volumes: true });
    expect(await readdir(folder)).toHaveLength(4);
  });

  test('a file: what is written to it is on the host, and one that is missing is refused [AC-61, S19]', async () => {
    await writeFile(at('hostfile'), '');
    const command = sh('echo "Writing from Container" > /mountedfile');
    await printed({ command, mounts: [bind(at('hostfile'), '/mountedfile')] });
    expect(await readFile(at('hostfile'), 'utf8')).toBe('Writing from Container\n');

    const settings = { image: TEST_IMAGE, command, mounts: [bind(at('missing'), '/mountedfile')] };
    const check = await gantry.client.containers.checkRun({ context, settings });
    expect(check.missingSources).toEqual([at('missing')]);
    const job = await gantry.tryRun(settings);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'invalid-input', path: ['mounts'] } });
    // The engine would have made a folder of this name.
    await expect(access(at('missing'))).rejects.toThrow('ENOENT');
  });
});

test('a named volume outlives its container, and the next one finds the files [AC-62]', async () => {
  const name = volumes.name('namedvol');
  const mounts = [volume(name, '/MountPoint')];
  // The engine makes it with the container.
  const first = await run({ mounts });
  await inside(first, 'cd /MountPoint; touch a b; echo c > c');
  const { users } = await gantry.client.volumes.inspect({ context, name });
  expect(users).toMatchObject([{ id: first, destination: '/MountPoint', isReadOnly: false }]);
  await remove(first, { volumes: true });
  expect(await printed({ command: sh('ls /MountPoint; cat /MountPoint/c'), mounts })).toBe('a\nb\nc\nc');
});

test('a container that only holds a volume shares it, also by way of another [AC-64]', async () => {
  const [datavol, vol1, vol2] = [testName('datavol'), testName('vol1'), testName('vol2')];
  const holder = await run({ name: datavol, command: ['/bin/true'], mounts: [volume('', '/DataMount')] });
  await docker('wait', holder);
  expect(await gantry.client.containers.inspect({ context, id: holder })).toMatchObject({
    state: 'exited',
    exitCode: 0,
  });
  const from = (container: string) => ({ volumesFrom: [{ container }] });
  const text = 'Data Sharing between Container';
  await printed({ command: sh(`echo "${text}" > /DataMount/testfile`), ...from(datavol) });
  const read = { command: ['cat', '/DataMount/testfile'] };
  expect(await printed({ ...read, ...from(datavol) })).toBe(text);
  // A chain: each names only the one before it.
  await run({ name: vol1, ...from(datavol) });
  await run({ name: vol2, start: false, ...from(vol1) });
  expect(await printed({ ...read, ...from(vol2) })).toBe(text);
  const [mount] = await mountsOf(holder);
  const { users } = await gantry.client.volumes.inspect({ context, name: mount?.name ?? '' });
  expect(users.map(({ name }) => name)).toEqual(expect.arrayContaining([datavol, vol1, vol2]));
  const readOnly = await run({ volumesFrom: [{ container: vol1, mode: 'ro' }] });
  expect(await inside(readOnly, 'touch /DataMount/x 2>&1 || true')).toContain('Read-only file system');
});

test('a database’s volume is backed up, removed and restored, and the next one has the rows [S21]', async () => {
  const dbdata = volumes.name('dbdata');
  const mounts = [volume(dbdata, '/dbdata')];
  const db1 = await run({ mounts, command: sh('echo "1 Ada" > /dbdata/rows; mkdir /dbdata/log; sleep 1000') });
  await expect.poll(() => inside(db1, 'ls /dbdata')).toBe('log\nrows');
  const target = { type: 'folder' as const, path: folder };
  const settings = { context, name: dbdata, format: 'tar' as const, target, pauseContainers: true };
  expect((await ended(gantry.client.volumes.backup(settings))).state).toBe('done');
  const [archive = ''] = await readdir(folder);
  const names = execFileSync('tar', ['--list', '--file', at(archive)], { encoding: 'utf8' }).split('\n');
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/(^|\/)rows$/)]));

  // Nobody takes it away while the database has it.
  const removal = () => ended(gantry.client.volumes.remove({ context, names: [dbdata] }));
  expect((await removal()).state).toBe('failed');
  await remove(db1);
  expect((await removal()).state).toBe('done');

  const restored = volumes.name('restored');
  const restore = { context, name: restored, source: { type: 'file' as const, path: at(archive) } };
  expect((await ended(gantry.client.volumes.restore({ ...restore, mode: 'new' }))).state).toBe('done');
  const db2 = { command: ['cat', '/dbdata/rows'], mounts: [volume(restored, '/dbdata')] };
  expect(await printed(db2)).toBe('1 Ada');
});
