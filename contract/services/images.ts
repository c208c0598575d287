import { z } from 'zod';
import type { ImageDefaults, ImageRemoval, ImageRemovePreview, ImageSummary } from '../model/image.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
/** A name (`redis:7`), a digest or an id. */
const reference = z.string().min(1);

export const images = {
  list: call(context).returns<readonly ImageSummary[]>(),
  defaults: call(context.extend({ reference })).returns<ImageDefaults>(),
  pull: call(context.extend({ reference, platform: z.string().optional(), allTags: z.boolean().optional() })).returns<{
    jobId: string;
  }>(),
  previewRemove: call(context.extend({ reference })).returns<ImageRemovePreview>(),
  /** Rejects with `conflict`, which names the containers that use it. Force takes the name off in spite of them. */
  remove: call(context.extend({ reference, force: z.boolean().default(false) })).returns<ImageRemoval>(),
};
