// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { AppFailure } from '../../../../contract/errors.ts';
import { contract } from '../../../../contract/index.ts';
import type { FileAccess, FileEntry, FileSource, ListProgress } from '../../../../contract/model/files.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { DirectoryTree } from './DirectoryTree.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const source: FileSource = { kind: 'volume', context: 'default', name: 'data' };
const entry = (name: string, kind: FileEntry['kind'] = 'directory'): FileEntry => ({
  name,
  kind,
  mode: 0o755,
  userId: 0,
  groupId: 0,
  sizeBytes: 0,
  modifiedAt: 0,
});

/** Beside a list that shows `path`. Gives what was asked for, and what was to be shown in the list. */
function show(tree: Record<string, readonly FileEntry[]>, path = '/', way: FileAccess['way'] = 'program') {
  const asked: string[] = [];
  const opened: string[] = [];
  const handlers = {
    async *list({ path: wanted }: { readonly path: string }): AsyncGenerator<ListProgress> {
      asked.push(wanted);
      const entries = tree[wanted];
      if (!entries) throw new AppFailure({ code: 'not-found', message: `There is no “${wanted}”.` });
      yield { type: 'entries', entries };
      yield { type: 'listed', path: wanted };
    },
  };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    ending.push(close);
    serve({ files: contract.files }, { files: handlers } as never, server);
    return client;
  });
  const at = (here: string, turn: number) => (
    <DirectoryTree
      source={source}
      way={way}
      rootName="data"
      listing={{ path: here, entries: tree[here] ?? [] }}
      turn={turn}
      isLoading={false}
      onOpen={(to) => opened.push(to)}
    />
  );
  const { rerender } = renderUi(at(path, 1));
  return { asked, opened, move: (to: string, turn = 1) => act(async () => rerender(at(to, turn))) };
}
const item = (name: string) => screen.findByRole('treeitem', { name });
const names = () => screen.getAllByRole('treeitem').map((line) => line.textContent);

test('a level is asked for when it is opened, by keys or with the arrow, and never the one that the list has', async () => {
  const { asked, opened } = show({
    '/': [entry('etc'), entry('var'), entry('note', 'file')],
    '/var': [entry('lib'), entry('log')],
    '/var/log': [],
  });
  expect(names()).toEqual(['data', 'etc', 'var']);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
  await item('log');
  expect(asked).toEqual(['/var']);
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect((await item('log')).getAttribute('aria-selected')).toBe('true');
  await userEvent.keyboard('{Enter}');
  expect(opened).toEqual(['/var/log']);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(async () => (await item('log')).getAttribute('aria-expanded')).toBeNull();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(names()).toEqual(['data', 'etc', 'var']);
  await userEvent.click((await item('var')).querySelector('[data-arrow]')!);
  await item('lib');
  expect(asked, 'what is known is not asked for again').toEqual(['/var', '/var/log']);
  expect(opened, 'the arrow opens nothing in the list').toEqual(['/var/log']);
  await userEvent.click(await item('lib'));
  expect(opened).toEqual(['/var/log', '/var/lib']);
  await userEvent.keyboard('e');
  expect((await item('etc')).getAttribute('aria-selected')).toBe('true');
});

test('it opens to where the list is, and follows it', async () => {
  const { asked, move } = show(
    { '/': [entry('srv'), entry('var')], '/var': [entry('lib')], '/var/lib': [entry('app')], '/srv': [entry('www')] },
    '/var/lib',
  );
  expect((await item('lib')).getAttribute('aria-current')).toBe('true');
  expect(asked).toEqual(['/', '/var']);
  await move('/srv');
  expect((await item('srv')).getAttribute('aria-current')).toBe('true');
  expect(asked).toHaveLength(2);
});

test('what is open is looked at again with the list, and what is closed is not', async () => {
  const tree: Record<string, FileEntry[]> = { '/': [entry('a'), entry('b')], '/a': [entry('x')], '/b': [entry('y')] };
  const { asked, move } = show(tree);
  await userEvent.click((await item('a')).querySelector('[data-arrow]')!);
  await item('x');
  await userEvent.click((await item('b')).querySelector('[data-arrow]')!);
  await item('y');
  await userEvent.click((await item('b')).querySelector('[data-arrow]')!);
  asked.length = 0;
  tree['/a'] = [entry('x'), entry('made')];
  await move('/', 2);
  await item('made');
  expect(asked).toEqual(['/a']);
});

test('what cannot be looked at says so where it is, and is tried again', async () => {
  const tree: Record<string, FileEntry[]> = { '/': [entry('gone')] };
  const { asked } = show(tree);
  await userEvent.click((await item('gone')).querySelector('[data-arrow]')!);
  const said = await item('There is no “/gone”. Try again');
  tree['/gone'] = [entry('back')];
  await userEvent.click(said);
  await item('back');
  expect(asked).toEqual(['/gone', '/gone']);
});

test('out of an archive, which is read whole, nothing is asked for that nobody opens', async () => {
  const { asked, move } = show({ '/': [entry('var')], '/var': [entry('lib')], '/var/lib': [] }, '/var/lib', 'archive');
  expect((await item('data')).getAttribute('aria-current')).toBe('true');
  await move('/var', 2);
  expect(asked).toEqual([]);
  await move('/', 3);
  await item('lib');
  expect(asked).toEqual([]);
});
