import { z } from 'zod';
import type { Change } from '../model/change.ts';
import type { Activity, EngineEvent } from '../model/event.ts';
import { stream } from '../rpc/define.ts';

export const activity = {
  /** Events of one engine since the app has followed it (the last 10,000), then live. */
  events: stream(z.object({ context: z.string().min(1) })).of<readonly EngineEvent[]>(),
  /** What the app did in this session, newest last. */
  watch: stream(z.object({})).of<Change<Activity>>(),
};
