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
      await handlers.write({ uploadId: upload.ticket.uploadId, bytes: bytes(text) }, signal);
      taken.push(text);
    }
    await handlers.end({ uploadId: upload.ticket.uploadId }, signal);
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
  const { open } = createUploads({ silenceMs: 1000 });
  const next = open().bytes[Symbol.asyncIterator]().next();
  next.catch(() => {}); // it is looked at below
  await vi.advanceTimersByTimeAsync(1001);
  await expect(next).rejects.toMatchObject({ error: { code: 'disconnected', hint: expect.any(String) } });
});

test('a sender is told when the reader gives up, and later that there is none', async () => {
  const { open, handlers } = createUploads();
  const upload = open();
  const written = handlers.write({ uploadId: upload.ticket.uploadId, bytes: bytes('a') }, signal);
  written.catch(() => {}); // it is looked at below
  upload.close();
  await expect(written).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect(handlers.write({ uploadId: upload.ticket.uploadId, bytes: bytes('a') }, signal)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

test('a file that cannot be read any further is not taken for a whole one', async () => {
  const { open, handlers } = createUploads();
  const upload = open();
  const next = upload.bytes[Symbol.asyncIterator]().next();
  await handlers.abort({ uploadId: upload.ticket.uploadId, reason: 'The disk was taken out.' }, signal);
  await expect(next).rejects.toMatchObject({ error: { message: 'The disk was taken out.' } });
});

/** A shell with addresses, and what it was given to receive with. */
function addresses() {
  const state = { isOpen: true, receive: async (_body: AsyncIterable<Uint8Array>) => {} };
  const host = {
    takeFile(receive: typeof state.receive) {
      state.receive = receive;
      return { uploadUrl: '/upload/x', close: () => void (state.isOpen = false) };
    },
  };
  return { state, host };
}

async function* broken() {
  yield bytes('half');
  throw new Error('aborted');
}

test('where the shell has addresses, a file comes whole by one, as long as it is wanted', async () => {
  const { state, host } = addresses();
  const { ticket, bytes: read } = createUploads({ host }).open();
  expect(ticket.uploadUrl).toBe('/upload/x');
  const received = state.receive(
    (async function* () {
      yield bytes('one ');
      yield bytes('two');
    })(),
  );
  let text = '';
  for await (const piece of read) text += Buffer.from(piece).toString();
  await received;
  expect([text, state.isOpen]).toEqual(['one two', false]);
});

test('a file that breaks off fails with the words of the page, or without them after a while', async () => {
  for (const says of [true, false]) {
    const { state, host } = addresses();
    const { open, handlers } = createUploads({ host, reasonMs: 1000 });
    const { ticket, bytes: read } = open();
    const reader = read[Symbol.asyncIterator]();
    const received = state.receive(broken());
    received.catch(() => {}); // it is looked at below
    await reader.next();
    const ended = reader.next();
    ended.catch(() => {}); // it is looked at below
    await expect(received).rejects.toThrow('aborted');
    if (says) await handlers.abort({ uploadId: ticket.uploadId, reason: 'It was changed.' }, signal);
    else await vi.advanceTimersByTimeAsync(1001);
    await expect(ended).rejects.toMatchObject({
      error: says ? { message: 'It was changed.' } : { code: 'disconnected' },
    });
  }
});
