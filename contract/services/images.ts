import { z } from 'zod';
import type { LiveChange } from '../model/change.ts';
import type { ImageDefaults, ImageDetail, ImageFacts, ImageRemovalPlan, ImageSummary } from '../model/image.ts';
import { call, stream } from '../rpc/define.ts';
import type { FileOffer } from './containers.ts';
import type { UploadTicket } from './uploads.ts';

const context = z.object({ context: z.string().min(1) });
/** A name (`redis:7`), a digest or an id. */
const reference = z.string().min(1);
const one = context.extend({ reference });
const many = context.extend({ references: z.array(reference).min(1) });
/** A file that the page sends as `UploadTicket` says. */
const file = context.extend({ fileName: z.string().min(1), sizeBytes: z.number().int().nonnegative() });

export interface UploadJob extends UploadTicket {
  readonly jobId: string;
}

export const images = {
  /** Those between two layers of a build included: `parentId` tells them apart. */
  watch: stream(context).of<LiveChange<ImageSummary>>(),
  list: call(context).returns<readonly ImageSummary[]>(),
  inspect: call(one).returns<ImageDetail>(),
  /** What a list does not say, of those that are still there. */
  facts: call(context.extend({ ids: z.array(reference).min(1).max(500) })).returns<readonly ImageFacts[]>(),
  /** How much of each image others need too, in bytes by id. The engine looks at every layer for it. */
  sharedSizes: call(context).returns<Readonly<Record<string, number>>>(),
  defaults: call(one).returns<ImageDefaults>(),
  /** All tags: the reference is then the name of a repository. */
  pull: call(one.extend({ platform: z.string().optional(), allTags: z.boolean().optional() })).returns<{
    jobId: string;
  }>(),
  /** A second name for the image; the name is taken from another image that has it. */
  tag: call(one.extend({ target: reference })).returns<void>(),
  previewRemove: call(many).returns<ImageRemovalPlan>(),
  /**
   * Takes these names off, and with its last name each image, never by force: a job. The containers with these ids are
   * removed before, running ones too.
   */
  remove: call(many.extend({ containerIds: z.array(z.string().min(1)).default([]) })).returns<{ jobId: string }>(),
  /** The dangling images, or all that no container uses. They are then removed by what the plan names. */
  previewPrune: call(
    context.extend({
      all: z.boolean(),
      /** Only those created before; epoch ms. */
      createdBefore: z.number().optional(),
    }),
  ).returns<ImageRemovalPlan>(),
  /** One or several as a tar archive, for `load`. */
  save: call(many).returns<FileOffer>(),
  /** Images out of an archive that `save` made. */
  load: call(file).returns<UploadJob>(),
  /** An image of one layer out of a tar archive of files. */
  import: call(
    file.extend({ reference, message: z.string().optional(), changes: z.array(z.string().min(1)).default([]) }),
  ).returns<UploadJob>(),
};
