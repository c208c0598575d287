import { execFile, spawn } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { historyCommand, inspectImagesCommand, readLayersCommand } from '../../contract/commands/imageFileCommands.ts';
import type { ImageFile, OpenedImage, OpenProgress } from '../../contract/model/imageFiles.ts';
import { openConnection } from '../docker/open.ts';
import type { Host } from '../host.ts';
import { archiveOf, layerOf, type TestEntry } from '../imageFiles/testing/archives.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { cliEnv, docker, shell, testName } from '../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { createActivityLog } from './activity.ts';
import { createLayersService } from './layers.ts';

const context = 'default';
const never = new AbortController().signal;
const activity = createActivityLog();
const jobs = createJobs();
const saved = new Map<string, Buffer>();
let engine: LiveEngine;
let layers: ReturnType<typeof createLayersService>;
let made: string[] = [];
let dir = '';

/** Saves at once. */
const host: Pick<Host, 'offerFile'> = {
  async offerFile({ name, open }) {
    const finished = (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of open(never)) chunks.push(chunk);
      saved.set(name, Buffer.concat(chunks));
      return { sizeBytes: saved.get(name)!.byteLength };
    })();
    finished.catch(() => {});
    return { finished };
  },
};

beforeAll(async () => {
  engine = await startLiveEngine();
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-layers-'));
  const { getConnection, cliArgs } = engine.contexts;
  layers = createLayersService({ getConnection, cliArgs, jobs, activity, host });
});
afterAll(async () => {
  await jobs.close();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const image of made) await docker('image', 'rm', '--force', image).catch(() => {});
  made = [];
});

function reference(): string {
  const fresh = `gantry-test/${testName('layers')}:1`;
  made.push(fresh);
  return fresh;
}

