import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileSource } from '../../contract/model/files.ts';
import { inspectSource } from '../files/inspectSource.ts';
import { rename } from '../files/program/operations.ts';
import { withStoppedRoot } from '../files/stopped/withStoppedRoot.ts';
import { createTest, docker } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import { container, copyIn, type FilesClient, startFilesClient } from './files/testing/filesClient.ts';

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
