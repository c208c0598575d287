import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { contract } from '../../contract/index.ts';
import { AppFailure, isCancelled } from '../../contract/errors.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { PROTOCOL } from '../../contract/rpc/transport.ts';
import { webSocketTransport } from '../../contract/rpc/webSocket.ts';
import type { Gantry } from '../gantry.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createDownloads, type Downloads } from './downloads.ts';
import { type RunningServer, startServer } from './server.ts';

let staticDir: string;
let downloads: Downloads;
let arrivals: Arrivals;
let server: RunningServer;
const handlers = { app: { info: async () => ({ version: '1' }) } } as unknown as Gantry['handlers'];
const start = (port?: number) => startServer({ handlers, downloads, arrivals, staticDir, port });

beforeEach(async () => {
  staticDir = await mkdtemp(path.join(os.tmpdir(), 'gantry-static-'));
  await mkdir(path.join(staticDir, 'assets'));
  await writeFile(path.join(staticDir, 'index.html'), '<!doctype html>the page');
  await writeFile(path.join(staticDir, 'assets', 'main-abc.js'), 'plain');
  await writeFile(path.join(staticDir, 'assets', 'main-abc.js.br'), 'brotli');
  await writeFile(`${staticDir}-secret.txt`, 'secret');
  downloads = createDownloads();
  arrivals = createArrivals();
  server = await start();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  await rm(staticDir, { recursive: true });
  await rm(`${staticDir}-secret.txt`);
});

/** Unlike `fetch` it sends the path and the headers exactly as given. */
async function get(pathname: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request({ port: server.port, host: '127.0.0.1', path: pathname, method, headers }).end();
  const [response] = (await once(sent, 'response')) as [
    NodeJS.ReadableStream & {
      statusCode: number;
      headers: Record<string, string>;
    },
  ];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, headers: response.headers, body };
}

describe('the page', () => {
  test('comes with headers that let nothing foreign run, frame it or read it', async () => {
    const { status, headers, body } = await get('/');
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>the page' });
    const policy = headers['content-security-policy'];
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      `connect-src 'self' ws://127.0.0.1:${server.port};`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('is sent again only when it has changed', async () => {
    const { headers } = await get('/');
    expect(await get('/', { 'if-none-match': headers['etag'] ?? '' })).toMatchObject({ status: 304, body: '' });
  });

  test('is all there is', async () => {
    expect((await get('/index.html')).status).toBe(200);
    expect((await get('/containers')).status).toBe(404);
    expect((await get('/assets/gone.js')).status).toBe(404);
  });

  test('has hashed files that are kept forever, compressed for those who understand it', async () => {
    const plain = await get('/assets/main-abc.js');
    expect(plain.body).toBe('plain');
    expect(plain.headers['cache-control']).toContain('immutable');
    const packed = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' });
    expect(packed).toMatchObject({ body: 'brotli', headers: { 'content-encoding': 'br' } });
    expect((await get('/assets/main-abc.js', { 'accept-encoding': 'br;q=0, gzip' })).body).toBe('plain');
    expect((await get('/assets/main-abc.js.br')).status).toBe(404);
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../etc/passwd',
    '/assets/..\\..\\etc\\passwd',
    '//etc/passwd',
    '/%00',
    '/%',
    'http://elsewhere/assets/x.js',
  ])('does not lead out of its folder by %s', async (pathname) => {
    const { body } = await get(pathname);
    expect(body).not.toMatch(/secret|root:/);
  });

  test('is read-only', async () => {
    for (const method of ['POST', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await get('/', {}, method);
      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
    expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

describe('other sites', () => {
  test('that have their name resolve to this machine get nothing', async () => {
    for (const host of ['evil.example', `evil.example:${server.port}`, `127.0.0.1:${server.port + 1}`, '127.0.0.1']) {
      expect(await get('/', { host })).toMatchObject({ status: 403, body: expect.stringContaining('Gantry') });
    }
    expect((await get('/', { host: `localhost:${server.port}` })).status).toBe(200);
  });

  test('that ask from their own pages get nothing', async () => {
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${server.port}`]) {
      expect((await get('/', { origin })).status).toBe(403);
    }
  });
});

describe('the socket', () => {
  const opened: WebSocket[] = [];
  afterEach(() => opened.splice(0).forEach((socket) => socket.terminate()));

  function open(headers: { origin?: string; host?: string } = {}, pathname = '/rpc') {
    const origin = headers.origin ?? `http://127.0.0.1:${server.port}`;
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${pathname}`, {
      headers: { ...(headers.host && { host: headers.host }), ...(origin !== 'none' && { origin }) },
    });
    opened.push(socket);
    return socket;
  }
  const refusal = async (socket: WebSocket) => {
    const [error] = (await once(socket, 'error')) as [Error];
    return /\d{3}/.exec(error.message)?.[0];
  };
  const tokenOf = ({ url }: RunningServer) => url.split('#token=')[1];

  test('serves who shows the token, which is 256 bits long and only in the fragment', async () => {
    expect(new URL(server.url).pathname + new URL(server.url).search).toBe('/');
    expect(Buffer.from(tokenOf(server) ?? '', 'base64url')).toHaveLength(32);
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(server) });
    expect(await client.app.info({})).toEqual({ version: '1' });
  });

  test('refuses wrong tokens, and after some of them everybody for a while', async () => {
    for (const token of [undefined, '', 'wrong', `${tokenOf(server)}x`, tokenOf(server)?.slice(1)]) {
      const client = connect(contract, webSocketTransport(open()), { token });
      await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'permission-denied' } });
    }
    for (let i = 0; i < 5; i++) {
      const socket = open();
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, token: { length: 43 } }));
      await once(socket, 'close');
    }
    expect(await refusal(open())).toBe('429');
  });

  test('refuses foreign pages, foreign names, and who does not say where it is from', async () => {
    expect(await refusal(open({ origin: 'http://evil.example' }))).toBe('403');
    expect(await refusal(open({ origin: 'null' }))).toBe('403');
    expect(await refusal(open({ origin: 'none' }))).toBe('403');
    expect(
      await refusal(open({ host: `evil.example:${server.port}`, origin: `http://evil.example:${server.port}` })),
    ).toBe('403');
    expect(await refusal(open({}, '/rpc?token=x'))).toBe('404');
  });

  test('is closed when the first message is not a token, or does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asks = open();
    await once(asks, 'open');
    asks.send(JSON.stringify({ id: 1, type: 'request', service: 'app', method: 'info', input: {} }));
    await once(asks, 'close');
    const silent = open();
    await once(silent, 'open');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    vi.advanceTimersByTime(5000);
    await once(silent, 'close');
    expect(silent.readyState).toBe(WebSocket.CLOSED);
  });

  test('of a stranger that sends what is no message is closed, and the others are served on', async () => {
    for (const frame of ['null', '1', '[]', '{"type":{}}', Buffer.from([0, 0, 0, 4, 110, 117, 108, 108])]) {
      const stranger = open();
      await once(stranger, 'open');
      stranger.send(frame);
      await once(stranger, 'close');
    }
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(server) });
    expect(await client.app.info({})).toEqual({ version: '1' });
  });

  test('ends when the server does', async () => {
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(server) });
    await client.app.info({});
    await server.close();
    await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'disconnected' } });
    server = await start();
  });
});

