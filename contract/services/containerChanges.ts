import { z } from 'zod';
import type { Change } from '../model/change.ts';
import { ContainerRef } from '../model/container.ts';
import type {
  ChangePreview,
  ContainerChange,
  ContainerVersion,
  RemovedContainer,
  SettingChange,
  SettingRow,
} from '../model/containerChange.ts';
import { RunSettings } from '../model/run.ts';
import { call, stream } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const change = context.extend({ changeId: z.string().min(1).max(64) });
const version = z.string().min(1).max(64);
const removed = context.extend({ removedId: z.string().min(1).max(64) });

/** What a container is to become. */
export const WantedChange = z.discriminatedUnion('type', [
  /** As a form has it. With what it was opened with: what others changed meanwhile stays changed. */
  z.object({ type: z.literal('settings'), before: RunSettings, after: RunSettings }),
  /** As it was once. */
  z.object({ type: z.literal('version'), versionId: version }),
]);
export type WantedChange = z.infer<typeof WantedChange>;

const edit = ContainerRef.extend({
  wanted: WantedChange,
  /** The image that its name stands for now, where that is another one. */
  takesNewerImage: z.boolean().default(false),
});

/** Containers that exist: changed, brought back as they were, and made again when they were removed. */
export const containerChanges = {
  preview: call(edit).returns<ChangePreview>(),
  /** What can be changed live is; else a new one takes its place: a job. */
  apply: call(
    edit.extend({
      /** Stays, stopped, to be rolled back to. */
      keepsOld: z.boolean().default(true),
      /** The new one must be up for so long, or the old one comes back by itself. */
      watchSeconds: z.number().int().min(1).max(3600).default(5),
    }),
  ).returns<{ readonly jobId: string }>(),
  /** Those that go on, were interrupted, or are kept. */
  watch: stream(context).of<Change<ContainerChange>>(),
  /** The kept one takes its place back: a job. */
  rollBack: call(change).returns<{ readonly jobId: string }>(),
  /** What keeping the old one costs on the disk; absent when the engine cannot say. */
  keptSize: call(change).returns<{ readonly writableBytes?: number }>(),
  /** Removes the kept one. */
  drop: call(change).returns<void>(),
  /** Tries an interrupted one again. */
  retry: call(change).returns<void>(),
  /** Newest first. */
  history: call(ContainerRef).returns<readonly ContainerVersion[]>(),
  /** All that was chosen at that time. */
  version: call(ContainerRef.extend({ versionId: version })).returns<readonly SettingRow[]>(),
  /** Any two of them. */
  compare: call(ContainerRef.extend({ before: version, after: version })).returns<readonly SettingChange[]>(),
  watchRemoved: stream(context).of<Change<RemovedContainer>>(),
  /** Makes it again, and starts it if it ran: a job. */
  undoRemoval: call(removed).returns<{ readonly jobId: string }>(),
  /** Forgets its settings; an image of its files stays. */
  forgetRemoved: call(removed).returns<void>(),
};
