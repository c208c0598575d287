import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { ImageIndex } from './imageIndex.ts';
import { readArchive } from './readArchive.ts';
import { locateFile } from './fileContent.ts';
import { readFile } from './readFile.ts';
import { archiveOf, collect, inPieces, layerOf, type TestArchive, type TestEntry } from './testing/archives.ts';

const LAYERS: readonly (readonly TestEntry[])[] = [
  [
    { name: './' },
    { name: 'etc/' },
    { name: 'etc/passwd', content: 'root' },
    { name: 'etc/hosts', content: 'localhost' },
    { name: 'usr/lib/big', content: Buffer.alloc(40_000, 7) },
  ],
  [
    { name: 'etc/passwd', content: 'root and me' },
    { name: 'etc/.wh.hosts' },
    { name: 'usr/lib/link', type: 'symlink', linkname: '../../etc/passwd' },
  ],
];

async function open({ bytes, diffIds }: TestArchive, pieceBytes?: number) {
  const image = await readArchive(inPieces(bytes, pieceBytes), { diffIds });
  return new ImageIndex('sha256:0', image, { readBytes: bytes.byteLength, durationMs: 0 });
}
const all = { layer: 1, scope: 'all', only: [] } as const;
const names = (index: ImageIndex, path: string) =>
  index
    .view(all)
    .children(path, 0, 100)
    .files.map(({ name, change }) => `${name} ${change}`);

describe('an archive of an image', () => {
  test.each([
    ['of engine 25 and newer', {}],
    ['with its manifest before the layers', { isManifestFirst: true }],
    ['with only the index of an OCI layout', { layout: 'oci-index-only' }],
    ['with layers in gzip', { compression: 'gzip' }],
    ['with layers in zstd', { compression: 'zstd' }],
    ['of older engines', { layout: 'legacy' }],
  ] as const)('%s is read', async (_what, options) => {
    const index = await open(await archiveOf(LAYERS, options));
    expect(names(index, '/etc')).toEqual(['hosts removed', 'passwd changed']);
    expect(names(index, '/usr/lib')).toEqual(['big unchanged', 'link added']);
    expect(index.opened).toMatchObject({
      platform: 'linux/amd64',
      files: 3,
      sizeBytes: 4 + 9 + 40_000 + 11,
      wastedBytes: 4 + 9,
      efficiency: (40_000 + 11) / (40_000 + 24),
      warnings: [],
      layers: [
        { added: { files: 3, sizeBytes: 40_013 }, wasted: { files: 2, sizeBytes: 13 } },
        {
          added: { files: 1, sizeBytes: 0 },
          changed: { files: 1, sizeBytes: 11 },
          removed: { files: 1, sizeBytes: 9 },
          wasted: { files: 0, sizeBytes: 0 },
        },
      ],
    });
  });

  test('is read the same however its bytes come', async () => {
    const archive = await archiveOf(LAYERS, { compression: 'gzip' });
    const whole = await open(archive, archive.bytes.byteLength);
    for (const pieceBytes of [1, 511, 513]) expect((await open(archive, pieceBytes)).opened).toEqual(whole.opened);
  });

  test('in which two layers are the same holds both', async () => {
    const same = [{ name: 'a', content: 'x' }];
    for (const layout of ['oci', 'legacy'] as const) {
      const index = await open(await archiveOf([same, [{ name: 'b', content: 'y' }], same], { layout }));
      expect(index.opened.layers.map(({ added, changed }) => [added.files, changed.files])).toEqual([
        [1, 0],
        [1, 0],
        [0, 1],
      ]);
      expect(index.opened.wastedBytes).toBe(1);
    }
  });

  test('with several platforms gives the one that the engine has', async () => {
    const [arm, amd] = [await archiveOf([[{ name: 'arm' }]]), await archiveOf([[{ name: 'amd' }]])];
    // Both in one layout: what `docker image save` writes of an image of the containerd store.
    const entries: TestEntry[] = [];
    const manifests: unknown[] = [];
    for (const { bytes } of [arm, amd]) {
      const { tarEntries } = await import('./tarEntries.ts');
      for await (const entry of tarEntries(inPieces(bytes))) {
        const content = await collect(entry);
        if (entry.header.name === 'index.json') {
          manifests.push(...(JSON.parse(content.toString()) as { manifests: unknown[] }).manifests);
        } else if (entry.header.name.startsWith('blobs/')) entries.push({ name: entry.header.name, content });
      }
    }
    entries.push({ name: 'index.json', content: JSON.stringify({ manifests }) });
    const index = await open({ bytes: await layerOf(entries), diffIds: amd.diffIds });
    const { files } = index.view({ layer: 0, scope: 'all', only: [] }).children('/', 0, 10);
    expect(files.map(({ name }) => name)).toEqual(['amd']);
  });

  test('names that lead out of the image stay inside, and are told of', async () => {
    const index = await open(
      await archiveOf([
        [
          { name: '../../etc/cron.d/evil', content: 'x' },
          { name: '/abs/../../top', content: 'y' },
        ],
        [],
      ]),
    );
    expect(names(index, '/')).toEqual(['etc unchanged', 'top unchanged']);
    expect(names(index, '/etc/cron.d')).toEqual(['evil unchanged']);
    expect(index.opened.warnings).toEqual([expect.stringMatching(/^2 entries have names that would lead out/)]);
  });
});

