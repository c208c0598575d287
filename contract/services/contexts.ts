import { z } from 'zod';
import type { Context } from '../model/context.ts';
import type { SystemInfo } from '../model/system.ts';
import { call, stream } from '../rpc/define.ts';

const name = z.object({ context: z.string().min(1) });

export const contexts = {
  /** Begins with all of them; the whole list again after each change. */
  watch: stream(z.object({})).of<readonly Context[]>(),
  select: call(name).returns<void>(),
  /** Tries again now, without waiting for the next attempt. */
  reconnect: call(name).returns<void>(),
  info: call(name).returns<SystemInfo>(),
};
