import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testEngine } from '../../engine/testing/testEngine.ts';
import type { FileSource } from '../../contract/model/files.ts';
import { inspectSource } from '../files/inspectSource.ts';
import { rename } from '../files/program/operations.ts';
import { withStoppedRoot } from '../files/stopped/withStoppedRoot.ts';
import { cliEnv, createTest, docker } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import { container, copyIn, type FilesClient, startFilesClient, uploadItem } from './files/testing/filesClient.ts';

let app: FilesClient;
const name = madeNames();
type Container = Extract<FileSource, { kind: 'container' }>;

beforeAll(async () => {
  app = await startFilesClient();
});
afterAll(async () => {
  await app.close();
  const left = await docker('ps', '--all', '--quiet', '--filter', 'label=gantry.helper=files');
  if (left !== '') throw new Error(`Helpers were left: ${left}`);
});

const helpers = () => docker('ps', '--all', '--quiet', '--filter', 'label=gantry.helper=files');
const states = (id: string) => docker('ps', '--all', '--filter', `id=${id}`, '--format', '{{.State}}');
const stopped = async (...args: string[]) => container(await createTest(name('stopped'), ...args)) as Container;

/** As the services do it, with a place for the test to look around meanwhile. */
async function holding(source: Container, meanwhile: () => Promise<void>): Promise<void> {
  const { signal } = new AbortController();
  const connection = await app.engine.contexts.getConnection('default', signal);
  const { root = '' } = await inspectSource(connection, source, signal);
  const wanted = { connection, containerId: source.id, root, name: 'it' };
  await withStoppedRoot(wanted, signal, async (program) => {
    await rename(program, '/etc/group', '/etc/renamed');
    await meanwhile();
  });
}

test('names of a container that does not run are changed and removed, whatever they are', async () => {
  const source = await stopped();
  await copyIn(source.id, '/', [
    { path: 'old/' },
    { path: 'old/-rf' },
    { path: 'old/a\nb' },
    { path: 'old/deep/' },
    { path: 'old/deep/x', content: 'kept' },
  ]);
  expect(await app.access(source)).toMatchObject({ way: 'archive', canWrite: true, canChange: true });
  expect(await app.client.measure({ source, paths: ['/old'] })).toMatchObject({ files: 3, directories: 2 });
  await app.client.rename({ source, from: '/old', to: '/new\n name' });
  expect(await app.text(source, '/new\n name/deep/x')).toBe('kept');
  const { jobId } = await app.client.remove({ source, paths: ['/new\n name/a\nb', '/new\n name/-rf', '/etc/group'] });
  expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
  expect((await app.list(source, '/new\n name')).names).toEqual(['deep']);
  expect(await docker('diff', source.id)).toContain('D /etc/group');
  expect(await helpers()).toBe('');
  await docker('start', source.id);
  expect(await docker('exec', source.id, 'sh', '-c', 'cat /new*/deep/x; ls /etc/group 2>&1 || :')).toMatch(
    /^kept.*No such file/s,
  );
});

test('nothing is renamed over another file, and what is not there is said', async () => {
  const source = await stopped();
  await copyIn(source.id, '/', [
    { path: 'a', content: 'A' },
    { path: 'b', content: 'B' },
  ]);
  await expect(app.client.rename({ source, from: '/a', to: '/b' })).rejects.toMatchObject({
    error: { code: 'name-in-use' },
  });
  await expect(app.client.rename({ source, from: '/gone', to: '/c' })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  expect([await app.text(source, '/a'), await app.text(source, '/b')]).toEqual(['A', 'B']);
});

test('a start waits until the change is whole', async () => {
  const source = await stopped();
  let started: Promise<string> | undefined;
  await holding(source, async () => {
    started = docker('start', source.id);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await states(source.id)).toBe('created');
  });
  await started;
  expect(await states(source.id)).toBe('running');
  expect(await docker('exec', source.id, 'ls', '/etc/renamed')).toBe('/etc/renamed');
});

test('a helper that is interrupted leaves no mount, no lock and no helper', async () => {
  const source = await stopped();
  const other = await startFilesClient();
  const { signal } = new AbortController();
  const connection = await other.engine.contexts.getConnection('default', signal);
  const { root = '' } = await inspectSource(connection, source, signal);
  const broken = withStoppedRoot({ connection, containerId: source.id, root, name: 'it' }, signal, async (program) => {
    expect(await helpers()).not.toBe('');
    await other.engine.proxy.cut(); // as when Gantry is killed
    await rename(program, '/etc/group', '/etc/renamed');
  });
  await expect(broken).rejects.toMatchObject({ error: { code: expect.any(String) } });
  await other.close();
  await expect.poll(helpers, { timeout: 10_000 }).toBe('');
  await docker('start', source.id);
  expect(await docker('exec', source.id, 'ls', '/etc/group')).toBe('/etc/group');
  await docker('rm', '--force', source.id);
});

