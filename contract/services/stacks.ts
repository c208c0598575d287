import { z } from 'zod';
import type { Change, LiveChange } from '../model/change.ts';
import { type StackDetail, StackFiles, type StackFolder, StackRef, type StackSummary } from '../model/stack.ts';
import { call, stream } from '../rpc/define.ts';

const folder = z.object({ path: z.string().min(1) });

/** Stacks: where they are and what they are. What is done to them is in `stackRuns`. */
export const stacks = {
  /** Those of the engine, those that are remembered for it, and those in the added folders. */
  watch: stream(z.object({ context: z.string().min(1) })).of<LiveChange<StackSummary>>(),
  /** With the definition as Compose resolves it; a broken one is told in the answer. Rejects with `not-found`. */
  inspect: call(StackRef).returns<StackDetail>(),
  /** Says which files a stack has, from now on. Rejects with `not-found` where one of them is not there. */
  setFiles: call(StackRef.extend({ files: StackFiles })).returns<void>(),
  /** Goes back to what the labels or the folder say; a stack that neither has is not in the list any more. */
  forget: call(StackRef).returns<void>(),
  /**
   * Shows the folder of a stack in the file manager: one that is known, never a path of the page. Rejects with `not-found`,
   * and with `unsupported` in browser mode.
   */
  openFolder: call(StackRef).returns<void>(),
  /** Folders that are looked through, by path. */
  folders: stream(z.object({})).of<Change<StackFolder & { readonly id: string }>>(),
  /** Rejects with `not-found`, `permission-denied` and, for one that is added already, `conflict`. */
  addFolder: call(folder).returns<{ readonly projects: readonly string[] }>(),
  removeFolder: call(folder).returns<void>(),
};
