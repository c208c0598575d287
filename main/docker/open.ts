import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import Dockerode from 'dockerode';
import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from './connection.ts';
import { describeEndpoint, type Endpoint, type Tunnel } from './endpoint.ts';
import { requestJson } from './request.ts';
import { unreachable } from './unreachable.ts';
import { readVersion } from './version.ts';

const OPEN_TIMEOUT_MS = 10_000;

export interface OpenConnection {
  readonly context: string;
  readonly endpoint: Endpoint;
  readonly isLocal: boolean;
  /** Cancels the opening; an open connection is ended with `close`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the engine may take to answer; 10 s unless told. */
  readonly timeoutMs?: number;
}

export interface OpenedConnection {
  readonly connection: Connection;
  close(reason?: AppFailure): void;
  /** Another connection to the engine, for programs; where it is not reached by a socket of this machine. */
  readonly dial?: () => Promise<Duplex>;
}

/**
 * Reaches an engine and agrees on an API version with it (`GET /version`, at least 1.41).
 * Rejects with `engine-unreachable`, or `cancelled`. `close` ends everything that still goes over the connection and
 * aborts its signal, with the reason if one is given.
 */
export async function openConnection(options: OpenConnection): Promise<OpenedConnection> {
  const { context, endpoint, isLocal, signal } = options;
  let tunnel: Tunnel | undefined;
  let agent: HttpAgent | undefined;
  const end = () => {
    agent?.destroy();
    tunnel?.close();
  };
  try {
    if (endpoint.type === 'ssh') tunnel = await endpoint.open(signal);
    agent = withoutInspection(tunnel?.agent ?? newAgent(endpoint));
    // Whatever was asked before it, the engine itself has this long.
    const timeout = AbortSignal.timeout(options.timeoutMs ?? OPEN_TIMEOUT_MS);
    const raw = await requestJson<unknown>(modemFor(endpoint, agent), {
      method: 'GET',
      path: '/version',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const { engine, useVersion } = readVersion(context, endpoint, raw);
    const ended = new AbortController();
    setMaxListeners(0, ended.signal); // a listener for each stream is no leak
    return {
      connection: {
        context,
        docker: modemFor(endpoint, agent, `v${useVersion}`),
        engine,
        isLocal,
        signal: ended.signal,
      },
      close(reason) {
        ended.abort(reason ?? closed(context, endpoint));
        end();
      },
      ...(tunnel && { dial: tunnel.dial }),
    };
  } catch (thrown) {
    end();
    if (signal?.aborted) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
    throw unreachable(context, endpoint, thrown);
  }
}

function closed(context: string, endpoint: Endpoint): AppFailure {
  return new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'closed',
    message: `The connection to ${describeEndpoint(endpoint)} was closed.`,
    hint: 'It is opened again when it is needed.',
  });
}

function newAgent(endpoint: Endpoint): HttpAgent {
  if (endpoint.type !== 'tcp' || !endpoint.tls) return new HttpAgent({ keepAlive: true });
  const { ca, cert, key, skipVerify } = endpoint.tls;
  return new HttpsAgent({ keepAlive: true, ca, cert, key, rejectUnauthorized: !skipVerify });
}

/**
 * The modem writes out its options, all that hangs on them included, for a debug line that nobody sees: with fifty
 * streams open that costs 100 ms for each request.
 */
function withoutInspection(agent: HttpAgent): HttpAgent {
  return Object.assign(agent, { [inspect.custom]: () => 'Agent' });
}

function modemFor(endpoint: Endpoint, agent: HttpAgent, version?: string): Dockerode {
  // The modem reads DOCKER_HOST and its certificates even when it is told where to go, and throws if they are wrong.
  const fromEnvironment = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    // An engine that sleeps in its VM is not woken by us who only look whether it is back.
    const headers = { 'User-Agent': 'gantry' };
    const options: Dockerode.DockerOptions & { agent: HttpAgent } = { ...whereIs(endpoint), agent, version, headers };
    return new Dockerode(options);
  } finally {
    if (fromEnvironment !== undefined) process.env['DOCKER_HOST'] = fromEnvironment;
  }
}

function whereIs(endpoint: Endpoint) {
  switch (endpoint.type) {
    case 'tcp':
      return {
        host: endpoint.host,
        port: endpoint.port,
        protocol: endpoint.tls ? ('https' as const) : ('http' as const),
      };
    case 'ssh':
      return { host: 'engine', port: 80, protocol: 'http' as const }; // the agent alone knows the way
    case 'unix':
      return { host: undefined, socketPath: endpoint.path };
    case 'npipe':
      return { host: undefined, socketPath: endpoint.pipe };
  }
}
