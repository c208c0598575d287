import { z } from 'zod';
import { type Finding, ResetPart, type Resettable, type SelfTestStep } from '../model/troubleshooting.ts';
import { call, stream } from '../rpc/define.ts';

export const troubleshooting = {
  /**
   * Makes an image and a container, publishes a port, reaches it and removes all of it again. Each item has all steps.
   * Who stops reading stops the test: what it made is removed all the same.
   */
  selfTest: stream(z.object({ context: z.string().min(1) })).of<readonly SelfTestStep[]>(),
  /** Sockets, contexts and group membership. */
  findings: call(z.object({})).returns<readonly Finding[]>(),
  /** Rejects with `not-found` when there is nothing to repair any more, and with `cancelled` when rights were declined. */
  repair: call(z.object({ finding: z.string().min(1) })).returns<void>(),
  /** Logs, settings and facts as one `.tar.gz`, without secrets. */
  bundle: call(z.object({ context: z.string().optional() })).returns<{
    downloadUrl?: string;
    files: readonly string[];
  }>(),
  /** Lines of the app’s own log, the last `tail` first, then live. */
  log: stream(z.object({ tail: z.number().int().min(0).max(100_000).default(2000) })).of<readonly string[]>(),
  resettable: call(z.object({})).returns<readonly Resettable[]>(),
  reset: call(z.object({ part: ResetPart })).returns<void>(),
};
