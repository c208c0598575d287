// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EditOutcome } from '../../../../contract/compose/edit.ts';
import type { GantryClient } from '../../../../contract/index.ts';
import { AppFailure } from '../../../../contract/errors.ts';
import type { ComposeFile, ComposeFileState } from '../../../../contract/model/composeFile.ts';
import { analyse } from '../language/analyse.ts';
import type { AnalysisWorker } from './analyser.ts';
import { createSession, type SessionOptions } from './createSession.ts';
import { draftOf } from './drafts.ts';

const path = '/p/compose.yaml';
const stack = { workingDir: '/p', configFiles: [path], envFiles: [], profiles: [] };
const fileOf = (text: string, revision = `r:${text}`): ComposeFile => ({
  ...{ path, folder: '/p', text, revision, isReadOnly: false, stack, folderEntries: [] },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

type Files = GantryClient['composeFiles'];

/** A disk with one file, whose revision is its text. */
function world(text: string) {
  let disk = text;
  let tell: (state: ComposeFileState) => void = () => {};
  const files = {
    open: vi.fn<Files['open']>(async () => fileOf(disk)),
    save: vi.fn<Files['save']>(async (input) => {
      if (!input.overwrite && input.expectedRevision !== `r:${disk}`)
        throw new AppFailure({ code: 'conflict', message: 'Changed.', hint: 'Compare.' });
      disk = input.text;
      return { revision: `r:${disk}`, modifiedAt: 1 };
    }),
    check: vi.fn<Files['check']>(async () => ({ findings: [], notes: [], durationMs: 1 })),
    variables: vi.fn<Files['variables']>(async () => []),
  };
  const open = () =>
    createSession({
      file: fileOf(disk),
      context: () => 'default',
      files: { ...files, watch: () => (async function* () {})() } satisfies SessionOptions['files'],
      editText: (before, edits): EditOutcome => ({
        ok: true,
        text: `${before}#${edits.length}`,
        changes: [{ from: before.length, to: before.length, insert: `#${edits.length}` }],
      }),
      startWorker() {
        const worker: AnalysisWorker = {
          postMessage({ version, text: read }) {
            setTimeout(() => worker.onmessage?.({ data: { version, analysis: analyse(read) } }), 10);
          },
          onmessage: null,
          onerror: null,
          terminate() {},
        };
        return worker;
      },
      watch(onItem) {
        tell = onItem;
        return () => {};
      },
    });
  return {
    open,
    files,
    disk: () => disk,
    remove: async () => {
      tell({});
      await vi.advanceTimersByTimeAsync(0);
    },
    /** Another program writes. */
    write: async (next: string) => {
      disk = next;
      tell({ revision: `r:${next}` });
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('edits of any view are one step of undo each, also while no text is shown', () => {
  const session = world('a: 1').open();
  session.apply([{ op: 'remove', path: ['a'] }]);
  session.apply([
    { op: 'remove', path: ['a'] },
    { op: 'remove', path: ['b'] },
  ]);
  expect(session.text()).toBe('a: 1#1#2');
  expect(session.state()).toMatchObject({ isDirty: true, canUndo: true, canRedo: false, version: 2 });
  session.undo();
  expect(session.text()).toBe('a: 1#1');
  const parent = document.createElement('div');
  session.holder.mount(parent, []); // the text view opens in the middle of it
  session.undo();
  expect(session.text()).toBe('a: 1');
  expect(session.state()).toMatchObject({ isDirty: false, canUndo: false, canRedo: true });
  session.holder.unmount();
  session.redo();
  expect(session.text()).toBe('a: 1#1');
});

test('the newest text is read, in a worker, and whoever waits for it gets it', async () => {
  const session = world('a: 1').open();
  session.change([{ from: 0, to: 4, insert: 'a: [' }]);
  const read = session.analysed();
  await vi.advanceTimersByTimeAsync(200);
  expect((await read).problems).toContainEqual(expect.objectContaining({ source: 'YAML', severity: 'error' }));
  expect(session.state().analysis?.version).toBe(1);
});

test('what is saved is exactly what was opened with what was typed, with its line ends', async () => {
  const { open, disk } = world('a: 1\r\nb: 2\r\n');
  const session = open();
  expect(session.text()).toBe('a: 1\nb: 2\n');
  session.change([{ from: 5, to: 5, insert: 'x: 0\n' }]);
  expect(await session.save()).toBe(true);
  expect(disk()).toBe('a: 1\r\nx: 0\r\nb: 2\r\n');
  expect(session.state()).toMatchObject({ isDirty: false, isSaving: false });
});

test('a change on the disk is taken when nothing was typed, and can be undone', async () => {
  const { open, write } = world('a: 1');
  const session = open();
  await write('a: 2');
  expect(session.text()).toBe('a: 2');
  expect(session.state()).toMatchObject({ isDirty: false, file: { revision: 'r:a: 2' } });
  expect(session.state().conflict).toBeUndefined();
  session.undo();
  expect(session.text()).toBe('a: 1');
});

test('a change on the disk beside one here is a conflict; mine, theirs or both settle it', async () => {
  const { open, write, disk } = world('a: 1');
  const session = open();
  session.change([{ from: 3, to: 4, insert: '9' }]);
  await write('a: 2');
  expect(session.state().conflict).toMatchObject({ text: 'a: 2' });
  expect(session.text()).toBe('a: 9');
  expect(await session.save()).toBe(false); // not over it unasked
  expect(disk()).toBe('a: 2');
  session.settle('a: 29');
  expect(session.state().conflict).toBeUndefined();
  expect(await session.save()).toBe(true);
  expect(disk()).toBe('a: 29');
  session.change([{ from: 0, to: 0, insert: '# ' }]);
  await write('a: 3');
  await session.takeDisk();
  expect(session.text()).toBe('a: 3');
  expect(session.state()).toMatchObject({ isDirty: false });
  session.undo();
  expect(session.text()).toBe('# a: 29');
});

test('what was not saved is offered again after a crash, and nothing is taken unasked', async () => {
  const { open, write } = world('a: 1');
  const first = open();
  first.change([{ from: 3, to: 4, insert: '9' }]);
  await vi.advanceTimersByTimeAsync(1000);
  const second = open(); // the page has begun anew
  expect(second.text()).toBe('a: 1');
  expect(second.state().draft).toMatchObject({ text: 'a: 9', revision: 'r:a: 1' });
  second.takeDraft();
  expect(second.text()).toBe('a: 9');
  expect(second.state().draft).toBeUndefined();
  expect(await second.save()).toBe(true);
  expect(draftOf(path)).toBeUndefined();

  second.change([{ from: 0, to: 0, insert: '# ' }]);
  await vi.advanceTimersByTimeAsync(1000);
  second.close();
  await write('a: 5');
  const third = open();
  third.takeDraft(); // of another state of the file: both are shown
  expect(third.state().conflict).toMatchObject({ text: 'a: 5' });
  third.undo();
  third.dropDraft();
  expect(draftOf(path)).toBeUndefined();
});

test('Compose is asked when one pauses, for the text as it would be saved', async () => {
  const { open, files } = world('\uFEFFa: 1\r\n');
  const session = open();
  session.change([{ from: 3, to: 4, insert: '7' }]);
  session.change([{ from: 3, to: 4, insert: '8' }]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(files.check).toHaveBeenCalledTimes(1);
  expect(files.check.mock.calls[0]).toMatchObject([
    { overrides: [{ path, text: '\uFEFFa: 8\r\n' }], isAsked: false },
    { signal: expect.anything() },
  ]);
  expect(session.state().check).toMatchObject({ type: 'done', version: 2 });
});

test('a file that is again what it was is no conflict any more; one that is gone can be written anew', async () => {
  const { open, write, remove, disk } = world('a: 1');
  const session = open();
  session.change([{ from: 3, to: 4, insert: '9' }]);
  await write('a: 2');
  expect(session.state().conflict).toBeDefined();
  await write('a: 1');
  expect(session.state().conflict).toBeUndefined();
  await remove();
  expect(session.state().conflict).toEqual({ text: '' });
  expect(await session.save(true)).toBe(true);
  expect(session.state().conflict).toBeUndefined();
  expect(disk()).toBe('a: 9');
});
