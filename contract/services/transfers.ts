import { z } from 'zod';
import type { AllTagsSize, PushCheck, PushDestination, RemoteImageSummary, RemoteTags } from '../model/transfer.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const name = z.string().trim().min(1);

/** Images on their way to a registry. Pulls are with the images: `images.pull`. */
export const transfers = {
  /** The tags of the repository of this name, from its registry. */
  tags: call(z.object({ reference: name })).returns<RemoteTags>(),
  /** What its registry has under a name: digest, platforms, sizes. */
  remoteImage: call(context.extend({ reference: name })).returns<RemoteImageSummary>(),
  /** What all tags of a repository would download for one platform; absent: the engine’s. */
  allTagsSize: call(context.extend({ reference: name, platform: z.string().optional() })).returns<AllTagsSize>(),
  /** What to know before an image is pushed under this name. Rejects with `invalid-input` where it is no name. */
  checkPush: call(context.extend({ imageId: name, target: name })).returns<PushCheck>(),
  /** Where one may push to, as far as sign-ins and the names of images tell. */
  destinations: call(context).returns<readonly PushDestination[]>(),
  /**
   * Tags the image with the target where it has not got that name, and pushes it. When that fails, a name that was made
   * for it is taken away again.
   */
  push: call(
    context.extend({
      /** A name or an id. */
      source: name,
      target: name,
      allTags: z.boolean().default(false),
    }),
  ).returns<{ jobId: string }>(),
};
