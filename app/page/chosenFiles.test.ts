import { expect, test } from 'vitest';
import { takeChosenFiles } from './chosenFiles.ts';

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
