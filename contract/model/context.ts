import type { AppError } from '../errors.ts';

export type ContextSource =
  'docker-host' | 'cli' | 'default-socket' | 'rootless-socket' | 'podman-socket' | 'own-engine';

export type ContextState =
  | { readonly type: 'unknown' }
  | { readonly type: 'connecting' }
  | { readonly type: 'connected'; readonly engine: EngineVersion }
  | { readonly type: 'unreachable'; readonly error: AppError };

export interface EngineVersion {
  readonly product: 'docker' | 'podman';
  readonly version: string;
  readonly apiVersion: string;
  readonly minApiVersion: string;
  readonly os: string;
  readonly arch: string;
}

/** Until when the certificates of a context are good. */
export interface ContextCertificates {
  /** The first of them that runs out: yours, or the authority that you check the engine by. */
  readonly first: 'cert' | 'ca';
  /** Epoch ms. */
  readonly validUntil: number;
}

/** An engine and how to reach it, as the docker CLI has it. */
export interface Context {
  readonly name: string;
  readonly source: ContextSource;
  /** `unix:///var/run/docker.sock`, `tcp://host:2376`, `ssh://user@host`. Holds no secret. */
  readonly endpoint: string;
  readonly description?: string;
  /** On this machine: host ports and paths are those of the person's own computer. */
  readonly isLocal: boolean;
  /**
   * The name or address of the machine that host ports and paths are of, where that is another one: `HostName` of the
   * ssh configuration, not the name that is typed.
   */
  readonly machine?: string;
  readonly isSelected: boolean;
  /** Of one by TCP with TLS; absent: it has none. */
  readonly certificates?: ContextCertificates;
  /** What the docker CLI must be told to speak to it, see `contract/commands`: nothing when it is its current one. */
  readonly cliArgs?: readonly string[];
  readonly state: ContextState;
}
