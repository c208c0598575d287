import type { AppError } from '../errors.ts';

/** Something the engine said on `/events`. */
export interface EngineEvent {
  readonly id: string;
  readonly context: string;
  readonly at: number;
  readonly type: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One request that an action made to the engine's API. */
export interface EngineCall {
  readonly method: string;
  /** With its query, without the version of the API: `/containers/3f2a…/stop?t=10`. Bodies and headers are not kept. */
  readonly path: string;
  /** Something was sent along. */
  readonly hasBody?: boolean;
  /** Absent while there is no answer, or when none came. */
  readonly status?: number;
  /** The full id, or a volume's name, of what the engine says that it made. */
  readonly made?: string;
}

/** Something this app did, with the docker command that does the same. */
export interface Activity {
  readonly id: string;
  readonly context: string;
  readonly at: number;
  readonly title: string;
  readonly command: string;
  readonly durationMs?: number;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly error?: AppError;
  /** In the order in which they were made; the first of many. */
  readonly calls?: readonly EngineCall[];
  /** The job that it was done for. */
  readonly jobId?: string;
}
