import { z } from 'zod';
import type { EngineStatus, Requirement } from '../model/engine.ts';
import { call, stream } from '../rpc/define.ts';

export const engine = {
  watch: stream(z.object({})).of<EngineStatus>(),
  requirements: call(z.object({})).returns<readonly Requirement[]>(),
  /** Downloads and unpacks what is missing; progress is in the state and in a job. */
  install: call(z.object({ source: z.enum(['auto', 'bundled', 'debian', 'docker-static']).default('auto') })).returns<{
    jobId: string;
  }>(),
  start: call(z.object({})).returns<void>(),
  /** Containers stop with it, unless live-restore is on. */
  stop: call(z.object({})).returns<void>(),
  restart: call(z.object({})).returns<void>(),
  setDebug: call(z.object({ isDebug: z.boolean() })).returns<void>(),
  /** The text of daemon.json, `{}` when there is none. */
  settings: call(z.object({})).returns<{ text: string; needsRestart: boolean }>(),
  /** Validated by dockerd itself; when it is refused the old one stays and the reason is given. */
  saveSettings: call(z.object({ text: z.string().max(1_000_000) })).returns<void>(),
  /** Lines of dockerd's log, the last `tail` first, then live. */
  log: stream(z.object({ tail: z.number().int().min(0).max(100_000).default(2000) })).of<readonly string[]>(),
};
