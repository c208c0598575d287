import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileSource, FollowPiece } from '../../contract/model/files.ts';
import { docker, runTest, testName } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import {
  archiveOfFiles,
  container,
  copyIn,
  type FilesClient,
  makeScratchImage,
  runScratch,
  startFilesClient,
  uploadItem,
  volume,
} from './files/testing/filesClient.ts';

let app: FilesClient;
const name = madeNames();
const scratch = `gantry-test/${testName('faults')}:1`;

beforeAll(async () => {
  app = await startFilesClient();
  await makeScratchImage(scratch, [{ path: 'etc/' }, { path: 'etc/motd', content: 'hello' }]);
});
afterAll(async () => {
  await app.close();
  await docker('image', 'rm', scratch);
  const left = [...(await helpers()), await docker('images', '--quiet', '--filter', 'label=gantry.helper')].join('');
  if (left !== '') throw new Error(`Helpers, or their image, were left: ${left}`);
});

const helpers = async () =>
  (await docker('ps', '--all', '--quiet', '--filter', 'label=gantry.helper')).split('\n').filter(Boolean);
const sh = (id: string, script: string) => docker('exec', id, 'sh', '-c', script);
const sourceOf = async (...args: string[]) =>
  container(await runTest(name('files'), ...args)) as Extract<FileSource, { kind: 'container' }>;

