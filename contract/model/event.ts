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
}
