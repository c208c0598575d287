import { expect, test } from 'vitest';
import { openDroppedFiles, takeChosenFiles } from './chosenFiles.ts';

const page = { url: 'gantry://app/', parent: null };

function recorder() {
  const asked: unknown[] = [];
  return { asked, readFiles: async (...words: unknown[]) => void asked.push(words) };
}

test('files that were chosen in our page are read where they are', async () => {
  const gantry = recorder();
  expect(await takeChosenFiles(gantry, page, 'upload-1', ['/home/me/a', '/home/me/b'])).toBe(true);
  expect(gantry.asked).toEqual([['upload-1', ['/home/me/a', '/home/me/b']]]);
});

test('an upload that nobody waits for any more is no fault of the page', async () => {
  const readFiles = () => Promise.reject(new Error('Nobody waits.'));
  expect(await takeChosenFiles({ readFiles }, page, 'upload-1', ['/home/me/a'])).toBe(true);
});

test.each([
  ['another page', { url: 'https://evil.example/', parent: null }, ['id', ['/etc/passwd']]],
  ['a frame inside our page', { url: 'gantry://app/', parent: {} }, ['id', ['/etc/passwd']]],
  ['a frame that is gone', null, ['id', ['/etc/passwd']]],
  ['a file without a path', page, ['id', ['']]],
  ['a path that leads from where Gantry was started', page, ['id', ['../secret']]],
  ['no file', page, ['id', []]],
  ['no upload', page, ['', ['/home/me/a']]],
  ['anything else', page, [{ id: 1 }]],
])('%s has nothing read', async (_, frame, said) => {
  const gantry = recorder();
  expect(await takeChosenFiles(gantry, frame, ...said)).toBe(false);
  expect(gantry.asked).toEqual([]);
});

test('files that are dropped onto our page are opened; from anywhere else, or without a path, nothing is', async () => {
  const opened: string[] = [];
  const gantry = { openFile: async (file: string) => void opened.push(file) };
  await openDroppedFiles(gantry, page, ['/home/me/compose.yaml', '/home/me/Dockerfile']);
  expect(opened.splice(0)).toEqual(['/home/me/compose.yaml', '/home/me/Dockerfile']);
  await openDroppedFiles(gantry, { url: 'https://evil.example/', parent: null }, ['/etc/passwd']);
  await openDroppedFiles(gantry, { url: 'gantry://app/', parent: {} }, ['/etc/passwd']);
  await openDroppedFiles(gantry, null, ['/etc/passwd']);
  for (const no of [['../x'], [''], [], 'x', [1]]) await openDroppedFiles(gantry, page, no);
  expect(opened).toEqual([]);
});