describe('a download', () => {
  test('works once, under its own name', async () => {
    const { downloadUrl, finished } = await downloads.host.offerFile({
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
    const { downloadUrl } = await downloads.host.offerFile({ name: 'x', async *open() {} });
    expect((await get(downloadUrl ?? '', { 'sec-fetch-site': 'cross-site' })).status).toBe(404);
    expect((await get('/download/abc')).status).toBe(404);
    expect((await get(downloadUrl ?? '')).status).toBe(200);
  });

  test('that nobody takes is over after a minute', async () => {
    vi.useFakeTimers();
    const { finished } = await downloads.host.offerFile({ name: 'x', async *open() {} });
    const ended = finished.catch(isCancelled);
    vi.advanceTimersByTime(60_000);
    expect(await ended).toBe(true);
  });

  test('waits for a slow browser, and closes its source when the browser goes away', async () => {
    let produced = 0;
    let closed = 0;
    const { downloadUrl, finished } = await downloads.host.offerFile({
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
    const sent = request({ port: server.port, host: '127.0.0.1', path: downloadUrl }).end();
    const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
    await once(response, 'readable'); // and reads no more: only the system's buffers take some
    for (let i = 0; i < 50; i++) await get('/');
    expect(produced).toBeLessThan(64);
    sent.destroy();
    expect(await ended).toBe(true);
    expect(closed).toBe(1);
  });

  test('whose source fails is cut off, never cut short in silence', async () => {
    const { downloadUrl, finished } = await downloads.host.offerFile({
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
  const origin = () => `http://127.0.0.1:${server.port}`;
  /** Gives the status, or `cut` when the server hung up. */
  async function put(pathname: string, body: string, headers: Record<string, string> = { origin: origin() }) {
    const options = { port: server.port, host: '127.0.0.1', path: pathname, method: 'PUT', headers };
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
    const { uploadUrl, close } = arrivals.takeFile(async (body) => {
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
    const { uploadUrl, close } = arrivals.takeFile(async (body) => {
      for await (const _piece of body);
      close();
    });
    expect(await put(uploadUrl, 'hello')).toBe(204);
  });

  test('is not taken from other sites, other names, who does not say where it is from, or another method', async () => {
    const { uploadUrl, text } = taking();
    const host = `evil.example:${server.port}`;
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
    const sent = request({ port: server.port, host: '127.0.0.1', path: uploadUrl, method: 'PUT', headers });
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
    const { uploadUrl } = arrivals.takeFile(async (body) => {
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
    const { uploadUrl } = arrivals.takeFile(async (body) => {
      for await (const _piece of body) throw new Error('The disk is full.');
    });
    expect(await put(uploadUrl, 'x'.repeat(4_000_000))).toBe('cut');
  });
});

describe('a port', () => {
  test('that is taken is told when it was asked for, and passed over when not', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toMatchObject({ error: { code: 'port-in-use', hostPort: port } });
    other.close();
    const second = await start();
    expect(second.port).not.toBe(server.port);
    await second.close();
  });
});
