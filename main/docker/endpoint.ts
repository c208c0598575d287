import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** A way to an engine that is not a socket of this machine: it was opened, and must be closed. */
export interface Tunnel {
  readonly agent: Agent;
  /** One connection to the engine. */
  readonly dial: () => Promise<Duplex>;
  close(): void;
}

export interface TlsFiles {
  readonly ca?: Buffer | undefined;
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
  /** Takes any certificate of the engine's. */
  readonly skipVerify?: boolean | undefined;
}

/** Where an engine listens. */
export type Endpoint =
  | { readonly type: 'unix'; readonly path: string }
  /** `//./pipe/docker_engine` */
  | { readonly type: 'npipe'; readonly pipe: string }
  /** `open` may ask the person, and take as long as that. Rejects with `AppFailure`. */
  | { readonly type: 'ssh'; readonly url: string; open(signal: AbortSignal | undefined): Promise<Tunnel> }
  | { readonly type: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles | undefined };

/** As the CLI writes it. Holds no secret. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.type === 'unix') return `unix://${endpoint.path}`;
  if (endpoint.type === 'npipe') return `npipe://${endpoint.pipe}`;
  if (endpoint.type === 'ssh') return endpoint.url;
  return `tcp://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
}
