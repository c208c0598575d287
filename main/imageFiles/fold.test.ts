import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newBudget } from './budget.ts';
import { FileView } from './fileView.ts';
import { type Fold, foldLayers, type LayersOfFiles } from './fold.ts';
import { PathTable } from './pathTable.ts';
import { readLayer } from './readLayer.ts';
import { inPieces, layerOf, type TestEntry } from './testing/archives.ts';
import { efficiencyOf, wastedFiles } from './waste.ts';

async function imageOf(layers: readonly (readonly TestEntry[])[]): Promise<LayersOfFiles> {
  const paths = new PathTable();
  const read = [];
  for (const entries of layers) {
    read.push({ entries: await readLayer(inPieces(await layerOf(entries)), paths, newBudget()) });
  }
  return { paths, layers: read };
}

/** Paths of all files that a container sees. */
function finalFiles(image: LayersOfFiles, fold: Fold): readonly string[] {
  const paths: string[] = [];
  for (const [node, entry] of fold.final.entries()) {
    if (entry < 0) continue;
    const { entries } = image.layers[fold.numbering.layerOf(entry)]!;
    if (!entries.isDirectory(fold.numbering.indexOf(entry))) paths.push(image.paths.path(node));
  }
  return paths.sort();
}

const file = (name: string, size = 1): TestEntry => ({ name, content: 'x'.repeat(size) });

describe('layers over each other', () => {
  test('a whiteout takes away a directory with all that is in it, once', async () => {
    const image = await imageOf([
      [{ name: 'd/' }, file('d/a', 10), { name: 'd/e/' }, file('d/e/b', 5), file('k')],
      [{ name: '.wh.d' }],
      [{ name: 'd/' }, file('d/c', 3)],
    ]);
    const fold = foldLayers(image);
    expect(finalFiles(image, fold)).toEqual(['/d/c', '/k']);
    expect(fold.effects.map(({ added, removed, wasted }) => [added.files, removed.files, wasted.sizeBytes])).toEqual([
      [3, 0, 15],
      [0, 2, 0],
      [1, 0, 0],
    ]);
    expect(wastedFiles(image, fold)).toEqual([
      { path: '/d/a', copies: 1, wastedBytes: 10, isInImage: false, layers: [0] },
      { path: '/d/e/b', copies: 1, wastedBytes: 5, isInImage: false, layers: [0] },
    ]);
  });

  test('an opaque directory hides what the layers below had in it, not what its own layer puts there', async () => {
    const image = await imageOf([
      [file('d/a'), file('d/b', 4)],
      [file('d/b', 2), { name: 'd/.wh..wh..opq' }, file('d/c')],
    ]);
    const fold = foldLayers(image);
    expect(finalFiles(image, fold)).toEqual(['/d/b', '/d/c']);
    expect(fold.effects[1]).toMatchObject({
      added: { files: 1, sizeBytes: 1 },
      changed: { files: 1, sizeBytes: 2 },
      removed: { files: 1, sizeBytes: 1 },
    });
  });

  test('a file in place of a directory takes away what was in it; a directory in place of a file, the file', async () => {
    const image = await imageOf([
      [file('x/a'), file('y')],
      [file('x'), file('y/b')],
    ]);
    const fold = foldLayers(image);
    expect(finalFiles(image, fold)).toEqual(['/x', '/y/b']);
    expect(fold.effects[1]!.removed.files).toBe(2);
  });

  test('bookkeeping of AUFS is no file', async () => {
    const image = await imageOf([
      [file('.wh..wh.aufs'), { name: '.wh..wh.plnk/' }, file('.wh..wh.plnk/1.2'), file('a')],
    ]);
    expect(finalFiles(image, foldLayers(image))).toEqual(['/a']);
  });

  test('a directory that only comes again is no change; one with other permissions is', async () => {
    const image = await imageOf([
      [{ name: 'same/' }, { name: 'other/' }],
      [
        { name: 'same/', mtime: new Date(5000) },
        { name: 'other/', mode: 0o700 },
      ],
    ]);
    const view = new FileView(image, foldLayers(image), { layer: 1, scope: 'layer', only: [] });
    expect(view.children('/', 0, 10).files.map(({ name, change }) => [name, change])).toEqual([['other', 'changed']]);
  });

  test('an image without bytes wastes none', async () => {
    const image = await imageOf([[{ name: 'd/' }], []]);
    expect(efficiencyOf(image, foldLayers(image))).toEqual({ sizeBytes: 0, wastedBytes: 0, efficiency: 1 });
  });
});

