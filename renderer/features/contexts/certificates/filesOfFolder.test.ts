import { expect, test } from 'vitest';
import { filesOfFolder } from './filesOfFolder.ts';

function file(path: string, text: string) {
  const name = path.split('/').at(-1)!;
  return { name, size: text.length, webkitRelativePath: path, text: () => Promise.resolve(text) };
}

test('the files of the folder itself are taken, not those of folders in it, and never the authority’s key', async () => {
  const chosen = [
    file('b/tls/docker/ca.pem', 'inner'),
    file('b/ca.pem', 'CA'),
    file('b/key.pem', 'KEY'),
    file('b/ca-key.pem', 'PRECIOUS'),
    file('b/cert.pem', 'x'.repeat(200_001)),
  ];
  expect(await filesOfFolder(chosen)).toEqual({ ca: 'CA', key: 'KEY' });
});

test('a folder without any is refused in words', async () => {
  await expect(filesOfFolder([file('b/readme', 'hello')])).rejects.toMatchObject({ error: { code: 'invalid-input' } });
});
