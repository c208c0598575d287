import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { AppFailure, isCancelled } from '../../contract/errors.ts';
import { testServer } from './testing/testServer.ts';

const made = testServer();
const { get } = made;

describe('a download', () => {
  test('works once, under its own name', async () => {
    const { downloadUrl, finished } = await made.downloads.host.offerFile({
      name: 'naïve "log".txt',
      async *open() {
        yield Buffer.from('one ');
        yield Buffer.from('two');
      },
    });
    const { status, headers, body } = await get(downloadUrl ?? '');
    expect({ status, body }).toEqual({ status: 200, body: 'one two' });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="na_ve _log_.txt"; filename*=UTF-8''na%C3%AFve%20%22log%22.txt`,
    );
    expect(await finished).toEqual({ sizeBytes: 7 });
    expect((await get(downloadUrl ?? '')).status).toBe(404);
  });

  test('is not for other sites, and not guessed', async () => {
    const { downloadUrl } = await made.downloads.host.offerFile({ name: 'x', async *open() {} });
    expect((await get(downloadUrl ?? '', { 'sec-fetch-site': 'cross-site' })).status).toBe(404);
    expect((await get('/download/abc')).status).toBe(404);
    expect((await get(downloadUrl ?? '')).status).toBe(200);
  });

  test('that nobody takes is over after a minute', async () => {
    vi.useFakeTimers();
    const { finished } = await made.downloads.host.offerFile({ name: 'x', async *open() {} });
    const ended = finished.catch(isCancelled);
    vi.advanceTimersByTime(60_000);
    expect(await ended).toBe(true);
  });

  test('waits for a slow browser, and closes its source when the browser goes away', async () => {
    let produced = 0;
    let closed = 0;
    const { downloadUrl, finished } = await made.downloads.host.offerFile({
      name: 'big',
      async *open() {
        try {
          for (;;) {
            produced++;
            yield new Uint8Array(1024 * 1024);
          }
        } finally {
          closed++;
        }
      },
    });
    const ended = finished.catch(isCancelled);
    const sent = request({ port: made.server.port, host: '127.0.0.1', path: downloadUrl }).end();
    const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
    await once(response, 'readable'); // and reads no more: only the system's buffers take some
    for (let i = 0; i < 50; i++) await get('/');
    expect(produced).toBeLessThan(64);
    sent.destroy();
    expect(await ended).toBe(true);
    expect(closed).toBe(1);
  });

  test('whose source fails is cut off, never cut short in silence', async () => {
    const { downloadUrl, finished } = await made.downloads.host.offerFile({
      name: 'x',
      async *open() {
        yield new Uint8Array(200_000);
        throw new AppFailure({ code: 'not-found', message: 'The container is gone.' });
      },
    });
    const ended = finished.catch((thrown: AppFailure) => thrown.error);
    await expect(get(downloadUrl ?? '')).rejects.toThrow(/aborted|reset|hang up/);
    expect(await ended).toMatchObject({ code: 'not-found' });
  });
});

describe('an upload', () => {
  const origin = () => `http://127.0.0.1:${made.server.port}`;
  /** Gives the status, or `cut` when the server hung up. */
  async function put(pathname: string, body: string, headers: Record<string, string> = { origin: origin() }) {
    const options = { port: made.server.port, host: '127.0.0.1', path: pathname, method: 'PUT', headers };
    const sent = request(options);
    sent.end(body);
    const answered = once(sent, 'response') as Promise<[NodeJS.ReadableStream & { statusCode: number }]>;
    return answered.then(
      ([response]) => (response.resume(), response.statusCode),
      () => 'cut',
    );
  }
  const taking = () => {
    const pieces: string[] = [];
    const { uploadUrl, close } = made.arrivals.takeFile(async (body) => {
      for await (const piece of body) pieces.push(Buffer.from(piece).toString());
    });
    return { uploadUrl, close, text: () => pieces.join('') };
  };

  test('works once, by an address of 256 bits', async () => {
    const { uploadUrl, text } = taking();
    expect(Buffer.from(uploadUrl.replace('/upload/', ''), 'base64url')).toHaveLength(32);
    expect(await put(uploadUrl, 'hello')).toBe(204);
    expect(text()).toBe('hello');
    expect(await put(uploadUrl, 'again')).toBe(404);
    expect(text()).toBe('hello');
  });

  test('is answered also where nobody waits any more when it is whole', async () => {
    const { uploadUrl, close } = made.arrivals.takeFile(async (body) => {
      for await (const _piece of body);
      close();
    });
    expect(await put(uploadUrl, 'hello')).toBe(204);
  });

  test('is not taken from other sites, other names, who does not say where it is from, or another method', async () => {
    const { uploadUrl, text } = taking();
    const host = `evil.example:${made.server.port}`;
    expect(await put(uploadUrl, 'x', { origin: 'http://evil.example' })).toBe(403);
    expect(await put(uploadUrl, 'x', { origin: `http://${host}`, host })).toBe(403);
    expect(await put(uploadUrl, 'x', {})).toBe(404);
    expect(await put(uploadUrl, 'x', { origin: origin(), 'sec-fetch-site': 'cross-site' })).toBe(404);
    expect(await put('/upload/abc', 'x')).toBe(404);
    expect((await get(uploadUrl, { origin: origin() })).status).toBe(404);
    expect((await get(uploadUrl, { origin: origin() }, 'OPTIONS')).status).toBe(405);
    expect(text()).toBe('');
    expect(await put(uploadUrl, 'ours')).toBe(204);
    expect(text()).toBe('ours');
  });

  test('that nobody waits for any more has no address, and one on its way is cut off', async () => {
    const early = taking();
    early.close();
    expect(await put(early.uploadUrl, 'x')).toBe(404);
    const { uploadUrl, close } = taking();
    const headers = { origin: origin(), 'content-length': '1000' };
    const sent = request({ port: made.server.port, host: '127.0.0.1', path: uploadUrl, method: 'PUT', headers });
    const ended = once(sent, 'error');
    sent.write('half');
    await vi.waitFor(async () => expect((await get(uploadUrl)).status).toBe(404));
    await new Promise((resolve) => setTimeout(resolve, 50));
    close();
    expect(String((await ended)[0])).toMatch(/hang up|reset/);
  });

  test('is read no faster than it is taken', async () => {
    let takenBytes = 0;
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const { uploadUrl } = made.arrivals.takeFile(async (body) => {
      for await (const piece of body) {
        takenBytes += piece.byteLength;
        await waiting;
      }
    });
    const sizeBytes = 32 * 1024 * 1024;
    const sent = put(uploadUrl, 'x'.repeat(sizeBytes));
    for (let i = 0; i < 50; i++) await get('/');
    expect(takenBytes).toBeLessThan(1024 * 1024);
    goOn();
    expect(await sent).toBe(204);
    expect(takenBytes).toBe(sizeBytes);
  });

  test('that is refused in the middle ends at the browser too', async () => {
    const { uploadUrl } = made.arrivals.takeFile(async (body) => {
      for await (const _piece of body) throw new Error('The disk is full.');
    });
    expect(await put(uploadUrl, 'x'.repeat(4_000_000))).toBe('cut');
  });
});
