import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUploads } from './uploads.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-uploads-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

test('files are read where they are, one after the other, whole', async () => {
  const large = Buffer.alloc(2_500_000, 'gantry ');
  const files = [await file('a', 'first '), await file('empty', ''), await file('large', large)];
  const { open, readFiles } = createUploads();
  const upload = open();
  const read = readFiles(upload.ticket.uploadId, files);
  const pieces: Uint8Array[] = [];
  for await (const piece of upload.bytes) pieces.push(piece);
  await read;
  expect(Buffer.concat(pieces).equals(Buffer.concat([Buffer.from('first '), large]))).toBe(true);
});

test('a file that is not there is told by its name, and is not taken for an empty one', async () => {
  const { open, readFiles } = createUploads();
  const upload = open();
  const reader = upload.bytes[Symbol.asyncIterator]();
  const read = readFiles(upload.ticket.uploadId, [await file('a', 'a'), path.join(folder, 'gone')]);
  expect((await reader.next()).done).toBe(false);
  await expect(reader.next()).rejects.toMatchObject({
    error: { message: '“gone” cannot be read.', engineText: expect.stringContaining('ENOENT') },
  });
  await read;
});

test('reading ends when the job wants no more', async () => {
  const { open, readFiles } = createUploads();
  const upload = open();
  const read = readFiles(upload.ticket.uploadId, [await file('large', Buffer.alloc(5_000_000))]);
  const reader = upload.bytes[Symbol.asyncIterator]();
  await reader.next();
  upload.close();
  await read;
  await expect(readFiles(upload.ticket.uploadId, [])).rejects.toMatchObject({ error: { code: 'not-found' } });
});
