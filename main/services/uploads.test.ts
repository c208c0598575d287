import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUploads } from './uploads.ts';

const { signal } = new AbortController();
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the bytes come in their order, and the sender waits for the reader', async () => {
  const { open, handlers } = createUploads();
  const upload = open();
  const taken: string[] = [];
  const sent = (async () => {
    for (const text of ['a', 'b', 'c']) {
      await handlers.write({ uploadId: upload.id, bytes: bytes(text) }, signal);
      taken.push(text);
    }
    await handlers.end({ uploadId: upload.id }, signal);
  })();
  const reader = upload.bytes[Symbol.asyncIterator]();
  expect(Buffer.from((await reader.next()).value!).toString()).toBe('a');
  expect(taken).toEqual([]); // what is being read is not done with yet
  expect(Buffer.from((await reader.next()).value!).toString()).toBe('b');
  expect(taken).toEqual(['a']);
  await reader.next();
  expect((await reader.next()).done).toBe(true);
  await sent;
});

test('a page that falls silent ends the upload with words for it', async () => {
  const { open } = createUploads(1000);
  const next = open().bytes[Symbol.asyncIterator]().next();
  next.catch(() => {}); // it is looked at below
  await vi.advanceTimersByTimeAsync(1001);
  await expect(next).rejects.toMatchObject({ error: { code: 'disconnected', hint: expect.any(String) } });
});

test('a sender is told when the reader gives up, and later that there is none', async () => {
  const { open, handlers } = createUploads();
  const upload = open();
  const written = handlers.write({ uploadId: upload.id, bytes: bytes('a') }, signal);
  written.catch(() => {}); // it is looked at below
  upload.close();
  await expect(written).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect(handlers.write({ uploadId: upload.id, bytes: bytes('a') }, signal)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

test('a file that cannot be read any further is not taken for a whole one', async () => {
  const { open, handlers } = createUploads();
  const upload = open();
  const next = upload.bytes[Symbol.asyncIterator]().next();
  await handlers.abort({ uploadId: upload.id, reason: 'The disk was taken out.' }, signal);
  await expect(next).rejects.toMatchObject({ error: { message: 'The disk was taken out.' } });
});
