import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nameFromBytes } from '../../contract/model/fileName.ts';
import type { FileSource } from '../../contract/model/files.ts';
import { createTest, docker, runTest, testName } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import {
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
const scratch = `gantry-test/${testName('scratch')}:1`;

beforeAll(async () => {
  app = await startFilesClient();
  await makeScratchImage(scratch, [
    { path: 'data/', mode: 0o750, userId: 7, groupId: 8 },
    { path: 'data/a.txt', content: 'one\n' },
  ]);
});
afterAll(async () => {
  await app.close();
  await docker('image', 'rm', scratch);
});

const WEIRD = [
  'with space',
  'new\nline',
  ' leading',
  'quote\'"$`',
  '-rf',
  'tab\t',
  'ünïcödé 日本',
  nameFromBytes(Uint8Array.from([0x62, 0x61, 0x64, 0xff, 0xfe, 0x2e, 0x74])),
  'x'.repeat(255),
];

/** The same file system in each way that Gantry knows to look at it. */
const ways: readonly { readonly way: string; readonly make: () => Promise<FileSource> }[] = [
  { way: 'a running container', make: async () => container(await runTest(name('running'))) },
  { way: 'a container that does not run', make: async () => container(await createTest(name('stopped'))) },
  { way: 'a container without a shell', make: async () => container(await runScratch(name('scratch'), scratch)) },
  {
    way: 'a paused container',
    async make() {
      const id = await runTest(name('paused'));
      await docker('pause', id);
      return container(id);
    },
  },
];

describe.each(ways)('$way', ({ make }) => {
  let source: Extract<FileSource, { kind: 'container' }>;
  beforeEach(async () => void (source = (await make()) as typeof source));

  test('says kinds, sizes, rights, owners, times and links of what is in a directory', async () => {
    await copyIn(source.id, '/', [
      { path: 'here/', mode: 0o2770, userId: 1000, groupId: 50 },
      { path: 'here/program', content: '#!/bin/sh\n', mode: 0o4755 },
      { path: 'here/below/' },
    ]);
    const root = await app.list(source, '/');
    expect(root.get('here')).toMatchObject({ kind: 'directory', mode: 0o2770, userId: 1000, groupId: 50 });
    const here = await app.list(source, '/here');
    expect(here.names).toEqual(['below', 'program']);
    expect(here.get('program')).toMatchObject({
      kind: 'file',
      mode: 0o4755,
      sizeBytes: 10,
      modifiedAt: 1_700_000_000_000,
    });
  });

  test('names keep every byte: listed, read, downloaded and edited', async () => {
    await copyIn(source.id, '/', [
      { path: 'odd/' },
      ...WEIRD.map((odd) => ({ path: `odd/${odd}`, content: `of ${odd.length}` })),
    ]);
    expect((await app.list(source, '/odd')).names).toEqual(WEIRD.toSorted());
    for (const odd of WEIRD) {
      const path = `/odd/${odd}`;
      expect(await app.text(source, path)).toBe(`of ${odd.length}`);
      expect((await app.download(source, path)).toString()).toBe(`of ${odd.length}`);
      // It goes into a header, and onto the disk of this machine.
      expect(() => [...app.saved.keys()].map(encodeURIComponent)).not.toThrow();
      const { stamp } = await app.client.read({ source, path });
      await app.client.write({ source, path, bytes: Buffer.from('new'), stamp: stamp! });
      expect(await app.text(source, path)).toBe('new');
    }
  });

  test('uploads files and directories with their rights and owner, and odd names', async () => {
    const rights = { userId: 33, groupId: 44, fileMode: 0o600, directoryMode: 0o710 };
    await copyIn(source.id, '/', [{ path: 'in/' }]);
    const items = [
      { path: 'new', kind: 'directory' as const, sizeBytes: 0 },
      ...WEIRD.map((odd) => uploadItem(`new/${odd}`, odd)),
      uploadItem('run.sh', 'exit', { mode: 0o755, modifiedAt: 1_600_000_000_000 }),
    ];
    const upload = await app.client.upload({ source, directory: '/in', items, rights });
    const job = await app.send(upload, [Buffer.from(`${WEIRD.join('')}ex`), Buffer.from('it')]);
    expect(job.error).toBeUndefined();
    const listed = await app.list(source, '/in');
    expect(listed.names).toEqual(['new', 'run.sh']);
    expect(listed.get('new')).toMatchObject({ mode: 0o710, userId: 33, groupId: 44 });
    expect(listed.get('run.sh')).toMatchObject({
      mode: 0o755,
      userId: 33,
      sizeBytes: 4,
      modifiedAt: 1_600_000_000_000,
    });
    expect((await app.list(source, '/in/new')).names).toEqual(WEIRD.toSorted());
    expect(await app.text(source, `/in/new/${WEIRD.at(-2)}`)).toBe(Buffer.from(WEIRD.at(-2)!).toString());
  });

  test('files that are read where they are keep their rights if that is wanted, and get the chosen ones if not', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-rights-'));
    const files = [
      ['empty', 0o400, ''],
      ['run.sh', 0o4755, 'exit 0\n'],
      ['secret', 0o640, 'x'],
    ] as const;
    try {
      for (const [name, mode, content] of files) {
        await writeFile(path.join(folder, name), content);
        await chmod(path.join(folder, name), mode);
      }
      await copyIn(source.id, '/', [{ path: 'kept/' }, { path: 'chosen/' }]);
      const items = [
        ...files.map(([name, , content]) => uploadItem(name, content)),
        { path: 'sub', kind: 'directory' as const, sizeBytes: 0 },
      ];
      const rights = { userId: 33, groupId: 44, fileMode: 0o604, directoryMode: 0o710 };
      const from = files.map(([name]) => path.join(folder, name));
      for (const keepsModes of [true, false]) {
        const directory = keepsModes ? '/kept' : '/chosen';
        const upload = await app.client.upload({ source, directory, items, rights, keepsModes });
        expect((await app.readInPlace(upload, from)).error).toBeUndefined();
        const listed = await app.list(source, directory);
        const modes = keepsModes ? [0o400, 0o755, 0o640] : [0o604, 0o604, 0o604];
        expect(files.map(([name]) => listed.get(name)?.mode)).toEqual(modes);
        expect(listed.get('run.sh')).toMatchObject({ userId: 33, groupId: 44 });
        expect(listed.get('sub')?.mode).toBe(0o710);
        expect(await app.text(source, `${directory}/run.sh`)).toBe('exit 0\n');
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('refuses to upload over what is there unless that is wanted, and then changes only that', async () => {
    await copyIn(source.id, '/', [
      { path: 'in/' },
      { path: 'in/a', content: 'old' },
      { path: 'in/d/' },
      { path: 'in/d/kept', content: 'kept' },
    ]);
    const items = [
      uploadItem('a', 'new'),
      { path: 'd', kind: 'directory' as const, sizeBytes: 0 },
      uploadItem('d/more', '!'),
    ];
    const upload = { source, directory: '/in', items, rights: {} };
    await expect(app.client.upload(upload)).rejects.toMatchObject({ error: { code: 'name-in-use', name: 'a' } });
    expect(await app.text(source, '/in/a')).toBe('old');
    const job = await app.send(await app.client.upload({ ...upload, isReplacing: true }), [Buffer.from('new!')]);
    expect(job.error).toBeUndefined();
    expect(await app.text(source, '/in/a')).toBe('new');
    expect((await app.list(source, '/in/d')).names).toEqual(['kept', 'more']);
  });

  test('an upload that is cancelled, or ends too early, leaves nothing', async () => {
    await copyIn(source.id, '/', [{ path: 'in/' }]);
    const big = Buffer.alloc(3_000_000, 1);
    const items = [uploadItem('half', big), uploadItem('second', big)];
    const cancelled = await app.client.upload({ source, directory: '/in', items, rights: {} });
    await app.uploads.write({ uploadId: cancelled.uploadId, bytes: big });
    await app.jobs.cancel({ jobId: cancelled.jobId });
    expect(await app.ended(cancelled.jobId)).toMatchObject({ state: 'cancelled' });
    const short = await app.client.upload({ source, directory: '/in', items, rights: {} });
    expect(await app.send(short, [big])).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    const broken = await app.client.upload({ source, directory: '/in', items, rights: {} });
    await app.uploads.write({ uploadId: broken.uploadId, bytes: big });
    await app.uploads.abort({ uploadId: broken.uploadId, reason: 'The file cannot be read.' });
    expect(await app.ended(broken.jobId)).toMatchObject({
      state: 'failed',
      error: { message: 'The file cannot be read.' },
    });
    expect((await app.list(source, '/in', true)).names).toEqual([]);
  });

  test('an edit keeps mode and owner, and refuses a file that was changed meanwhile', async () => {
    await copyIn(source.id, '/', [{ path: 'conf', content: 'a=1\r\n', mode: 0o640, userId: 5, groupId: 6 }]);
    const { stamp, isText } = await app.client.read({ source, path: '/conf' });
    expect(isText).toBe(true);
    const next = await app.client.write({ source, path: '/conf', bytes: Buffer.from('a=2\r\n'), stamp: stamp! });
    expect(await app.text(source, '/conf')).toBe('a=2\r\n');
    expect((await app.list(source, '/')).get('conf')).toMatchObject({ mode: 0o640, userId: 5, groupId: 6 });
    await copyIn(source.id, '/', [{ path: 'conf', content: 'by another' }]);
    const again = app.client.write({ source, path: '/conf', bytes: Buffer.from('a=3'), stamp: next });
    await expect(again).rejects.toMatchObject({ error: { code: 'conflict' } });
    expect(await app.text(source, '/conf')).toBe('by another');
  });

  test('makes files and directories, never over what is there', async () => {
    const rights = { userId: 1, groupId: 2, fileMode: 0o640, directoryMode: 0o700 };
    await app.client.create({ source, directory: '/', name: 'made', kind: 'directory', rights });
    await app.client.create({ source, directory: '/made', name: 'empty', kind: 'file', rights });
    expect((await app.list(source, '/')).get('made')).toMatchObject({
      kind: 'directory',
      mode: 0o700,
      userId: 1,
      groupId: 2,
    });
    expect((await app.list(source, '/made')).get('empty')).toMatchObject({ kind: 'file', mode: 0o640, sizeBytes: 0 });
    const again = app.client.create({ source, directory: '/', name: 'made', kind: 'file', rights });
    await expect(again).rejects.toMatchObject({ error: { code: 'name-in-use' } });
  });

  test('finds names below a directory by a part or a pattern', async () => {
    await copyIn(source.id, '/', [
      { path: 'tree/' },
      { path: 'tree/App.Conf' },
      { path: 'tree/sub/' },
      { path: 'tree/sub/b.conf' },
      { path: 'tree/sub/c.txt' },
    ]);
    expect(await app.find(source, '/tree', 'conf')).toEqual(['/tree/App.Conf', '/tree/sub/b.conf']);
    expect(await app.find(source, '/tree', '?.*')).toEqual(['/tree/sub/b.conf', '/tree/sub/c.txt']);
    expect(await app.find(source, '/tree', 'conf', 1)).toHaveLength(1);
  });

  test('a directory is downloaded as an archive, and several things as one', async () => {
    await copyIn(source.id, '/', [
      { path: 'out/' },
      { path: 'out/a', content: 'A' },
      { path: 'out/d/' },
      { path: 'out/d/b', content: 'B', mode: 0o751 },
    ]);
    const one = await app.download(source, '/out');
    await copyIn(source.id, '/', [{ path: 'back/' }]);
    const unpack = await app.client.unpack({
      source,
      directory: '/back',
      fileName: 'out.tar',
      sizeBytes: one.length,
      isReplacing: true,
    });
    expect((await app.send(unpack, [one])).error).toBeUndefined();
    expect((await app.list(source, '/back/out/d')).get('b')).toMatchObject({ mode: 0o751, sizeBytes: 1 });
    const several = await app.download(source, '/out/a', '/out/d');
    const second = await app.client.unpack({
      source,
      directory: '/back',
      fileName: 'x.tar',
      sizeBytes: several.length,
      isReplacing: true,
    });
    expect((await app.send(second, [several])).error).toBeUndefined();
    expect((await app.list(source, '/back')).names).toEqual(['a', 'd', 'out']);
  });

  test('a damaged archive changes nothing', async () => {
    await copyIn(source.id, '/', [{ path: 'in/' }]);
    const bytes = Buffer.alloc(4096, 'no tar');
    const upload = await app.client.unpack({
      source,
      directory: '/in',
      fileName: 'x.tar',
      sizeBytes: bytes.length,
      isReplacing: true,
    });
    expect((await app.send(upload, [bytes])).state).toBe('failed');
    expect((await app.list(source, '/in', true)).names).toEqual([]);
  });

  test('what is not there, or is of another kind, is said', async () => {
    await copyIn(source.id, '/', [{ path: 'file', content: 'x' }]);
    await expect(app.list(source, '/nowhere')).rejects.toMatchObject({ error: { code: 'not-found' } });
    await expect(app.client.read({ source, path: '/nowhere' })).rejects.toMatchObject({ error: { code: 'not-found' } });
    await expect(app.client.read({ source, path: '/proc' })).rejects.toMatchObject({
      error: { code: 'invalid-input' },
    });
    await expect(app.download(source, '/nowhere')).rejects.toMatchObject({ error: { code: 'not-found' } });
    const { error } = await app.client
      .upload({ source, directory: '/nowhere', items: [uploadItem('a', '')], rights: {} })
      .then(
        () => ({ error: undefined }),
        (thrown: { error: unknown }) => thrown,
      );
    expect(error).toMatchObject({ code: 'not-found' });
  });
});

test('what a volume has is listed, uploaded, renamed, removed and downloaded', async () => {
  const data = testName('volume');
  await docker('volume', 'create', '--label', 'gantry.test', data);
  try {
    const source = volume(data);
    const upload = await app.client.upload({
      source,
      directory: '/',
      items: [uploadItem('a', 'hello')],
      rights: { userId: 9 },
    });
    expect((await app.send(upload, [Buffer.from('hello')])).error).toBeUndefined();
    expect((await app.list(source, '/')).get('a')).toMatchObject({ sizeBytes: 5, userId: 9 });
    expect((await app.download(source, '/a')).toString()).toBe('hello');
    await app.client.rename({ source, from: '/a', to: '/b' });
    expect(await docker('run', '--rm', '--volume', `${data}:/v`, 'busybox', 'cat', '/v/b')).toBe('hello');
    const { jobId } = await app.client.remove({ source, paths: ['/b'] });
    expect((await app.ended(jobId)).error).toBeUndefined();
    expect((await app.list(source, '/')).names).toEqual([]);
    await app.sources.release(source as never);
  } finally {
    await docker('volume', 'rm', data); // nothing holds it any more
  }
});

test('a volume that is not there is not made by looking at it', async () => {
  const source = volume(testName('nowhere'));
  await expect(app.list(source, '/')).rejects.toMatchObject({ error: { code: 'not-found' } });
  expect(await docker('volume', 'ls', '--quiet', '--filter', `name=${(source as { name: string }).name}`)).toBe('');
});
