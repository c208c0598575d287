import { z } from 'zod';
import type { Context, EngineVersion } from '../model/context.ts';
import { type ContextDetail, ContextName, ContextSettings } from '../model/contextEdit.ts';
import type { SignInQuestion } from '../model/signIn.ts';
import type { SystemInfo } from '../model/system.ts';
import { call, stream } from '../rpc/define.ts';

const name = z.object({ context: z.string().min(1) });

export const contexts = {
  /** Begins with all of them; the whole list again after each change. */
  watch: stream(z.object({})).of<readonly Context[]>(),
  select: call(name).returns<void>(),
  /** Tries again now, without waiting for the next attempt. */
  reconnect: call(name).returns<void>(),
  /** What waits for the person’s answer; the whole list again after each change. */
  questions: stream(z.object({})).of<readonly SignInQuestion[]>(),
  /** One that was answered or is not asked any more is passed over. `text` is kept in memory, for this session. */
  answer: call(
    z.object({
      id: z.string(),
      answer: z.discriminatedUnion('type', [
        z.object({ type: z.literal('trust') }),
        z.object({ type: z.literal('text'), text: z.string().max(4096) }),
        z.object({ type: z.literal('cancel') }),
      ]),
    }),
  ).returns<void>(),
  /** Writes a context of the docker CLI. Rejects with `name-in-use`, and with `invalid-input` at the field. */
  create: call(ContextSettings).returns<void>(),
  /** Rejects with `not-found`, `invalid-input`. */
  update: call(ContextSettings).returns<void>(),
  /** With its certificates. Rejects with `not-found`, and `conflict` for the one that the CLI uses. */
  remove: call(z.object({ name: ContextName })).returns<void>(),
  inspect: call(z.object({ name: ContextName })).returns<ContextDetail>(),
  /** Connects once, without keeping anything; may ask (`questions`). Rejects with why it does not work. */
  test: call(ContextSettings).returns<EngineVersion>(),
  info: call(name).returns<SystemInfo>(),
};
