import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A socket that is not what an engine should be. */
export interface FalseEngine {
  readonly socketPath: string;
  close(): Promise<void>;
}

/** Answers every request with this. */
export const answering = (body: string, type = 'application/json'): Promise<FalseEngine> =>
  listening(
    http.createServer((_, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    }),
  );

/** A real engine, but for its list of containers: that has so many, none of which is there. */
export const withContainers = (engineSocket: string, count: number): Promise<FalseEngine> =>
  withList(engineSocket, /\/containers\/json/, count, saidContainer);

/** The same with images. */
export const withImages = (engineSocket: string, count: number): Promise<FalseEngine> =>
  withList(engineSocket, /\/images\/json/, count, saidImage);

/** The same with networks. */
export const withNetworks = (engineSocket: string, count: number): Promise<FalseEngine> =>
  withList(engineSocket, /\/networks(\?|$)/, count, saidNetwork);

function withList(
  engineSocket: string,
  path: RegExp,
  count: number,
  said: (number: number) => object,
): Promise<FalseEngine> {
  const body = JSON.stringify(Array.from({ length: count }, (_, index) => said(index + 1)));
  return answeringItself(engineSocket, ({ url = '' }) => (path.test(url) ? { body } : undefined));
}

/** A real engine that reaches Docker Hub, as far as its search goes; it notes what was searched for. */
export const withHub = (
  engineSocket: string,
  hits: readonly object[],
  searched: string[] = [],
  status = 200,
): Promise<FalseEngine> =>
  answeringItself(engineSocket, ({ url = '' }) => {
    if (!/\/images\/search/.test(url)) return undefined;
    searched.push(new URL(url, 'http://engine').searchParams.get('term') ?? '');
    return { status, body: JSON.stringify(hits) };
  });

interface OwnAnswer {
  readonly status?: number;
  readonly body: string;
}

/** A real engine, but for what it answers itself. */
export function answeringItself(
  engineSocket: string,
  answer: (request: http.IncomingMessage) => OwnAnswer | undefined,
): Promise<FalseEngine> {
  return listening(
    http.createServer((request, response) => {
      const own = answer(request);
      if (own) {
        response.writeHead(own.status ?? 200, { 'content-type': 'application/json' }).end(own.body);
        return;
      }
      const { method, url, headers } = request;
      const onward = http.request({ socketPath: engineSocket, method, path: url, headers }, (given) => {
        response.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    }),
  );
}

/** As `GET /containers/json` says it. */
const saidContainer = (number: number) => ({
  Id: number.toString(16).padStart(64, '0'),
  Names: [`/many-${String(number).padStart(5, '0')}`],
  Image: `registry.example/team/image-${number % 50}:1.${number % 7}`,
  ImageID: `sha256:${(number % 50).toString(16).padStart(64, '0')}`,
  Command: 'sleep 1000',
  Created: 1_790_000_000 + number,
  Ports: number % 3 === 0 ? [{ IP: '127.0.0.1', PrivatePort: 80, PublicPort: 20_000 + number, Type: 'tcp' }] : [],
  Labels: { 'com.example.number': String(number) },
  State: 'exited',
  Status: 'Exited (0) 2 hours ago',
  HostConfig: { NetworkMode: 'bridge' },
  NetworkSettings: { Networks: { bridge: { NetworkID: '1'.repeat(64), IPAddress: '' } } },
  Mounts: [],
});

/** As `GET /images/json` says it. */
const saidImage = (number: number) => ({
  Id: `sha256:${number.toString(16).padStart(64, '0')}`,
  ParentId: '',
  RepoTags: [`registry.example/team/image-${number % 500}:1.${number}`],
  RepoDigests: [],
  Created: 1_790_000_000 + number,
  Size: 10_000_000 + number * 1000,
  SharedSize: 5_000_000,
  Labels: { 'com.example.number': String(number) },
  Containers: -1,
});

/** As `GET /networks` says it. */
const saidNetwork = (number: number) => ({
  Id: number.toString(16).padStart(64, '0'),
  Name: `many-${String(number).padStart(5, '0')}`,
  Created: new Date(1_790_000_000_000 + number * 1000).toISOString(),
  Scope: 'local',
  Driver: 'bridge',
  Internal: number % 5 === 0,
  IPAM: {
    Config: [{ Subnet: `10.${number >> 8}.${number & 255}.0/24`, Gateway: `10.${number >> 8}.${number & 255}.1` }],
  },
  Options: {},
  Labels: { 'com.example.number': String(number) },
});

/** A socket file whose engine is gone: connections are refused. */
export async function abandoned(): Promise<FalseEngine> {
  const left = await listening(createServer());
  const { socketPath } = left;
  await rename(socketPath, `${socketPath}.kept`);
  await left.close({ keepsFolder: true });
  await rename(`${socketPath}.kept`, socketPath);
  return { socketPath, close: () => rm(path.dirname(socketPath), { recursive: true }) };
}

async function listening(server: Server) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-false-'));
  const socketPath = path.join(folder, 'docker.sock');
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    async close({ keepsFolder = false } = {}) {
      if (server instanceof http.Server) server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
      if (!keepsFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}
