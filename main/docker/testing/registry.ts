import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { signedManifest } from './signedManifest.ts';
import { tarOf, type TarFile } from './tar.ts';

export interface TestRegistry {
  /** `127.0.0.1:port`: engines take plain HTTP from there. */
  readonly host: string;
  readonly digest: string;
  /** Downloads that were cut off by the engine. */
  readonly cutOff: () => number;
  /** Lets go the half of the layer that is held back. */
  release(): void;
  close(): Promise<void>;
}

export interface TestRegistryOptions {
  /** `user:password`; without it anybody may read. */
  readonly login?: string;
  /** Sends the layer so slowly that it never ends within a test. */
  readonly isSlow?: boolean;
  /** Sends half of the layer, and the other half when it is told to. */
  readonly isHeld?: boolean;
  /** In the layer beside the random bytes: programs, for an image that is to be run. */
  readonly files?: readonly TarFile[];
  /** What is wrong with it. */
  readonly fault?: RegistryFault;
}

export type RegistryFault =
  /** A page for people, as from a proxy or a wrong address. */
  | 'html'
  /** 429 for each manifest; it says when to come back. */
  | 'rate-limit'
  /** The layer ends half way, each time. */
  | 'truncated'
  /** Other bytes than the digest says. */
  | 'wrong-digest'
  /** A manifest in the format before 2016. */
  | 'schema-1'
  /** Fails at every request. */
  | 'broken';

const sha256 = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A registry with one image, `test:one`, of one layer that holds a file of random bytes and whatever was given. */
export async function startTestRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const { login, isSlow, isHeld, files = [], fault } = options;
  const tar = tarOf([{ name: 'random', content: randomBytes(2_000_000) }, ...files]);
  const layer = gzipSync(tar);
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
    }),
  );
  const type = (name: string) => `application/vnd.oci.image.${name}`;
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type('manifest.v1+json'),
      config: { mediaType: type('config.v1+json'), digest: sha256(config), size: config.length },
      layers: [{ mediaType: type('layer.v1.tar+gzip'), digest: sha256(layer), size: layer.length }],
    }),
  );
  const digest = sha256(manifest);
  let cutOff = 0;
  const held = new EventEmitter();
  let isReleased = !isHeld;

  function send(response: ServerResponse, body: Buffer, contentType: string, maySlow = false) {
    response.writeHead(200, {
      'content-type': contentType,
      'content-length': body.length,
      'docker-content-digest': sha256(body),
    });
    if (!isReleased && maySlow) {
      const half = body.length >> 1;
      response.write(body.subarray(0, half));
      return held.once('release', () => response.end(body.subarray(half)));
    }
    if (!isSlow || !maySlow) return response.end(body);
    let at = 0;
    const timer = setInterval(() => response.write(body.subarray(at, (at += 1000))), 20);
    return response.on('close', () => {
      clearInterval(timer);
      cutOff += 1;
    });
  }

  const server = createServer((request, response) => {
    const given = request.headers.authorization;
    if (login && given !== `Basic ${Buffer.from(login).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"', 'content-type': 'application/json' });
      return response.end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
    }
    const path = request.url ?? '';
    if (fault && misbehave(fault, path, response)) return undefined;
    if (path === '/v2/') return response.end('{}');
    if (path === '/v2/test/manifests/one' || path === `/v2/test/manifests/${digest}`) {
      return send(response, manifest, type('manifest.v1+json'));
    }
    if (path === `/v2/test/blobs/${sha256(config)}`) return send(response, config, 'application/octet-stream');
    if (path === `/v2/test/blobs/${sha256(layer)}` && fault === 'truncated') {
      return sendHalf(response, layer, request.headers.range);
    }
    if (path === `/v2/test/blobs/${sha256(layer)}` && fault === 'wrong-digest') {
      return response.writeHead(200, { 'content-length': layer.length }).end(Buffer.from(layer).fill(7, 1000, 1100));
    }
    if (path === `/v2/test/blobs/${sha256(layer)}`) return send(response, layer, 'application/octet-stream', true);
    response.writeHead(404, { 'content-type': 'application/json' });
    return response.end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The registry has no port.');
  return {
    host: `127.0.0.1:${address.port}`,
    digest,
    cutOff: () => cutOff,
    release() {
      isReleased = true;
      held.emit('release');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** True when the fault has answered. */
function misbehave(fault: RegistryFault, path: string, response: ServerResponse): boolean {
  const isManifest = path.includes('/manifests/');
  const json = { 'content-type': 'application/json' };
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title><p>Sign in.');
  } else if (fault === 'rate-limit' && isManifest) {
    response
      .writeHead(429, { ...json, 'retry-after': '5400', 'ratelimit-limit': '100;w=21600' })
      .end('{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}');
  } else if (fault === 'schema-1' && isManifest) {
    response
      .writeHead(200, { 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' })
      .end(signedManifest('test', 'one'));
  } else if (fault === 'broken') {
    response.writeHead(500, json).end('{"errors":[{"code":"UNKNOWN","message":"unknown error"}]}');
  } else return false;
  return true;
}

/** The half of what is left: of all of it, or from where the last try broke off. */
function sendHalf(response: ServerResponse, body: Buffer, range: string | undefined): void {
  const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const left = body.subarray(from);
  response.writeHead(range === undefined ? 200 : 206, {
    'content-length': left.length,
    ...(range !== undefined && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
  });
  response.write(left.subarray(0, left.length >> 1), () => response.destroy());
}
