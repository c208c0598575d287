import type Dockerode from 'dockerode';
import type { EngineVersion } from '../../contract/model/context.ts';

/** A live connection to one engine. `main/contexts` opens and closes it; services only use it. */
export interface Connection {
  readonly context: string;
  readonly docker: Dockerode;
  readonly engine: EngineVersion;
  readonly isLocal: boolean;
  /** Aborted when the engine is lost or the context is closed; streams end with it. */
  readonly signal: AbortSignal;
}

/** How a service gets at an engine. Throws `AppFailure` (engine-unreachable, not-found) when there is none. */
export type GetConnection = (context: string, signal?: AbortSignal) => Promise<Connection>;
