import { ImageCopy, type ImageCopyPlan, StackCopy, type StackCopyPlan } from '../model/copy.ts';
import { call } from '../rpc/define.ts';

const planned = StackCopy.pick({ stack: true, targetContext: true });

/** From one engine to another, as a stream through Gantry: neither disk holds an archive. (Volumes: `volumes.copy`.) */
export const copies = {
  /** What would happen. Rejects with `not-found`, and with `engine-unreachable` for either engine. */
  planImage: call(ImageCopy).returns<ImageCopyPlan>(),
  /** A job. A name that is another image's there becomes this one's; that image stays, without the name. */
  image: call(ImageCopy).returns<{ readonly jobId: string }>(),
  /** Rejects with what is wrong with its files. */
  planStack: call(planned).returns<StackCopyPlan>(),
  /** A job: its images, its volumes, then `up` there. Volumes that are there already are never written to. */
  stack: call(StackCopy).returns<{ readonly jobId: string }>(),
};