/** Built by the engine's own builder. Nothing else of it is kept than the image. */
async function build(dockerfile: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const image = reference();
  const folder = await mkdtemp(path.join(dir, 'build-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  await writeFile(path.join(folder, 'Dockerfile'), dockerfile);
  const env = { ...cliEnv(), DOCKER_BUILDKIT: '0' };
  await promisify(execFile)(testEngine().cliPath, ['build', '--quiet', '--tag', image, folder], { env });
  return image;
}

/** Imported with `docker load`: layers that no builder would make. */
async function load(contents: readonly (readonly TestEntry[])[], options: Parameters<typeof archiveOf>[1] = {}) {
  const image = reference();
  const { bytes } = await archiveOf(contents, { ...options, layout: 'legacy' });
  const loading = spawn(testEngine().cliPath, ['image', 'load', '--quiet'], { env: cliEnv() });
  loading.stdin.end(bytes);
  const output: Buffer[] = [];
  for await (const chunk of loading.stdout) output.push(chunk as Buffer);
  const [, id = ''] = /(sha256:[0-9a-f]{64})/.exec(Buffer.concat(output).toString()) ?? [];
  await docker('tag', id, image);
  return image;
}

async function open(image: string, signal = never): Promise<OpenedImage & { readonly steps: readonly OpenProgress[] }> {
  const steps: OpenProgress[] = [];
  for await (const step of layers.open({ context, image }, signal)) {
    if (step.type === 'opened') return { ...step.image, steps };
    steps.push(step);
  }
  throw new Error('It ended without an image.');
}

async function children(imageId: string, layer: number, at: string, scope: 'layer' | 'all' = 'layer') {
  const page = await layers.children(
    { context, imageId, layer, scope, path: at, only: [], offset: 0, limit: 1000 },
    never,
  );
  return page.files;
}
const said = (files: readonly ImageFile[]) => files.map(({ name, change }) => `${name} ${change}`);

describe('the layers of an image', () => {
  test('that was built: what each adds, changes and removes, and what a container of it sees [AC-35, AC-37]', async () => {
    const image = await build(
      [
        'FROM busybox',
        'MAINTAINER me',
        'COPY one /srv/one',
        'RUN mkdir /srv/empty && echo two > /srv/two && ln -s two /srv/soft && ln /srv/two /srv/hard',
        'RUN rm -r /srv/one/sub && echo changed > /srv/one/a && chmod 600 /srv/two',
        'CMD ["sh"]',
      ].join('\n'),
      { 'one/a': 'a', 'one/sub/b': 'bb', 'one/sub/c': 'ccc' },
    );
    const { imageId, history, layers: read, warnings } = await open(image);
    expect(warnings).toEqual([]);
    expect(history.map(({ instruction, isEmpty, layer }) => [instruction.keyword, isEmpty, layer])).toEqual([
      ['CMD', true, undefined],
      ['RUN', false, 3],
      ['RUN', false, 2],
      ['COPY', false, 1],
      ['MAINTAINER', true, undefined],
      [undefined, false, 0],
    ]);
    expect(history[3]?.instruction.text).toMatch(/in \/srv\/one$/);
    expect(read[1]).toMatchObject({ added: { files: 3, sizeBytes: 6 }, wasted: { files: 3, sizeBytes: 6 } });
    expect(said(await children(imageId, 2, '/srv'))).toEqual(['empty added', 'hard added', 'soft added', 'two added']);
    expect(said(await children(imageId, 3, '/srv/one'))).toEqual(['sub removed', 'a changed']);
    expect(said(await children(imageId, 3, '/srv/one/sub'))).toEqual(['b removed', 'c removed']);

    // The engine itself says what a container of it sees.
    const container = await docker('create', image);
    const tar = spawn('/bin/sh', ['-c', `"$CLI" export ${container} | tar --list`], {
      env: { ...cliEnv(), CLI: testEngine().cliPath },
    });
    const output: Buffer[] = [];
    for await (const chunk of tar.stdout) output.push(chunk as Buffer);
    await docker('rm', container);
    const exported = Buffer.concat(output)
      .toString()
      .trim()
      .split('\n')
      .filter((name) => !name.endsWith('/'))
      .map((name) => `/${name}`);
    // Docker puts these into each container.
    const ofContainer = /^\/(\.dockerenv|dev\/|etc\/(hostname|hosts|resolv\.conf|mtab)$)/;
    const found = await layers.search(
      { context, imageId, layer: 3, scope: 'all', only: [], query: '/', offset: 0, limit: 1000 },
      never,
    );
    const ours = found.files
      .filter(({ kind, change }) => kind !== 'directory' && change !== 'removed')
      .map(({ path: at }) => at);
    expect(ours.filter((at) => !ofContainer.test(at)).toSorted()).toEqual(
      exported.filter((at) => !ofContainer.test(at)).toSorted(),
    );
  });

  test('are told of as they are read, and a second opening asks the engine nothing more', async () => {
    const image = await build('FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=20');
    const first = await open(image);
    expect(first.steps[0]).toMatchObject({ type: 'progress', phase: 'preparing', readBytes: 0, layers: 2 });
    expect(first.readBytes).toBeGreaterThan(20 * 1024 * 1024);
    const before = engine.proxy.requests.filter((request) => /\/get/.test(request)).length;
    await open(image);
    await children(first.imageId, 1, '/');
    expect(engine.proxy.requests.filter((request) => /\/get/.test(request)).length).toBe(before);
  });
});

describe('odd layers', () => {
  test('with whiteouts, opaque directories, links and many files in one directory are read as the engine lays them out', async () => {
    const many = Array.from({ length: 3000 }, (_, index): TestEntry => ({
      name: `many/file-${String(index).padStart(4, '0')}`,
      content: 'x',
    }));
    const image = await load([
      [
        { name: 'many/' },
        ...many,
        { name: 'gone/' },
        { name: 'gone/a', content: 'aa' },
        { name: 'opaque/' },
        { name: 'opaque/old', content: 'old' },
      ],
      [
        { name: '.wh.gone' },
        { name: 'opaque/' },
        { name: 'opaque/.wh..wh..opq' },
        { name: 'opaque/new', content: 'new' },
        { name: 'hard', type: 'link', linkname: 'opaque/new' },
        { name: 'soft', type: 'symlink', linkname: '../../outside' },
        { name: 'naïve – 文件.txt', content: 'unicode' },
        { name: 'many/file-0001', content: 'yy' },
      ],
    ]);
    const { imageId, layers: read } = await open(image);
    expect(read[1]).toMatchObject({
      added: { files: 4 },
      changed: { files: 1, sizeBytes: 2 },
      removed: { files: 2, sizeBytes: 5 },
    });
    expect(said(await children(imageId, 1, '/', 'all'))).toEqual([
      'gone removed',
      'many unchanged',
      'opaque unchanged',
      'hard added',
      'naïve – 文件.txt added',
      'soft added',
    ]);
    expect(said(await children(imageId, 1, '/opaque', 'all'))).toEqual(['new added', 'old removed']);
    const page = await layers.children(
      { context, imageId, layer: 1, scope: 'all', path: '/many', only: [], offset: 2990, limit: 200 },
      never,
    );
    expect([page.total, page.files.length, page.files.at(-1)?.name]).toEqual([3000, 10, 'file-2999']);
    const { files } = await layers.wasted({ context, imageId, offset: 0, limit: 10 }, never);
    expect(files.map(({ path: at, wastedBytes, isInImage }) => [at, wastedBytes, isInImage])).toEqual([
      ['/opaque/old', 3, false],
      ['/gone/a', 2, false],
      ['/many/file-0001', 1, true],
    ]);
  });

  test('that the engine keeps compressed, or sends in the older layout, are no other', async () => {
    const contents = [[{ name: 'a', content: 'a'.repeat(50_000) }], [{ name: 'b', content: 'b' }]];
    for (const options of [{ compression: 'gzip' }, {}] as const) {
      const { layers: read } = await open(await load(contents, options));
      expect(read.map(({ sizeBytes }) => sizeBytes)).toEqual([50_000, 1]);
    }
  });
});

describe('an engine that sends what is no image', () => {
  /** Answers as an engine would, with this archive for every image. */
  async function lying(archive: Buffer, diffIds: readonly string[], cutAfter?: number) {
    const id = `sha256:${'1'.repeat(64)}`;
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (/\/version/.test(url))
        response.end(
          JSON.stringify({ Version: '28.5.2', ApiVersion: '1.51', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' }),
        );
      else if (/\/json/.test(url))
        response.end(JSON.stringify({ Id: id, RootFS: { Layers: diffIds }, Size: archive.byteLength }));
      else {
        response.write(archive.subarray(0, cutAfter ?? archive.byteLength), () => {
          if (cutAfter === undefined) response.end();
          else response.destroy();
        });
      }
    });
    const socket = path.join(dir, `${testName('lying')}.sock`.slice(-40));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const { connection, close } = await openConnection({
      context,
      endpoint: { type: 'unix', path: socket },
      isLocal: true,
    });
    const service = createLayersService({
      getConnection: async () => connection,
      cliArgs: () => [],
      jobs,
      activity,
      host,
    });
    const read = async () => {
      for await (const step of service.open({ context, image: 'odd' }, never))
        if (step.type === 'opened') return step.image;
      throw new Error('It ended without an image.');
    };
    return {
      read,
      service,
      id,
      close: async () => {
        close();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }
  const failing = async (engineOf: Awaited<ReturnType<typeof lying>>) => {
    try {
      return await engineOf.read().then(
        () => undefined,
        (thrown: { readonly error: object }) => thrown.error,
      );
    } finally {
      await engineOf.close();
    }
  };

  test('a layer that ends too early, an archive of something else, a web page, a lost connection', async () => {
    const contents = [[{ name: 'a', content: 'a'.repeat(9000) }]];
    const cut = await archiveOf(contents, { damage: (layer) => layer.subarray(0, 4000) });
    expect(await failing(await lying(cut.bytes, cut.diffIds))).toMatchObject({
      code: 'unexpected',
      message: 'Layer 1 of 1 is damaged or ends too early.',
      hint: expect.stringContaining('pull or build it again'),
    });
    const other = await layerOf([{ name: 'letter.txt', content: 'Dear reader' }]);
    expect(await failing(await lying(other, ['sha256:1']))).toMatchObject({
      message: expect.stringContaining('not of an image'),
    });
    expect(await failing(await lying(Buffer.from('<html>'.repeat(1000)), []))).toMatchObject({ code: 'unexpected' });
    const whole = await archiveOf(contents);
    expect(await failing(await lying(whole.bytes, whole.diffIds, 6000))).toMatchObject({
      code: 'engine-unreachable',
      reason: 'closed',
    });
  });

  test('names that lead out of the image are shown inside it, and nothing is written anywhere', async () => {
    const outside = path.join(dir, 'outside');
    const { bytes, diffIds } = await archiveOf([[{ name: `../../../../../../../..${outside}`, content: 'evil' }]]);
    const odd = await lying(bytes, diffIds);
    try {
      const { warnings } = await odd.read();
      expect(warnings).toEqual([expect.stringContaining('1 entry has a name that would lead out')]);
      const wanted = { context, imageId: odd.id, layer: 0, path: outside };
      expect(Buffer.from((await odd.service.preview({ ...wanted, maxBytes: 100 }, never)).bytes).toString()).toBe(
        'evil',
      );
      await odd.service.download(wanted, never);
      await expect.poll(() => saved.get('outside')?.toString()).toBe('evil');
      await expect(readFile(outside)).rejects.toThrow('ENOENT');
    } finally {
      await odd.close();
    }
  });
});

describe('a reading that is cancelled', () => {
  /** Requests that go on: kept connections that wait are not counted. */
  const idle = () => expect.poll(() => engine.proxy.openCount, { timeout: 10_000 });
  const big = () => build('FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=150');

  test('before the engine sends, and while it sends, ends the request; later it begins anew', async () => {
    const image = await big();
    await open('busybox');
    for (const phase of ['preparing', 'reading'] as const) {
      const before = engine.proxy.openCount;
      const abort = new AbortController();
      const ended = (async () => {
        for await (const step of layers.open({ context, image }, abort.signal)) {
          if (step.type === 'progress' && step.phase === phase) abort.abort();
        }
      })();
      await expect(ended).rejects.toMatchObject({ error: { code: 'cancelled' } });
      await idle().toBeLessThanOrEqual(before);
      const last = () => [...activity.feed.values()].at(-1);
      await expect.poll(last).toMatchObject({ title: `Read the layers of ${image}`, state: 'cancelled' });
    }
    expect((await open(image)).sizeBytes).toBeGreaterThan(150_000_000);
  });

  test('by one of two goes on for the other, over one request', async () => {
    const image = await big();
    const abort = new AbortController();
    const before = engine.proxy.requests.filter((request) => /\/get/.test(request)).length;
    const leaving = open(image, abort.signal);
    const staying = open(image);
    setTimeout(() => abort.abort(), 100);
    await expect(leaving).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect((await staying).files).toBeGreaterThan(100);
    expect(engine.proxy.requests.filter((request) => /\/get/.test(request)).length).toBe(before + 1);
  });

  test('of one file ends the request', async () => {
    const image = await big();
    const { imageId } = await open(image);
    const before = engine.proxy.openCount;
    const abort = new AbortController();
    const reading = layers.preview({ context, imageId, layer: 1, path: '/big', maxBytes: 1000 }, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await idle().toBeLessThanOrEqual(before);
  });
});

describe('one file', () => {
  test('is shown, and saved as the command that is shown saves it', async () => {
    const big = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const image = await build('FROM busybox\nCOPY . /data/', { 'note.txt': 'grüße\n', big });
    const { imageId } = await open(image);
    const wanted = { context, imageId, layer: 1 };
    const note = await layers.preview({ ...wanted, path: '/data/note.txt', maxBytes: 1000 }, never);
    expect({ ...note, bytes: Buffer.from(note.bytes).toString() }).toEqual({
      path: '/data/note.txt',
      sizeBytes: 8,
      content: 'text',
      bytes: 'grüße\n',
      isWhole: true,
    });
    const part = await layers.preview({ ...wanted, path: '/data/big', maxBytes: 1000 }, never);
    expect(part).toMatchObject({ content: 'binary', isWhole: false, sizeBytes: 300_000 });
    expect(Buffer.compare(part.bytes, big.subarray(0, 1000))).toBe(0);

    const { jobId } = await layers.download({ ...wanted, path: '/data/big' }, never);
    await expect.poll(() => jobs.feed.get(jobId)?.state).toBe('done');
    expect(Buffer.compare(saved.get('big')!, big)).toBe(0);
    const command = jobs.feed.get(jobId)?.command ?? '';
    const containers = await docker('ps', '--all', '--quiet');
    await shell(`cd ${await mkdtemp(path.join(dir, 'copied-'))} && pwd && ${command}`).then(async (output) => {
      const [folder = ''] = output.split('\n');
      expect(Buffer.compare(await readFile(path.join(folder, 'big')), big)).toBe(0);
    });
    expect(await docker('ps', '--all', '--quiet')).toBe(containers);
  });
});

describe('history', () => {
  test('says what docker says, and which other images share a layer', async () => {
    const base = await build('FROM busybox\nRUN echo 1 > /one\nENV A=1');
    const above = await build(`FROM ${base}\nRUN echo 2 > /two`);
    const other = await build('FROM busybox\nRUN echo 3 > /three');
    const { entries, layers: read, imageId } = await layers.history({ context, image: above }, never);
    const printed = (await shell(historyCommand(above, ['--host', `unix://${testEngine().socketPath}`])))
      .split('\n')
      .slice(1);
    expect(entries).toHaveLength(printed.length);
    for (const [index, { createdBy }] of entries.entries()) expect(printed[index]).toContain(createdBy);
    expect(entries.map(({ layer }) => layer)).toEqual([2, undefined, 1, 0]);
    const names = (layer: number) => read[layer]!.sharedWith.flatMap((image) => image.names);
    expect(names(2)).toEqual([]);
    expect(names(1)).toEqual([base]);
    expect(names(0)).toEqual(expect.arrayContaining([base, other, 'busybox:latest']));
    // What the reading says of the same entries.
    const opened = await open(above);
    expect(opened.imageId).toBe(imageId);
    expect(opened.history.map(({ layer }) => layer)).toEqual(entries.map(({ layer }) => layer));
  });

  test('of an image that is not there is not found', async () => {
    await expect(layers.history({ context, image: 'gantry-test/none' }, never)).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
    await expect(open('gantry-test/none')).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('commands that are shown beside it tell of the same image', async () => {
    const image = await build('FROM busybox\nRUN echo 1 > /one');
    const { layers: read, imageId } = await open(image);
    const cliArgs = engine.contexts.cliArgs(context);
    const [inspected] = JSON.parse(await shell(inspectImagesCommand([image], cliArgs))) as {
      Id: string;
      RootFS: { Layers: string[] };
    }[];
    expect(inspected).toMatchObject({ Id: imageId, RootFS: { Layers: read.map(({ diffId }) => diffId) } });
    const listed = await shell(readLayersCommand(image, cliArgs));
    for (const { diffId } of read) expect(listed).toContain(diffId.replace('sha256:', ''));
    expect([...activity.feed.values()].map(({ command }) => command)).toContain(readLayersCommand(image, cliArgs));
  });
});

describe('two images', () => {
  const status = (version: string) =>
    `Package: tool\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\n`;

  test('are compared in all that a person would ask', async () => {
    const before = await build(
      ['FROM busybox', 'COPY srv /srv', 'COPY var /var', 'ENV KEEP=1 OLD=1', 'EXPOSE 80', 'LABEL team=blue', 'CMD ["a"]'].join('\n'),
      { 'srv/same': 's', 'srv/changed': 'before', 'srv/gone': 'g', 'var/lib/dpkg/status': status('1.0') },
    );
    const after = await build(
      [
        'FROM busybox',
        'COPY srv /srv',
        'COPY var /var',
        'RUN chmod 700 /srv/same',
        'ENV KEEP=1 NEW=2',
        'EXPOSE 80 443',
        'LABEL team=red',
        'ENTRYPOINT ["e"]',
      ].join('\n'),
      { 'srv/same': 's', 'srv/changed': 'after!', 'srv/new': 'n', 'var/lib/dpkg/status': status('1.1') },
    );
    const pair = { context, before, after };
    let comparison;
    for await (const step of layers.compare(pair, never)) if (step.type === 'compared') comparison = step.comparison;
    expect(comparison).toMatchObject({
      before: { names: [before] },
      after: { names: [after], layers: 4 },
      environment: expect.arrayContaining([
        { name: 'KEEP', difference: 'same', before: '1', after: '1' },
        { name: 'OLD', difference: 'removed', before: '1' },
        { name: 'NEW', difference: 'added', after: '2' },
      ]),
      ports: [
        { name: '443/tcp', difference: 'added', after: '' },
        { name: '80/tcp', difference: 'same', before: '', after: '' },
      ],
      labels: expect.arrayContaining([{ name: 'team', difference: 'changed', before: 'blue', after: 'red' }]),
      settings: expect.arrayContaining([
        { name: 'Entrypoint', difference: 'added', after: '["e"]' },
        { name: 'Command', difference: 'removed', before: '["a"]' },
      ]),
      packages: [{ manager: 'dpkg', name: 'tool', difference: 'changed', before: '1.0', after: '1.1' }],
      packageProblems: [],
    });
    expect(comparison?.layers.map(({ difference }) => difference)).toEqual(['same', 'removed', 'removed', 'added', 'added', 'added']);
    const page = await layers.comparedFiles(
      { ...pair, only: ['added', 'changed', 'removed'], query: '', offset: 0, limit: 100 },
      never,
    );
    expect(page.files.map(({ path: at, difference, what }) => [at, difference, what])).toEqual([
      ['/srv/changed', 'changed', ['content']],
      ['/srv/gone', 'removed', []],
      ['/srv/new', 'added', []],
      ['/srv/same', 'changed', ['mode 644 → 700']],
      ['/var/lib/dpkg/status', 'changed', ['content']],
    ]);
    expect(comparison?.files).toMatchObject({ added: { files: 1 }, removed: { files: 1 }, changed: { files: 3 } });
  });

  test('that are the same differ in nothing', async () => {
    const image = await build('FROM busybox\nRUN echo 1 > /one');
    const { total } = await layers.comparedFiles(
      { context, before: image, after: image, only: ['added', 'changed', 'removed'], query: '', offset: 0, limit: 10 },
      never,
    );
    expect(total).toBe(0);
  });
});
