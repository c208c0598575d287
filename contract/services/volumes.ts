import { z } from 'zod';
import type { Change, LiveChange } from '../model/change.ts';
import {
  ArchiveSource,
  BackupFormat,
  NewVolume,
  RestoreMode,
  ScheduleInput,
  type UnfinishedWork,
  type VolumeBackup,
  type VolumeContents,
  type VolumeDetail,
  VolumeName,
  type VolumeOrigin,
  VolumeRef,
  type VolumeRemovalPlan,
  type VolumeSchedule,
  type VolumeSummary,
} from '../model/volume.ts';
import { call, stream } from '../rpc/define.ts';
import type { UploadTicket } from './uploads.ts';

const context = z.object({ context: z.string().min(1) });
const many = context.extend({ names: z.array(VolumeName).min(1) });
const Id = z.object({ id: z.string().min(1) });

export interface VolumeJob {
  readonly jobId: string;
}

export const volumes = {
  watch: stream(context).of<LiveChange<VolumeSummary>>(),
  /** Who has or had each anonymous volume, as far as the app has seen it. */
  origins: call(context).returns<Readonly<Record<string, VolumeOrigin>>>(),
  inspect: call(VolumeRef).returns<VolumeDetail>(),
  /** Of its volume plugins; `local` is always there. */
  drivers: call(context).returns<readonly string[]>(),
  create: call(context.extend({ settings: NewVolume })).returns<{ readonly name: string }>(),
  /** The engine walks through every volume for it: bytes by name, where the driver can say. Kept with the time. */
  measure: call(context).returns<Readonly<Record<string, number>>>(),
  previewRemove: call(many).returns<VolumeRemovalPlan>(),
  /** Those that no container has. `all`: named ones too. */
  previewPrune: call(context.extend({ all: z.boolean() })).returns<VolumeRemovalPlan>(),
  /** Removes these and nothing else, never by force: a job. What got a container meanwhile stays, and is named. */
  remove: call(many).returns<VolumeJob>(),
  /** Looks into it: names, entries, bytes. */
  contents: call(VolumeRef).returns<VolumeContents>(),

  /** To a folder on this computer, or handed to the person as a file. */
  backup: call(
    VolumeRef.extend({
      format: BackupFormat,
      target: z.discriminatedUnion('type', [
        z.object({ type: z.literal('folder'), path: z.string().min(1) }),
        z.object({ type: z.literal('download') }),
      ]),
      /** The containers that run with it stand still meanwhile. */
      pauseContainers: z.boolean(),
    }),
  ).returns<VolumeJob & { readonly downloadUrl?: string }>(),
  backups: stream(z.object({})).of<Change<VolumeBackup>>(),
  /** Takes a backup off the list, and its file from the disk if wanted. */
  forgetBackup: call(Id.extend({ withFile: z.boolean() })).returns<void>(),
  /** Where backups went last, or where they could go. */
  backupFolder: call(z.object({})).returns<string>(),
  /** Reads the archive to its end before anything is changed. */
  restore: call(
    VolumeRef.extend({
      source: ArchiveSource,
      mode: RestoreMode,
      /** So many folders are taken off the front of each name: 1 for what `tar cf x /data` wrote. */
      strip: z.number().int().min(0).max(20).default(0),
      pauseContainers: z.boolean().default(false),
    }),
  ).returns<VolumeJob & Partial<UploadTicket>>(),
  /** A new volume with the same contents, here or on another engine; verified. */
  copy: call(VolumeRef.extend({ targetContext: z.string().min(1), targetName: VolumeName })).returns<VolumeJob>(),
  /** Docker cannot: a copy by the new name, and the old volume removed once the copy is verified. */
  rename: call(VolumeRef.extend({ newName: VolumeName })).returns<VolumeJob>(),
  /** Everything in it goes; the volume, its options and its containers stay. */
  empty: call(VolumeRef).returns<VolumeJob>(),

  schedules: stream(z.object({})).of<Change<VolumeSchedule>>(),
  /** With an id: changes that one. */
  setSchedule: call(ScheduleInput.extend({ id: z.string().optional() })).returns<{ readonly id: string }>(),
  removeSchedule: call(Id).returns<void>(),
  runSchedule: call(Id).returns<VolumeJob>(),

  /** What was cut off, until it is taken up or let go. */
  unfinished: stream(z.object({})).of<Change<UnfinishedWork>>(),
  /** Goes on, or goes back: as `wayOn` says. */
  resume: call(Id).returns<VolumeJob>(),
};
