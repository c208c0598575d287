import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { testServer } from './testing/testServer.ts';

const made = testServer();
const { get, start } = made;

describe('the page', () => {
  test('comes with headers that let nothing foreign run, frame it or read it', async () => {
    const { status, headers, body } = await get('/');
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>the page' });
    const policy = headers['content-security-policy'];
    for (const part of [
      "default-src 'none'",
      "script-src 'self';",
      `connect-src 'self' ws://127.0.0.1:${made.server.port};`,
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
    expect(headers).not.toHaveProperty('set-cookie'); // what a browser adds by itself, it adds for other sites too
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
    for (const host of [
      'evil.example',
      `evil.example:${made.server.port}`,
      `127.0.0.1:${made.server.port + 1}`,
      '127.0.0.1',
    ]) {
      expect(await get('/', { host })).toMatchObject({ status: 403, body: expect.stringContaining('Gantry') });
    }
    expect((await get('/', { host: `localhost:${made.server.port}` })).status).toBe(200);
  });

  test('that ask from their own pages get nothing', async () => {
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${made.server.port}`]) {
      expect((await get('/', { origin })).status).toBe(403);
    }
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
    expect(second.port).not.toBe(made.server.port);
    await second.close();
  });
});
