import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { historyCommand, inspectImagesCommand, readLayersCommand } from '../../contract/commands/imageFileCommands.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import type { TestEntry } from '../imageFiles/testing/archives.ts';
import { cliEnv, docker, shell } from '../live/testing/engineCli.ts';
import { context, never, openLayers, type OpenedLayers, said } from './testing/layersOfEngine.ts';

let made: OpenedLayers;
beforeAll(async () => void (made = await openLayers()));
afterAll(() => made.close());
afterEach(() => made.removeMade());

describe('the layers of an image', () => {
  test('that was built: what each adds, changes and removes, and what a container of it sees [AC-35, AC-37]', async () => {
    const image = await made.build(
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
    const { imageId, history, layers: read, warnings } = await made.open(image);
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
    expect(said(await made.children(imageId, 2, '/srv'))).toEqual([
      'empty added',
      'hard added',
      'soft added',
      'two added',
    ]);
    expect(said(await made.children(imageId, 3, '/srv/one'))).toEqual(['sub removed', 'a changed']);
    expect(said(await made.children(imageId, 3, '/srv/one/sub'))).toEqual(['b removed', 'c removed']);

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
    const found = await made.layers.search(
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
    const image = await made.build('FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=20');
    const first = await made.open(image);
    expect(first.steps[0]).toMatchObject({ type: 'progress', phase: 'preparing', readBytes: 0, layers: 2 });
    expect(first.readBytes).toBeGreaterThan(20 * 1024 * 1024);
    const before = made.engine.proxy.requests.filter((request) => /\/get/.test(request)).length;
    await made.open(image);
    await made.children(first.imageId, 1, '/');
    expect(made.engine.proxy.requests.filter((request) => /\/get/.test(request)).length).toBe(before);
  });
});

describe('odd layers', () => {
  test('with whiteouts, opaque directories, links and many files in one directory are read as the engine lays them out', async () => {
    const many = Array.from({ length: 3000 }, (_, index): TestEntry => ({
      name: `many/file-${String(index).padStart(4, '0')}`,
      content: 'x',
    }));
    const image = await made.load([
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
    const { imageId, layers: read } = await made.open(image);
    expect(read[1]).toMatchObject({
      added: { files: 4 },
      changed: { files: 1, sizeBytes: 2 },
      removed: { files: 2, sizeBytes: 5 },
    });
    expect(said(await made.children(imageId, 1, '/', 'all'))).toEqual([
      'gone removed',
      'many unchanged',
      'opaque unchanged',
      'hard added',
      'naïve – 文件.txt added',
      'soft added',
    ]);
    expect(said(await made.children(imageId, 1, '/opaque', 'all'))).toEqual(['new added', 'old removed']);
    const page = await made.layers.children(
      { context, imageId, layer: 1, scope: 'all', path: '/many', only: [], offset: 2990, limit: 200 },
      never,
    );
    expect([page.total, page.files.length, page.files.at(-1)?.name]).toEqual([3000, 10, 'file-2999']);
    const { files } = await made.layers.wasted({ context, imageId, offset: 0, limit: 10 }, never);
    expect(files.map(({ path: at, wastedBytes, isInImage }) => [at, wastedBytes, isInImage])).toEqual([
      ['/opaque/old', 3, false],
      ['/gone/a', 2, false],
      ['/many/file-0001', 1, true],
    ]);
  });

  test('that the engine keeps compressed, or sends in the older layout, are no other', async () => {
    const contents = [[{ name: 'a', content: 'a'.repeat(50_000) }], [{ name: 'b', content: 'b' }]];
    for (const options of [{ compression: 'gzip' }, {}] as const) {
      const { layers: read } = await made.open(await made.load(contents, options));
      expect(read.map(({ sizeBytes }) => sizeBytes)).toEqual([50_000, 1]);
    }
  });
});

describe('one file', () => {
  test('is shown, and saved as the command that is shown saves it', async () => {
    const big = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const image = await made.build('FROM busybox\nCOPY . /data/', { 'note.txt': 'grüße\n', big });
    const { imageId } = await made.open(image);
    const wanted = { context, imageId, layer: 1 };
    const note = await made.layers.preview({ ...wanted, path: '/data/note.txt', maxBytes: 1000 }, never);
    expect({ ...note, bytes: Buffer.from(note.bytes).toString() }).toEqual({
      path: '/data/note.txt',
      sizeBytes: 8,
      content: 'text',
      bytes: 'grüße\n',
      isWhole: true,
    });
    const part = await made.layers.preview({ ...wanted, path: '/data/big', maxBytes: 1000 }, never);
    expect(part).toMatchObject({ content: 'binary', isWhole: false, sizeBytes: 300_000 });
    expect(Buffer.compare(part.bytes, big.subarray(0, 1000))).toBe(0);

    const { jobId } = await made.layers.download({ ...wanted, path: '/data/big' }, never);
    await expect.poll(() => made.jobs.feed.get(jobId)?.state).toBe('done');
    expect(Buffer.compare(made.saved.get('big')!, big)).toBe(0);
    const command = made.jobs.feed.get(jobId)?.command ?? '';
    const containers = await docker('ps', '--all', '--quiet');
    await shell(`cd ${await mkdtemp(path.join(made.dir, 'copied-'))} && pwd && ${command}`).then(async (output) => {
      const [folder = ''] = output.split('\n');
      expect(Buffer.compare(await readFile(path.join(folder, 'big')), big)).toBe(0);
    });
    expect(await docker('ps', '--all', '--quiet')).toBe(containers);
  });
});

describe('history', () => {
  test('says what docker says, and which other images share a layer', async () => {
    const base = await made.build('FROM busybox\nRUN echo 1 > /one\nENV A=1');
    const above = await made.build(`FROM ${base}\nRUN echo 2 > /two`);
    const other = await made.build('FROM busybox\nRUN echo 3 > /three');
    const { entries, layers: read, imageId } = await made.layers.history({ context, image: above }, never);
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
    const opened = await made.open(above);
    expect(opened.imageId).toBe(imageId);
    expect(opened.history.map(({ layer }) => layer)).toEqual(entries.map(({ layer }) => layer));
  });

  test('of an image that is not there is not found', async () => {
    await expect(made.layers.history({ context, image: 'gantry-test/none' }, never)).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
    await expect(made.open('gantry-test/none')).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('commands that are shown beside it tell of the same image', async () => {
    const image = await made.build('FROM busybox\nRUN echo 1 > /one');
    const { layers: read, imageId } = await made.open(image);
    const cliArgs = made.engine.contexts.cliArgs(context);
    const [inspected] = JSON.parse(await shell(inspectImagesCommand([image], cliArgs))) as {
      Id: string;
      RootFS: { Layers: string[] };
    }[];
    expect(inspected).toMatchObject({ Id: imageId, RootFS: { Layers: read.map(({ diffId }) => diffId) } });
    const listed = await shell(readLayersCommand(image, cliArgs));
    // The containerd store keeps them compressed, under other digests.
    for (const { diffId } of read.filter(({ compression }) => compression === 'none')) {
      expect(listed).toContain(diffId.replace('sha256:', ''));
    }
    expect(listed).toContain('manifest.json');
    expect([...made.activity.feed.values()].map(({ command }) => command)).toContain(readLayersCommand(image, cliArgs));
  });
});

describe('two images', () => {
  const status = (version: string) =>
    `Package: tool\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\n`;

  test('are compared in all that a person would ask', async () => {
    const before = await made.build(
      [
        'FROM busybox',
        'COPY srv /srv',
        'COPY var /var',
        'ENV KEEP=1 OLD=1',
        'EXPOSE 80',
        'LABEL team=blue',
        'CMD ["a"]',
      ].join('\n'),
      { 'srv/same': 's', 'srv/changed': 'before', 'srv/gone': 'g', 'var/lib/dpkg/status': status('1.0') },
    );
    const after = await made.build(
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
    for await (const step of made.layers.compare(pair, never))
      if (step.type === 'compared') comparison = step.comparison;
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
    expect(comparison?.layers.map(({ difference }) => difference)).toEqual([
      'same',
      'removed',
      'removed',
      'added',
      'added',
      'added',
    ]);
    const page = await made.layers.comparedFiles(
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
    const image = await made.build('FROM busybox\nRUN echo 1 > /one');
    const { total } = await made.layers.comparedFiles(
      { context, before: image, after: image, only: ['added', 'changed', 'removed'], query: '', offset: 0, limit: 10 },
      never,
    );
    expect(total).toBe(0);
  });
});
