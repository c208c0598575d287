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
  | { readonly type: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles | undefined };

/** As the CLI writes it. Holds no secret. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.type === 'unix') return `unix://${endpoint.path}`;
  if (endpoint.type === 'npipe') return `npipe://${endpoint.pipe}`;
  return `tcp://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
}