async function until<T>(what: string, ask: () => Promise<T>, isIt: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await ask();
    if (isIt(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It never came to be: ${what}`);
}

describe('rename and remove', () => {
  test('a directory goes with all that is in it, whatever the names', async () => {
    const source = await sourceOf();
    await copyIn(source.id, '/', [
      { path: 'old/' },
      { path: 'old/-rf' },
      { path: 'old/a\nb' },
      { path: 'old/deep/' },
      { path: 'old/deep/x' },
    ]);
    await app.client.rename({ source, from: '/old', to: '/new\n name' });
    expect(await app.client.measure({ source, paths: ['/new\n name'] })).toMatchObject({
      files: 3,
      directories: 2,
      mounts: 0,
    });
    const { jobId } = await app.client.remove({ source, paths: ['/new\n name'] });
    expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
    expect((await app.list(source, '/')).names).not.toContain('new\n name');
  });

  test('nothing is renamed over another file', async () => {
    const source = await sourceOf();
    await copyIn(source.id, '/', [
      { path: 'a', content: 'A' },
      { path: 'b', content: 'B' },
    ]);
    await expect(app.client.rename({ source, from: '/a', to: '/b' })).rejects.toMatchObject({
      error: { code: 'name-in-use' },
    });
    expect([await app.text(source, '/a'), await app.text(source, '/b')]).toEqual(['A', 'B']);
  });

  test('a directory with a volume mounted inside is refused before anything is gone', async () => {
    const source = await sourceOf('--volume', '/data/inner');
    await sh(source.id, 'echo kept > /data/inner/kept; echo own > /data/own');
    const { jobId } = await app.client.remove({ source, paths: ['/data'] });
    expect(await app.ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    expect(await sh(source.id, 'cat /data/inner/kept /data/own')).toBe('kept\nown');
  });

  test('links go and what they lead to stays, also a link to itself and one that leaves', async () => {
    const source = await sourceOf();
    await sh(
      source.id,
      'mkdir /l /target; echo t > /target/file; ln -s /target /l/dir; ln -s self /l/self; ln -s ../../../../etc/passwd /l/out',
    );
    const listed = await app.list(source, '/l');
    expect(listed.get('dir')).toMatchObject({ kind: 'symlink', target: '/target', targetKind: 'directory' });
    expect(listed.get('self')).toMatchObject({ kind: 'symlink', target: 'self' });
    expect(listed.get('self')?.targetKind).toBeUndefined();
    // Out of the container’s root leads to the root: it is the container’s file.
    expect(await app.text(source, '/l/out')).toContain('root:x:0:0');
    expect((await app.list(source, '/l/dir')).path).toBe('/target');
    await expect(app.client.read({ source, path: '/l/self' })).rejects.toMatchObject({
      error: { code: 'unsupported' },
    });
    await app.ended((await app.client.remove({ source, paths: ['/l'] })).jobId);
    expect(await sh(source.id, 'cat /target/file; ls /')).not.toMatch(/^l$/m);
    expect(await app.text(source, '/target/file')).toBe('t\n');
  });
});

describe('file systems that refuse', () => {
  test('a read-only root says so, and its writable volume takes files', async () => {
    const source = await sourceOf('--read-only', '--volume', '/data');
    const items = [uploadItem('a', 'x')];
    const refused = await app.client.upload({ source, directory: '/etc', items, rights: {} });
    expect(await app.ended(refused.jobId)).toMatchObject({ state: 'failed', error: { code: 'permission-denied' } });
    const { stamp } = await app.client.read({ source, path: '/etc/passwd' });
    const edit = app.client.write({ source, path: '/etc/passwd', bytes: Buffer.from('x'), stamp: stamp! });
    await expect(edit).rejects.toMatchObject({ error: { code: 'permission-denied' } });
    const taken = await app.client.upload({ source, directory: '/data', items, rights: {} });
    expect(await app.send(taken, [Buffer.from('x')])).toMatchObject({ state: 'done' });
    expect(await sh(source.id, 'cat /data/a')).toBe('x');
  });

  test('a full disk leaves nothing half-made, and the file that was edited as it was', async () => {
    const data = testName('full');
    await docker(
      'volume',
      'create',
      '--label',
      'gantry.test',
      '--opt',
      'type=tmpfs',
      '--opt',
      'device=tmpfs',
      '--opt',
      'o=size=256k',
      data,
    );
    const source = await sourceOf('--volume', `${data}:/small`);
    try {
      await sh(source.id, 'echo before > /small/conf');
      const big = Buffer.alloc(600_000, 7);
      const upload = await app.client.upload({
        source,
        directory: '/small',
        items: [uploadItem('big', big)],
        rights: {},
      });
      expect(await app.send(upload, [big])).toMatchObject({ state: 'failed', error: { code: 'no-space' } });
      const { stamp } = await app.client.read({ source, path: '/small/conf' });
      const edit = app.client.write({ source, path: '/small/conf', bytes: big, stamp: stamp! });
      await expect(edit).rejects.toMatchObject({ error: { code: 'no-space' } });
      expect(await sh(source.id, 'ls -A /small; cat /small/conf')).toBe('conf\nbefore');
    } finally {
      await docker('rm', '--force', source.id);
      await docker('volume', 'rm', data);
    }
  });

  test('what is in memory can be listed, read, edited and downloaded, and a copy that Docker cannot make is refused', async () => {
    const source = await sourceOf('--tmpfs', '/mem');
    await sh(source.id, 'mkdir /mem/d; echo one > /mem/a');
    expect((await app.list(source, '/mem')).names).toEqual(['a', 'd']);
    expect((await app.download(source, '/mem/a')).toString()).toBe('one\n');
    const { stamp } = await app.client.read({ source, path: '/mem/a' });
    await app.client.write({ source, path: '/mem/a', bytes: Buffer.from('two'), stamp: stamp! });
    expect(await sh(source.id, 'cat /mem/a')).toBe('two');
    await expect(app.download(source, '/mem')).rejects.toMatchObject({ error: { code: 'unsupported' } });
    const upload = app.client.upload({ source, directory: '/mem', items: [uploadItem('b', '')], rights: {} });
    await expect(upload).rejects.toMatchObject({ error: { code: 'unsupported' } });
  });

  test('a file that is a mount, and one with two names, are edited in their place', async () => {
    const source = await sourceOf();
    await sh(source.id, 'echo one > /a; ln /a /b');
    for (const path of ['/etc/hosts', '/a']) {
      const { stamp } = await app.client.read({ source, path });
      await app.client.write({ source, path, bytes: Buffer.from('edited\n'), stamp: stamp! });
      expect(await sh(source.id, `cat ${path}`)).toBe('edited');
    }
    expect(await sh(source.id, 'cat /b')).toBe('edited');
    expect((await app.list(source, '/')).get('a')).toMatchObject({ links: 2 });
  });
});

describe('what changes meanwhile', () => {
  test('the changes of the container are marked by directory', async () => {
    const source = await sourceOf();
    await sh(source.id, 'echo x >> /etc/passwd; rm /etc/group; touch /etc/new');
    expect(await app.client.changes({ source, path: '/etc' })).toEqual(
      expect.arrayContaining([
        { name: 'passwd', kind: 'changed' },
        { name: 'group', kind: 'deleted' },
        { name: 'new', kind: 'added' },
      ]),
    );
  });

  test('a file is followed: what is added, when it is cut short, and when another takes its name', async () => {
    const source = await sourceOf();
    await sh(source.id, 'printf one > /log');
    const stop = new AbortController();
    let text = '';
    const read = (async () => {
      const pieces: AsyncIterable<FollowPiece> = app.client.follow(
        { source, path: '/log', fromBytes: 3 },
        { signal: stop.signal },
      );
      for await (const piece of pieces) text += piece.type === 'bytes' ? Buffer.from(piece.bytes).toString() : '|';
    })().catch(() => {}); // it is cancelled
    const follows = (wanted: string) =>
      until(
        wanted,
        async () => text,
        (now) => now === wanted,
      );
    await sh(source.id, 'printf two >> /log');
    await follows('two');
    await sh(source.id, 'printf x > /log');
    await follows('two|x');
    await sh(source.id, 'mv /log /log.1; printf rotated > /log');
    await follows('two|x|rotated');
    stop.abort();
    await read;
    await sh(source.id, 'printf more >> /log');
    expect(text).toBe('two|x|rotated');
  });

  test('a container that is stopped, started and removed is looked at in the way that is left', async () => {
    const source = await sourceOf();
    await copyIn(source.id, '/', [{ path: 'mine', content: '1' }]);
    expect(await app.access(source)).toMatchObject({ way: 'program' });
    await docker('kill', source.id);
    await until(
      'the archive',
      () => app.access(source),
      ({ way }) => way === 'archive',
    );
    expect((await app.list(source, '/')).names).toContain('mine');
    await docker('start', source.id);
    expect(await app.access(source)).toMatchObject({ way: 'program' });
    expect((await app.list(source, '/')).names).toContain('mine');
    await docker('rm', '--force', source.id);
    await until(
      'that it is gone',
      () =>
        app.list(source, '/').then(
          () => '',
          (thrown: { error: { code: string } }) => thrown.error.code,
        ),
      (code) => code === 'not-found',
    );
  });

  test('a helper ends with the connection of the Gantry that it is for, also when that is killed', async () => {
    const source = await sourceOf();
    const other = await startFilesClient();
    const before = new Set(await helpers());
    expect((await other.list(source, '/')).names).toContain('etc');
    const own = (await helpers()).filter((id) => !before.has(id));
    expect(own).toHaveLength(1);
    await other.engine.proxy.cut();
    await until('no helper', helpers, (now) => !now.includes(own[0]!));
    await other.close();
  });
});

test('an archive is unpacked with its own rights, and refused where it would replace what is there', async () => {
  const source = await sourceOf();
  await copyIn(source.id, '/', [{ path: 'in/' }, { path: 'in/a', content: 'old' }]);
  const archive = archiveOfFiles([
    { path: 'b', content: 'B', mode: 0o4711, userId: 3 },
    { path: 'a', content: 'new' },
  ]);
  const into = { source, directory: '/in', fileName: 'x.tar', sizeBytes: archive.length };
  expect(await app.send(await app.client.unpack(into), [archive])).toMatchObject({
    state: 'failed',
    error: { code: 'name-in-use', name: 'a' },
  });
  expect((await app.list(source, '/in')).names).toEqual(['a']);
  expect(await app.send(await app.client.unpack({ ...into, isReplacing: true }), [archive])).toMatchObject({
    state: 'done',
  });
  expect((await app.list(source, '/in')).get('b')).toMatchObject({ mode: 0o4711, userId: 3 });
  expect(await app.text(source, '/in/a')).toBe('new');
});

test('a container among the processes of the host is found by its own, and one that shares another’s too', async () => {
  const host = await sourceOf('--pid', 'host');
  await copyIn(host.id, '/', [{ path: 'mine', content: 'host' }]);
  expect(await app.text(host, '/mine')).toBe('host');
  expect(await app.access(host)).toMatchObject({ way: 'program' });
  const owner = await sourceOf();
  const sharing = await sourceOf('--pid', `container:${owner.id}`);
  await copyIn(sharing.id, '/', [{ path: 'mine', content: 'sharing' }]);
  expect(await app.text(sharing, '/mine')).toBe('sharing');
  expect((await app.list(owner, '/')).names).not.toContain('mine');
});

test('a program that drops its rights is looked at as any other', async () => {
  const source = await sourceOf('--user', '1000:1000', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges');
  expect(await app.access(source)).toMatchObject({ way: 'program', canChange: true });
  expect((await app.list(source, '/')).names).toContain('etc');
});

test('a directory of 20,000 files is listed whole, and followed by others at the same time', async () => {
  const source = container(await runScratch(name('many'), scratch));
  const files = Array.from({ length: 20_000 }, (_, index) => ({ path: `many/f${index}` }));
  await copyIn((source as { id: string }).id, '/', [{ path: 'many/' }, ...files]);
  const [many, etc] = await Promise.all([app.list(source, '/many'), app.list(source, '/etc')]);
  expect(many.entries).toHaveLength(20_000);
  expect(new Set(many.names).size).toBe(20_000);
  expect(etc.names).toContain('motd');
});

test('the files of an image are those that a container of it would begin with, and never change', async () => {
  const id = await docker('image', 'inspect', '--format', '{{.Id}}', scratch);
  const source: FileSource = { kind: 'image', context: 'default', id };
  expect(await app.access(source)).toMatchObject({ way: 'image', canWrite: false, canChange: false });
  expect((await app.list(source, '/')).names).toEqual(['app', 'etc']);
  expect(await app.text(source, '/etc/motd')).toBe('hello');
  expect((await app.download(source, '/etc/motd')).toString()).toBe('hello');
  expect(await app.find(source, '/', 'mot')).toEqual(['/etc/motd']);
  await expect(app.list(source, '/none')).rejects.toMatchObject({ error: { code: 'not-found' } });
  await expect(app.list(source, '/etc/motd')).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  await expect(app.client.remove({ source, paths: ['/app'] })).rejects.toMatchObject({
    error: { code: 'unsupported' },
  });
});

test('symbolic links of an image lead where they lead in a container', async () => {
  const image = `gantry-test/${testName('links')}:1`;
  const id = await runTest(name('links'));
  await docker('exec', id, 'sh', '-c', 'mkdir -p /a/b; echo x > /a/b/f; cd /a; ln -s a/b /l; ln -s /l/f g; ln -s no h');
  await docker('commit', id, image);
  try {
    const source: FileSource = {
      kind: 'image',
      context: 'default',
      id: await docker('image', 'inspect', '--format', '{{.Id}}', image),
    };
    const running = container(id);
    for (const path of ['/', '/a', '/l']) {
      const [ours, theirs] = await Promise.all([app.list(source, path), app.list(running, path)]);
      expect(ours.path).toBe(theirs.path);
      const links = (list: typeof ours) =>
        list.entries
          .filter(({ kind }) => kind === 'symlink')
          .map(({ name: own, target, targetKind }) => `${own} ${target} ${targetKind}`)
          .toSorted();
      expect(links(ours)).toEqual(links(theirs));
    }
    expect(await app.text(source, '/a/g')).toBe('x\n');
    await expect(app.text(source, '/a/h')).rejects.toMatchObject({ error: { code: 'not-found' } });
  } finally {
    await docker('image', 'rm', image);
  }
});

test('a volume can be removed as soon as it is let go of', async () => {
  const data = testName('release');
  await docker('volume', 'create', data);
  const source = volume(data) as Extract<FileSource, { kind: 'volume' }>;
  await app.list(source, '/');
  await app.sources.release(source);
  expect(await docker('volume', 'rm', data)).toBe(data);
});
