import { z } from 'zod';
import type { ImageDefaults, ImageSummary } from '../model/image.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });

export const images = {
  list: call(context).returns<readonly ImageSummary[]>(),
  defaults: call(context.extend({ reference: z.string().min(1) })).returns<ImageDefaults>(),
  pull: call(context.extend({ reference: z.string().min(1), platform: z.string().optional() })).returns<{
    jobId: string;
  }>(),
};