test('what is mounted there is not there now: it is refused before anything is changed', async () => {
  const source = await stopped('--volume', '/data/inner', '--tmpfs', '/mem');
  for (const path of ['/data', '/data/inner', '/data/inner/x', '/mem', '/proc']) {
    const { jobId } = await app.client.remove({ source, paths: ['/etc/group', path] });
    expect({ path, ...(await app.ended(jobId)) }).toMatchObject({ path, state: 'failed', error: { code: 'conflict' } });
  }
  expect(await app.text(source, '/etc/group')).toContain('root');
});

test('a root that Docker itself does not change is refused with the reason', async () => {
  const source = await stopped('--read-only');
  expect(await app.access(source)).toMatchObject({ canChange: false, reason: expect.stringContaining('start it') });
  const rename = app.client.rename({ source, from: '/etc/passwd', to: '/etc/other' });
  await expect(rename).rejects.toMatchObject({ error: { code: 'unsupported' } });
  const remove = app.client.remove({ source, paths: ['/etc/passwd'] });
  await expect(remove).rejects.toMatchObject({ error: { code: 'unsupported' } });
});

const SEND = /^PUT \S*\/archive\?path=\S*\/\.gantry-upload-/;

test('an upload that is cancelled while the engine takes it leaves nothing, and the container starts', async () => {
  const source = await stopped();
  await copyIn(source.id, '/', [{ path: 'in/' }, { path: 'in/a', content: 'old' }]);
  let cancel = () => {};
  const onTraffic = (request: string, bytes: number) => {
    if (SEND.test(request) && bytes > 2_000_000) cancel();
  };
  const other = await startFilesClient({ onTraffic });
  try {
    const content = Buffer.alloc(8_000_000, 'new');
    const items = [uploadItem('a', content), uploadItem('b', content)];
    const upload = await other.client.upload({ source, directory: '/in', items, rights: {}, isReplacing: true });
    cancel = () => void other.jobs.cancel({ jobId: upload.jobId });
    expect(await other.send(upload, [content, content])).toMatchObject({ state: 'cancelled' });
    expect((await app.list(source, '/in', true)).names).toEqual(['a']);
    expect(await app.text(source, '/in/a')).toBe('old');
    await docker('start', source.id);
  } finally {
    await other.close();
  }
});

test('an upload into a container that is started meanwhile is put in place all the same', async () => {
  const source = await stopped();
  let hasStarted = false;
  const start = (request: string, _bytes: number, isAnswer: boolean) => {
    if (hasStarted || !isAnswer || !SEND.test(request)) return;
    hasStarted = true;
    execFileSync(testEngine().cliPath, ['start', source.id], { env: cliEnv() }); // Gantry waits for it
  };
  const other = await startFilesClient({ onTraffic: start });
  try {
    const items = [uploadItem('late', 'new')];
    const upload = await other.client.upload({ source, directory: '/etc', items, rights: {} });
    expect(await other.send(upload, [Buffer.from('new')])).toMatchObject({ state: 'done' });
    expect(await states(source.id)).toBe('running');
    expect(await docker('exec', source.id, 'sh', '-c', 'cat /etc/late; ls -A /etc')).toMatch(/^new(?!.*\.gantry)/s);
  } finally {
    await other.close();
  }
});

test('what reaches into a volume goes where it is when the container runs', async () => {
  const source = await stopped('--volume', '/data');
  await copyIn(source.id, '/', [{ path: 'data/' }, { path: 'data/deep/' }]);
  for (const [directory, file] of [
    ['/data/deep', 'a'],
    ['/', 'data/deep/b'],
  ] as const) {
    const items = [uploadItem(file, 'new')];
    const upload = await app.client.upload({ source, directory, items, rights: {}, isReplacing: true });
    expect(await app.send(upload, [Buffer.from('new')])).toMatchObject({ state: 'done' });
  }
  await docker('start', source.id);
  expect(await docker('exec', source.id, 'sh', '-c', 'ls -A /data/deep; ls -A /')).toMatch(/^a\nb\n(?!.*\.gantry)/s);
});
