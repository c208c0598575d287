import { z } from 'zod';
import { ContainerId } from '../model/container.ts';
import type { LogItem } from '../model/logs.ts';
import { stream } from '../rpc/define.ts';

export const logs = {
  /** Lines of one container, or of many merged by time. With `follow` it goes on until cancelled, also over restarts. */
  read: stream(
    z.object({
      context: z.string().min(1),
      ids: z.array(ContainerId).min(1).max(200),
      follow: z.boolean().default(true),
      /** Last lines of each container; absent: all. */
      tail: z.number().int().min(0).optional(),
      /** Epoch ms. */
      since: z.number().optional(),
      until: z.number().optional(),
      stdout: z.boolean().default(true),
      stderr: z.boolean().default(true),
      /** Batches may hold lines of several containers (`LogBatch.sources`): far fewer of them when many speak at once. */
      mixed: z.boolean().default(false),
    }),
  ).of<LogItem>(),
};