describe('what is no image says so', () => {
  const failure = async (archive: TestArchive | Promise<TestArchive>) => {
    const thrown: unknown = await open(await archive).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(AppFailure);
    return (thrown as AppFailure).error;
  };

  test('an archive that is cut anywhere', async () => {
    const { bytes, diffIds } = await archiveOf(LAYERS);
    for (const share of [0.1, 0.35, 0.6, 0.97]) {
      const error = await failure({ bytes: bytes.subarray(0, Math.floor(bytes.byteLength * share)), diffIds });
      expect(error.message).toMatch(/damaged or ends too early|no manifest|not in what the engine sent/);
      expect(error).toHaveProperty('hint');
    }
  });

  test.each(['none', 'gzip'] as const)('a layer that is cut (%s)', async (compression) => {
    const cut = (layer: Buffer, index: number) => (index === 1 ? layer : layer.subarray(0, layer.byteLength >> 1));
    expect(await failure(archiveOf(LAYERS, { compression, damage: cut }))).toMatchObject({
      code: 'unexpected',
      message: 'Layer 1 of 2 is damaged or ends too early.',
    });
  });

  test('a layer that is no archive', async () => {
    const error = await failure(archiveOf(LAYERS, { damage: (layer) => Buffer.alloc(layer.byteLength, 'no tar ') }));
    expect(error.message).toBe('Layer 1 of 2 is damaged or ends too early.');
  });

  test('an archive of something else', async () => {
    const bytes = await layerOf([{ name: 'home/me/letter.txt', content: 'Dear reader' }]);
    expect((await failure({ bytes, diffIds: ['sha256:1'] })).message).toMatch(/not of an image: it has no manifest/);
  });

  test('bytes that are no archive at all', async () => {
    const bytes = Buffer.alloc(4096, '<html>not found</html>');
    expect((await failure({ bytes, diffIds: ['sha256:1'] })).message).toMatch(/damaged/);
  });

  test('another image than was asked for', async () => {
    const { bytes } = await archiveOf(LAYERS);
    expect((await failure({ bytes, diffIds: ['sha256:1'] })).message).toMatch(/another image/);
  });
});

describe('a file in a layer', () => {
  test('is read by its place, in whichever format', async () => {
    for (const options of [{}, { compression: 'gzip' }, { layout: 'legacy' }] as const) {
      const archive = await archiveOf(LAYERS, options);
      const index = await open(archive);
      const content = await collect(readFile(inPieces(archive.bytes), locateFile(index, 0, '/etc/passwd')));
      expect(content.toString()).toBe('root');
      expect((await collect(readFile(inPieces(archive.bytes), locateFile(index, 0, '/usr/lib/big')))).byteLength).toBe(
        40_000,
      );
      expect((await collect(readFile(inPieces(archive.bytes), locateFile(index, 1, '/etc/passwd')))).toString()).toBe(
        'root and me',
      );
    }
  });

  test('is read no further than to its end', async () => {
    const archive = await archiveOf([
      [{ name: 'small', content: 'x' }],
      [{ name: 'big', content: Buffer.alloc(2_000_000) }],
    ]);
    let readBytes = 0;
    async function* counted() {
      for await (const piece of inPieces(archive.bytes)) {
        readBytes += piece.byteLength;
        yield piece;
      }
    }
    const place = locateFile(await open(archive), 0, '/small');
    expect((await collect(readFile(counted(), place))).toString()).toBe('x');
    expect(readBytes).toBeLessThan(200_000);
  });

  test('by a hard link is the file that it names', async () => {
    const archive = await archiveOf([
      [
        { name: 'a', content: 'content' },
        { name: 'dir/b', type: 'link', linkname: 'a' },
      ],
    ]);
    const index = await open(archive);
    expect((await collect(readFile(inPieces(archive.bytes), locateFile(index, 0, '/dir/b')))).toString()).toBe(
      'content',
    );
  });

  test('of another archive is not found', async () => {
    const index = await open(await archiveOf(LAYERS));
    const other = await archiveOf([[{ name: 'x' }]]);
    await expect(collect(readFile(inPieces(other.bytes), locateFile(index, 0, '/etc/passwd')))).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('that is a directory or a link has no content', async () => {
    const index = await open(await archiveOf(LAYERS));
    for (const [layer, path] of [
      [0, '/etc'],
      [1, '/usr/lib/link'],
    ] as const) {
      expect(() => locateFile(index, layer, path)).toThrow(/no content of its own/);
    }
    expect(() => locateFile(index, 1, '/usr/lib/big')).toThrow(/no “\/usr\/lib\/big”/);
  });
});
