import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import type { Endpoint } from './endpoint.ts';
import { openConnection } from './open.ts';
import { requestJson, requestPipe, requestStream } from './request.ts';
import { unreachable } from './unreachable.ts';

const opened: { close(): void }[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(server: Server): Promise<Endpoint> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { type: 'tcp', host: '127.0.0.1', port: address.port };
}

const answering = (listener: RequestListener) => listen(createHttpServer(listener));
const saying = (body: unknown, status = 200) =>
  answering((_, response) => {
    response.writeHead(status, { connection: 'close' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

async function open(endpoint: Endpoint, timeoutMs = 5_000, signal?: AbortSignal) {
  const found = await openConnection({ context: 'lab', endpoint, isLocal: false, timeoutMs, signal });
  opened.push(found);
  return found;
}

const DOCKER = { Version: '28.5.2', ApiVersion: '1.51', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' };
const failure = (reason: string) => ({ error: { code: 'engine-unreachable', context: 'lab', reason } });

describe('an engine that answers', () => {
  test.each([
    ['an older one, in its own version', { ...DOCKER, ApiVersion: '1.41' }, '/v1.41/x'],
    ['one of today', DOCKER, '/v1.51/x'],
    ['a newer one, in the newest that we know', { ...DOCKER, ApiVersion: '1.60', MinAPIVersion: '1.44' }, '/v1.51/x'],
    ['one that has left ours behind', { ...DOCKER, ApiVersion: '1.70', MinAPIVersion: '1.55' }, '/v1.55/x'],
  ])('is spoken to: %s', async (_, version, path) => {
    const asked: string[] = [];
    const endpoint = await answering((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('connection', 'close').end(JSON.stringify(version));
    });
    const { connection } = await open(endpoint);
    await requestJson(connection.docker, { method: 'GET', path: '/x' });
    expect(asked[0]).toMatch(/^\/version/);
    expect(asked[1]?.replace(/\?$/, '')).toBe(path);
    expect(connection.engine).toMatchObject({ product: 'docker', version: '28.5.2', apiVersion: version.ApiVersion });
  });

  test('as Podman is known as Podman', async () => {
    const Components = [{ Name: 'Podman Engine', Version: '5.4.2' }];
    const { connection } = await open(await saying({ ...DOCKER, ApiVersion: '1.41', Components }));
    expect(connection.engine).toMatchObject({ product: 'podman', version: '5.4.2' });
  });

  test('is the one asked for, whatever DOCKER_HOST says', async () => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'nonsense://%%%';
    try {
      expect((await open(await saying(DOCKER))).connection.engine.version).toBe('28.5.2');
      expect(process.env['DOCKER_HOST']).toBe('nonsense://%%%');
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });

  test('is written out in no debug line, with all that hangs on the connection', async () => {
    const { connection } = await open(await saying(DOCKER));
    const { agent } = connection.docker.modem as unknown as { agent: object };
    expect(inspect(agent, { showHidden: true, depth: null })).toBe('Agent');
  });
});

describe('what is no engine, or none to use', () => {
  test('an engine before Docker 20.10 is too old', async () => {
    await expect(open(await saying({ ...DOCKER, ApiVersion: '1.40' }))).rejects.toMatchObject(failure('too-old'));
  });

  test.each([
    ['a web page', '<!doctype html><p>Welcome'],
    ['other JSON', { hello: 'world' }],
    ['nothing', ''],
    ['null', null],
    ['a list', []],
  ])('%s is not an engine', async (_, body) => {
    await expect(open(await saying(body))).rejects.toMatchObject(failure('not-an-engine'));
  });

  test('a page that is not found is not an engine', async () => {
    await expect(open(await saying('404 page', 404))).rejects.toMatchObject(failure('not-an-engine'));
  });

  test('what speaks no HTTP is not an engine', async () => {
    const endpoint = await listen(
      createServer((socket) =>
        socket
          .resume()
          .on('error', () => {})
          .end('SSH-2.0-OpenSSH_9.2\r\n'),
      ),
    );
    await expect(open(endpoint)).rejects.toMatchObject(failure('not-an-engine'));
  });

  test('an engine that wants TLS is said to', async () => {
    const endpoint = await saying('Client sent an HTTP request to an HTTPS server.\n', 400);
    await expect(open(endpoint)).rejects.toMatchObject(failure('tls'));
  });

  test('what speaks no TLS although the context has certificates is said to', async () => {
    const endpoint = { ...(await saying(DOCKER)), tls: { skipVerify: true } } as Endpoint;
    await expect(open(endpoint)).rejects.toMatchObject(failure('tls'));
  });

  test('what never answers is given up', async () => {
    const sockets = new Set<{ destroy(): void }>();
    const endpoint = await listen(createServer((socket) => sockets.add(socket)));
    await expect(open(endpoint, 100)).rejects.toMatchObject(failure('timeout'));
    for (const socket of sockets) socket.destroy();
  });

  test('what hangs up at once has closed the connection', async () => {
    const endpoint = await listen(createServer((socket) => socket.destroy()));
    await expect(open(endpoint)).rejects.toMatchObject(failure('closed'));
  });

  test('a socket that is not there, and a port where nobody listens', async () => {
    await expect(open({ type: 'unix', path: '/nonexistent/docker.sock' })).rejects.toMatchObject(failure('no-socket'));
    const endpoint = await saying(DOCKER);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await expect(open(endpoint)).rejects.toMatchObject(failure('refused'));
  });

  test('opening can be cancelled', async () => {
    const abort = new AbortController();
    const sockets = new Set<{ destroy(): void }>();
    const endpoint = await listen(
      createServer((socket) => {
        sockets.add(socket);
        abort.abort();
      }),
    );
    await expect(open(endpoint, 5_000, abort.signal)).rejects.toMatchObject({ error: { code: 'cancelled' } });
    for (const socket of sockets) socket.destroy();
  });
});

test.each([
  ['EACCES', 'permission-denied', /usermod -aG docker/],
  ['ENOTFOUND', 'refused', /spelling/],
  ['EHOSTUNREACH', 'timeout', /reachable/],
  ['CERT_HAS_EXPIRED', 'tls', /Renew/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', /ca\.pem/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', /name/],
])('%s has a hint of its own', (code, reason, hint) => {
  const thrown = Object.assign(new Error(`connect ${code}`), { code });
  const { error } = unreachable('lab', { type: 'unix', path: '/var/run/docker.sock' }, thrown);
  expect(error).toMatchObject({ code: 'engine-unreachable', reason, hint: expect.stringMatching(hint) });
});

describe('a request', () => {
  async function streaming(): ReturnType<typeof open> {
    const endpoint = await answering((request, response) => {
      if (request.url?.startsWith('/version')) return response.end(JSON.stringify(DOCKER));
      response.write('some');
      if (request.url?.includes('/ends')) response.end('thing');
    });
    return open(endpoint);
  }

  test('that is aborted while its answer comes in ends without tearing others', async () => {
    const { connection } = await streaming();
    for (let i = 0; i < 20; i++) {
      const abort = new AbortController();
      const stream = await requestStream(connection.docker, { method: 'GET', path: '/ends', signal: abort.signal });
      for await (const chunk of stream) if (String(chunk).includes('s')) break;
      abort.abort(); // its connection may have gone back to the pool
      const other = await requestStream(connection.docker, { method: 'GET', path: '/ends' });
      let text = '';
      for await (const chunk of other) text += String(chunk);
      expect(text).toBe('something');
    }
  });

  test('for a pipe sends nothing that the program at its other end could take for input', async () => {
    let piped = '';
    const server = createHttpServer((_, response) => response.end(JSON.stringify(DOCKER)));
    server.on('upgrade', (_, socket, head) => {
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
      piped += head.toString();
      socket.on('data', (chunk: Buffer) => {
        piped += chunk.toString();
        if (piped.includes('typed')) socket.end();
      });
    });
    const { connection } = await open(await listen(server));
    const pipe = await requestPipe(connection.docker, { method: 'POST', path: '/attach', query: { stdin: true } });
    pipe.resume().write('typed');
    await once(pipe, 'close');
    expect(piped).toBe('typed');
  });

  test('whose answer never ends is ended by its signal', async () => {
    const { connection } = await streaming();
    const abort = new AbortController();
    const answer = requestJson(connection.docker, { method: 'GET', path: '/hangs', signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('goes down with the connection when it is closed, with the reason', async () => {
    const open = await streaming();
    const { connection } = open;
    const stream = await requestStream(connection.docker, { method: 'GET', path: '/hangs', signal: connection.signal });
    const closed = new Promise((resolve) => stream.once('close', resolve));
    open.close();
    await closed;
    expect(connection.signal.reason).toBeInstanceOf(AppFailure);
  });
});

test.each([
  ['/run/user/1000/podman/podman.sock', 'systemctl --user start podman.socket'],
  ['/run/podman/podman.sock', 'sudo systemctl start podman.socket'],
  ['/run/user/1000/docker.sock', 'systemctl --user start docker'],
  ['/var/run/docker.sock', 'sudo systemctl start docker'],
])('without an engine at %s the hint is %s', (path, command) => {
  const thrown = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' });
  const { error } = unreachable('lab', { type: 'unix', path }, thrown);
  expect(error).toMatchObject({ reason: 'no-socket', hint: expect.stringContaining(`${command})`) });
});
