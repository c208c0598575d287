import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createRegistryClient, type RegistryClient, type RegistryClientOptions } from './index.ts';
import { sha256 } from './manifest.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** A server that does what registries are not supposed to. */
async function server(listener: RequestListener): Promise<{ host: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const http = createServer((request, response) => {
    seen.push(request);
    return listener(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return { host: `127.0.0.1:${(http.address() as AddressInfo).port}`, seen };
}

async function client(registry: string, options: Partial<RegistryClientOptions> = {}): Promise<RegistryClient> {
  const trust = { authorities: [], isInsecure: true };
  const opened = await createRegistryClient({ registry, env: {}, trust, ...options });
  open.push(() => opened.close());
  return opened;
}

const me = { credentials: async () => ({ username: 'me', password: 's3cret' }) };

async function all(pages: AsyncIterable<readonly string[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...page);
  return names;
}

test('a web page in place of a registry is told from one', async () => {
  const { host } = await server((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Hello</title>');
  });
  await expect((await client(host)).signIn()).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: 'not-a-registry', message: expect.stringContaining('a web page') },
  });
});

test('so is one that comes only with the second request, and one that is an error page', async () => {
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    if (url?.includes('tags')) return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    return response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway');
  });
  const registry = await client(host);
  await expect(all(registry.tags('app'))).rejects.toMatchObject({ error: { reason: 'not-a-registry' } });
  await expect(registry.image('app', '1')).rejects.toMatchObject({
    error: { reason: 'out-of-order', message: expect.stringContaining('502') },
  });
});

test.each([
  ['120', /in 2 minutes/],
  [new Date(Date.now() + 3_600_000).toUTCString(), /in (5[5-9]|60) minutes/],
  ['soon', /later/],
])('a limit says when to try again: Retry-After %s', async (after, words) => {
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    return response
      .writeHead(429, { 'retry-after': after, 'content-type': 'application/json' })
      .end('{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}');
  });
  const hint = expect.stringMatching(words);
  await expect((await client(host)).digest('app', '1')).rejects.toMatchObject({
    error: { code: 'rate-limited', hint },
  });
  const failure = await (await client(host)).image('app', '1').catch(({ error }: { error: unknown }) => error);
  expect(failure).toMatchObject({ engineText: expect.stringContaining('pull rate limit') });
});

test('a redirect to a blob store does not take the password along', async () => {
  const config = Buffer.from('{"os":"linux","architecture":"amd64"}');
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: config.length },
    layers: [],
  });
  const store = await server((_, response) => response.end(config));
  const { host, seen } = await server(({ url, headers }, response) => {
    if (!headers.authorization) return response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end();
    if (url?.includes('/blobs/')) return response.writeHead(307, { location: `http://${store.host}/it` }).end();
    return response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }).end(manifest);
  });
  const image = await (await client(host, me)).image('app', '1');
  expect(image.platforms[0]?.platform).toEqual({ os: 'linux', architecture: 'amd64' });
  expect(seen.at(-1)?.headers.authorization).toMatch(/^Basic /);
  expect(store.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('the next page is never asked of another machine', async () => {
  const { host, seen } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    return response
      .writeHead(200, { link: '<http://elsewhere.invalid/v2/_catalog?n=2>; rel="next"' })
      .end('{"repositories":["a"]}');
  });
  await expect(all((await client(host, me)).repositories())).rejects.toMatchObject({
    error: { reason: 'not-a-registry', message: expect.stringContaining('another machine') },
  });
  expect(seen.at(-1)?.url).toBe('/v2/_catalog?n=1000');
});

test('pages that lead back to the first end', async () => {
  const { host, seen } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    return response.writeHead(200, { link: '</v2/_catalog?n=1000>; rel="next"' }).end('{"repositories":["a"]}');
  });
  expect(await all((await client(host)).repositories())).toEqual(['a', 'a']);
  expect(seen).toHaveLength(3);
});

test('a manifest that is not what its digest says is not taken', async () => {
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    return response.end('{"schemaVersion":2,"manifests":[]}');
  });
  await expect((await client(host)).image('app', sha256(Buffer.from('another')))).rejects.toMatchObject({
    error: { code: 'unexpected', message: expect.stringContaining('something else than what its digest says') },
  });
});

test('an image of schema 1 is said to be too old', async () => {
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    return response.end('{"schemaVersion":1,"name":"app","tag":"1","fsLayers":[]}');
  });
  await expect((await client(host)).image('app', '1')).rejects.toMatchObject({
    error: { code: 'unsupported', message: expect.stringContaining('schema 1') },
  });
});

test('an answer without end is left, and its connection closed', async () => {
  let isCut = false;
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    const more = setInterval(() => response.write(Buffer.alloc(1_000_000, 32)), 1);
    return response.on('close', () => {
      clearInterval(more);
      isCut = true;
    });
  });
  await expect((await client(host)).image('app', '1')).rejects.toMatchObject({
    error: { message: expect.stringContaining('more than 4 MiB') },
  });
  await expect.poll(() => isCut).toBe(true);
});

test('a registry that is silent is given up, and one may cancel before', async () => {
  const { host } = await server(() => {});
  await expect((await client(host, { answerTimeoutMs: 300 })).digest('app', '1')).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: 'timeout' },
  });
  const patient = await client(host);
  const cancel = new AbortController();
  const asking = patient.digest('app', '1', cancel.signal);
  setTimeout(() => cancel.abort(), 20);
  await expect(asking).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test('a cancel ends the request itself', async () => {
  let isCut = false;
  const cancel = new AbortController();
  const { host } = await server(({ url }, response) => {
    if (url === '/v2/') return response.end('{}');
    setTimeout(() => cancel.abort(), 20);
    return response.on('close', () => (isCut = true));
  });
  await expect((await client(host)).digest('app', '1', cancel.signal)).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
  await expect.poll(() => isCut).toBe(true);
});

test('a password that a registry repeats is not shown', async () => {
  const { host } = await server(({ headers }, response) => {
    if (!headers.authorization) return response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end();
    const message = `me:s3cret (${headers.authorization}) is wrong`;
    return response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ errors: [{ message }] }));
  });
  const failure = await (await client(host, me)).digest('app', '1').catch(({ error }: { error: unknown }) => error);
  const image = await (await client(host, me)).image('app', '1').catch(({ error }: { error: unknown }) => error);
  for (const one of [failure, image]) {
    expect(JSON.stringify(one)).not.toContain('s3cret');
    expect(JSON.stringify(one)).not.toContain(Buffer.from('me:s3cret').toString('base64'));
  }
  expect(JSON.stringify(image)).toContain('is wrong');
});

test('a registry is reached by way of the proxy that the environment names', async () => {
  const behind = await server((_, response) => response.end('{"tags":["1"]}'));
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('{"tags":["1"]}');
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host, port] = behind.host.split(':');
    const through = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    socket.pipe(through).pipe(socket);
    for (const one of [socket, through]) one.on('error', () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const env = { HTTPS_PROXY: `http://${address}`, HTTP_PROXY: address };
  // Nobody knows this name: only the proxy can have been asked. It has no TLS, so plain HTTP is tried after it.
  const registry = await client('registry.invalid', { env });
  expect(await all(registry.tags('app'))).toEqual(['1']);
  expect(asked[0]).toBe('CONNECT registry.invalid:443');
});
