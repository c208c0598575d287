import { z } from 'zod';
import type { TagState, TagWatch, UpdatePreview } from '../model/tagUpdate.ts';
import { call, stream } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const reference = z.string().trim().min(1);

/** Whether registries have newer images for tags that are in use, and the containers made anew from them. */
export const tagWatch = {
  /** What was found so far, then each change. Nothing is asked because of it: `check` and the interval do that. */
  watch: stream(context).of<TagWatch>(),
  /** Asks the registries now: of these tags, or of all that are watched. */
  check: call(context.extend({ references: z.array(reference).max(1000).optional() })).returns<readonly TagState[]>(),
  previewUpdate: call(context.extend({ reference })).returns<UpdatePreview>(),
  /** Pulls the tag and makes these containers anew from it, one after another, each put back if it does not come up. */
  update: call(context.extend({ reference, containerIds: z.array(z.string().min(1)).max(1000) })).returns<{
    jobId: string;
  }>(),
};
