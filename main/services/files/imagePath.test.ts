import { expect, test } from 'vitest';
import { newBudget } from '../../imageFiles/budget.ts';
import { FileView } from '../../imageFiles/fileView.ts';
import { foldLayers } from '../../imageFiles/fold.ts';
import { PathTable } from '../../imageFiles/pathTable.ts';
import { readLayer } from '../../imageFiles/readLayer.ts';
import { inPieces, layerOf, type TestEntry } from '../../imageFiles/testing/archives.ts';
import { followPath } from './imagePath.ts';

async function viewOfLayers(...layers: readonly (readonly TestEntry[])[]): Promise<FileView> {
  const paths = new PathTable();
  const read = [];
  for (const entries of layers) {
    read.push({ entries: await readLayer(inPieces(await layerOf(entries)), paths, newBudget()) });
  }
  const image = { paths, layers: read };
  return new FileView(image, foldLayers(image), { layer: layers.length - 1, scope: 'all', only: [] });
}
const link = (name: string, linkname: string): TestEntry => ({ name, type: 'symlink', linkname });

test('symbolic links lead on the way and at the end, as in a container', async () => {
  const view = await viewOfLayers([
    { name: 'usr/bin/sh', content: 'x' },
    link('bin', 'usr/bin'),
    link('lib', '/usr/./bin/'),
    link('usr/up', '../..//../usr/bin/../bin/sh'),
    link('a', 'b'),
    link('b', 'a'),
    link('nowhere', '/usr/none'),
    link('through', 'usr/bin/sh/deeper'),
  ]);
  const end = (path: string) => followPath(view, path)?.path;
  expect(end('/')).toBe('/');
  expect(end('/bin')).toBe('/usr/bin');
  expect(end('/bin/sh')).toBe('/usr/bin/sh');
  expect(end('/lib')).toBe('/usr/bin');
  expect(end('/usr/up')).toBe('/usr/bin/sh');
  expect(end('/bin/../../..')).toBe('/');
  for (const path of ['/a', '/nowhere', '/through', '/none', '/bin/none', '/bin/sh/..']) {
    expect([path, end(path)]).toEqual([path, undefined]);
  }
});

test('what a later layer removed leads nowhere', async () => {
  const view = await viewOfLayers([{ name: 'd/f', content: 'x' }, link('l', 'd/f')], [{ name: 'd/.wh.f' }]);
  expect(followPath(view, '/d')?.kind).toBe('directory');
  expect(followPath(view, '/d/f')).toBeUndefined();
  expect(followPath(view, '/l')).toBeUndefined();
});