describe('the files of a layer', () => {
  const LAYERS = [
    [{ name: 'etc/' }, file('etc/a.conf', 10), file('etc/b.conf', 20), file('bin/sh', 100)],
    [file('etc/a.conf', 11), { name: 'etc/.wh.b.conf' }, file('etc/new', 1)],
    [{ name: '.wh.bin' }],
  ];
  const shown = async (query: ConstructorParameters<typeof FileView>[2], path: string) => {
    const image = await imageOf(LAYERS);
    return new FileView(image, foldLayers(image), query)
      .children(path, 0, 100)
      .files.map(({ name, change, sizeBytes }) => `${name} ${change} ${sizeBytes}`);
  };

  test('alone are those that it touches; up to here, all that a container would see and what is taken away', async () => {
    expect(await shown({ layer: 1, scope: 'layer', only: [] }, '/')).toEqual(['etc unchanged 12']);
    expect(await shown({ layer: 1, scope: 'layer', only: [] }, '/etc')).toEqual([
      'a.conf changed 11',
      'b.conf removed 20',
      'new added 1',
    ]);
    expect(await shown({ layer: 1, scope: 'all', only: [] }, '/')).toEqual(['bin unchanged 100', 'etc unchanged 12']);
    expect(await shown({ layer: 2, scope: 'all', only: [] }, '/')).toEqual(['bin removed 100', 'etc unchanged 12']);
  });

  test('can be only some of them, with the directories that lead there', async () => {
    expect(await shown({ layer: 1, scope: 'all', only: ['removed'] }, '/')).toEqual(['etc unchanged 20']);
    expect(await shown({ layer: 1, scope: 'all', only: ['removed'] }, '/etc')).toEqual(['b.conf removed 20']);
    expect(await shown({ layer: 0, scope: 'layer', only: ['wasted'] }, '/etc')).toEqual([
      'a.conf added 10',
      'b.conf added 20',
    ]);
    expect(await shown({ layer: 1, scope: 'layer', only: ['wasted'] }, '/')).toEqual([]);
  });

  test('tell which later layer overwrites or removes them', async () => {
    const image = await imageOf(LAYERS);
    const view = new FileView(image, foldLayers(image), { layer: 0, scope: 'layer', only: [] });
    expect(view.search('*.conf', 0, 10).files.map(({ path, wastedBy }) => [path, wastedBy])).toEqual([
      ['/etc/a.conf', { layer: 1, how: 'overwritten' }],
      ['/etc/b.conf', { layer: 1, how: 'removed' }],
    ]);
  });

  test('are found by a part of the path or a pattern', async () => {
    const image = await imageOf(LAYERS);
    const view = new FileView(image, foldLayers(image), { layer: 0, scope: 'all', only: [] });
    const found = (query: string) => view.search(query, 0, 10).files.map(({ path }) => path);
    expect(found('TC/A')).toEqual(['/etc/a.conf']);
    expect(found('?.conf')).toEqual(['/etc/a.conf', '/etc/b.conf']);
    expect(found('/etc/*')).toEqual(['/etc/a.conf', '/etc/b.conf']);
    expect(found('conf*')).toEqual([]);
    expect(view.search('conf', 1, 1)).toMatchObject({ total: 2, files: [{ path: '/etc/b.conf' }] });
  });

  test('in one directory of 20,000 come a page at a time, in order', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `d/${String(index).padStart(5, '0')}`);
    const image = await imageOf([[...names].reverse().map((name) => file(name))]);
    const view = new FileView(image, foldLayers(image), { layer: 0, scope: 'all', only: [] });
    const page = view.children('/d', 19_990, 100);
    expect(page.total).toBe(20_000);
    expect(page.files.map(({ name }) => name)).toEqual(names.slice(-10).map((name) => name.slice(2)));
  });
});

/** The same rules in the plainest way: a map of paths, gone through for each entry. */
function plainly(layers: readonly (readonly TestEntry[])[]) {
  const there = new Map<string, number>();
  const isBelow = (path: string, directory: string) => path.startsWith(directory === '' ? '' : `${directory}/`);
  let total = 0;
  for (const entries of layers) {
    for (const { name } of entries) {
      const parts = name.split('/');
      const last = parts.at(-1)!;
      const parent = parts.slice(0, -1).join('/');
      if (!last.startsWith('.wh.')) continue;
      const hidden = last === '.wh..wh..opq' ? undefined : [...parts.slice(0, -1), last.slice(4)].join('/');
      for (const path of [...there.keys()]) {
        if (hidden === undefined ? isBelow(path, parent) : path === hidden || isBelow(path, hidden)) there.delete(path);
      }
    }
    for (const { name, content } of entries) {
      const parts = name.split('/');
      if (parts.at(-1)!.startsWith('.wh.')) continue;
      for (const path of [...there.keys()]) if (isBelow(path, name) || isBelow(name, path)) there.delete(path);
      there.set(name, (content as string).length);
      total += (content as string).length;
    }
  }
  const left = [...there.values()].reduce((sum, size) => sum + size, 0);
  return { files: [...there.keys()].map((path) => `/${path}`).sort(), wastedBytes: total - left };
}

const segment = fc.constantFrom('a', 'b', 'c');
const directory = fc.array(segment, { maxLength: 2 });
const entry = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(directory, segment, fc.integer({ min: 0, max: 9 }))
      .map(([at, name, size]) => file([...at, name].join('/'), size)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(directory, segment)
      .map(([at, name]) => ({ name: [...at, `.wh.${name}`].join('/'), content: '' })),
  },
  { weight: 1, arbitrary: directory.map((at) => ({ name: [...at, '.wh..wh..opq'].join('/'), content: '' })) },
);

test('any layers give the files and the waste that the plain rules give', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (layers) => {
      const image = await imageOf(layers);
      const fold = foldLayers(image);
      const plain = plainly(layers);
      expect(finalFiles(image, fold)).toEqual(plain.files);
      const { wastedBytes, sizeBytes } = efficiencyOf(image, fold);
      expect(wastedBytes).toBe(plain.wastedBytes);
      expect(wastedFiles(image, fold).reduce((sum, wasted) => sum + wasted.wastedBytes, 0)).toBe(wastedBytes);
      // Each layer leaves what it says: those before, and what came, without what went.
      for (const layer of layers.keys()) {
        const view = new FileView(image, fold, { layer, scope: 'all', only: [] });
        const present = view
          .search('/', 0, 1000)
          .files.filter(({ change, kind }) => change !== 'removed' && kind === 'file');
        expect(present.map(({ path }) => path).sort()).toEqual(plainly(layers.slice(0, layer + 1)).files);
      }
      expect(sizeBytes).toBeGreaterThanOrEqual(wastedBytes);
    }),
    { numRuns: 300 },
  );
});
