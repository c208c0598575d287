import { z } from 'zod';
import { type ActionResult, ContainerAction } from '../model/action.ts';
import type { LiveChange } from '../model/change.ts';
import {
  type ContainerDetail,
  ContainerId,
  ContainerRef,
  type ContainerSummary,
  type FilesystemChange,
  type ProcessTable,
  type RemovePreview,
} from '../model/container.ts';
import { type RunCheck, RunSettings } from '../model/run.ts';
import { call, stream } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
/** Chosen by the page, so that it can ask for the batch again whatever it has heard of it. */
const BatchId = z.string().min(16).max(64);
const many = context.extend({ ids: z.array(ContainerId).min(1) });

/** Where a file made by main can be had: a one-time address in browser mode, or the path that the person chose. */
export interface FileOffer {
  readonly jobId: string;
  readonly downloadUrl?: string;
}

export const containers = {
  watch: stream(context).of<LiveChange<ContainerSummary>>(),
  inspect: call(ContainerRef).returns<ContainerDetail>(),
  /**
   * One result an item, in the order in which they end; a few at a time. Goes on when nobody reads any more. More than
   * one are a job too, whose id is that of the batch: cancelling it begins no more of them.
   */
  apply: stream(many.extend({ action: ContainerAction, batchId: BatchId.optional() })).of<ActionResult>(),
  /** The results of a batch again, from its first: for a page whose connection was cut. Rejects with `not-found`. */
  results: stream(z.object({ batchId: BatchId })).of<ActionResult>(),
  previewRemove: call(many).returns<readonly RemovePreview[]>(),
  /** Every container that is not running, with what removing it takes. Removal then goes by these ids. */
  previewPrune: call(context).returns<readonly RemovePreview[]>(),
  checkRun: call(context.extend({ settings: RunSettings })).returns<RunCheck>(),
  /** Pulls when needed, creates, starts: a job. */
  run: call(context.extend({ settings: RunSettings })).returns<{ jobId: string }>(),
  top: call(ContainerRef.extend({ psArgs: z.string().max(200).optional() })).returns<ProcessTable>(),
  changes: call(ContainerRef).returns<readonly FilesystemChange[]>(),
  commit: call(
    ContainerRef.extend({
      repository: z.string().min(1),
      tag: z.string().min(1).default('latest'),
      message: z.string().optional(),
      author: z.string().optional(),
      pause: z.boolean().default(true),
    }),
  ).returns<{ imageId: string }>(),
  /** The filesystem as a tar archive. */
  export: call(ContainerRef).returns<FileOffer>(),
};
