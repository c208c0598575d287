import { z } from 'zod';
import { type DiskPlan, DiskRule, DiskSelection, type DiskUsage, type KnownDiskRule } from '../model/disk.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });

export const disk = {
  /** `GET /system/df`: the engine walks its files for it, so it is asked only when somebody wants to know. */
  usage: call(context).returns<DiskUsage>(),
  /** What removing these would free. What cannot go is named with the reason, and left out of the plan's selection. */
  plan: call(context.extend({ selection: DiskSelection })).returns<DiskPlan>(),
  /** The plan of a rule as things are now; it need not be saved. */
  planRule: call(z.object({ rule: DiskRule })).returns<DiskPlan>(),
  /** Removes these and nothing else, never by force: a job. What came into use meanwhile stays, and is named. */
  remove: call(context.extend({ selection: DiskSelection })).returns<{ jobId: string }>(),
  rules: call(context).returns<readonly KnownDiskRule[]>(),
  /** A new one, or the one with its id changed. */
  saveRule: call(z.object({ rule: DiskRule })).returns<void>(),
  removeRule: call(z.object({ id: z.string().min(1) })).returns<void>(),
};
