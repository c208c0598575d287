import { z } from 'zod';
import type { ContainerState, StackMembership } from './container.ts';

/** The name is the id: volumes have no other. Other drivers than `local` may take more than this. */
export const VolumeName = z.string().min(1).max(255);
export const VolumeRef = z.object({ context: z.string().min(1), name: VolumeName });
export type VolumeRef = z.infer<typeof VolumeRef>;

/** What the `local` driver takes; the engine says the same in its own words. */
export const LOCAL_VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** A volume of a list. */
export interface VolumeSummary {
  /** The name again: what a list goes by. */
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: 'local' | 'global';
  /** On the engine's machine. */
  readonly mountpoint: string;
  /** Epoch ms; 0 where the driver does not say. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  /** What the driver was given: `type`, `o`, `device` of the local one. */
  readonly options: Readonly<Record<string, string>>;
  /** Named by the engine, because nobody gave it a name. */
  readonly isAnonymous: boolean;
  readonly stack?: Pick<StackMembership, 'project'>;
}

/** Who has or had a volume: tells anonymous ones apart. */
export interface VolumeOrigin {
  readonly container: string;
  readonly image: string;
  readonly destination: string;
  readonly stack?: string;
}

export interface VolumeUser {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly destination: string;
  readonly isReadOnly: boolean;
}

/** `GET /volumes/{name}` in our words. */
export interface VolumeDetail extends VolumeSummary {
  /** Every container that has it, running or not. */
  readonly users: readonly VolumeUser[];
  readonly origin?: VolumeOrigin;
  /** What was measured, the oldest first. */
  readonly sizes: readonly VolumeSize[];
  /** The engine's own answer. */
  readonly raw: unknown;
}

export interface VolumeSize {
  /** Epoch ms */
  readonly at: number;
  readonly sizeBytes: number;
}

export const NewVolume = z.object({
  /** Empty: the engine makes up 64 hex digits. */
  name: z.string().max(255).default(''),
  driver: z.string().min(1).default('local'),
  options: z.record(z.string(), z.string()).default({}),
  labels: z.record(z.string(), z.string()).default({}),
});
export type NewVolume = z.infer<typeof NewVolume>;

/** What removing these would do, as it is now. */
export interface VolumeRemovalPlan {
  readonly volumes: readonly PlannedVolumeRemoval[];
  /** This engine's own `volume prune` takes named volumes too (API below 1.42). */
  readonly prunesNamed: boolean;
}

export interface PlannedVolumeRemoval extends Pick<
  VolumeSummary,
  'name' | 'driver' | 'createdAt' | 'isAnonymous' | 'labels'
> {
  /** As it was measured last. */
  readonly size?: VolumeSize;
  readonly origin?: VolumeOrigin;
  /** They keep it: it cannot go. */
  readonly users: readonly VolumeUser[];
}

export const BackupFormat = z.enum(['tar', 'tar.gz', 'tar.zst']);
export type BackupFormat = z.infer<typeof BackupFormat>;

/** A backup that was written and verified. */
export interface VolumeBackup {
  readonly id: string;
  readonly context: string;
  readonly volume: string;
  /** On this computer; absent for a download, whose way the browser knows. */
  readonly path?: string;
  readonly fileName: string;
  readonly format: BackupFormat;
  /** Epoch ms */
  readonly at: number;
  /** Of the file. */
  readonly sizeBytes: number;
  /** Of the file, in hex. */
  readonly sha256: string;
  readonly entries: number;
  /** Of the files in it. */
  readonly contentBytes: number;
  /** What the engine cannot give out of a volume: sockets, attributes. */
  readonly notes: readonly string[];
  readonly scheduleId?: string;
  /** The file is not there any more. */
  readonly isMissing?: boolean;
}

/** Where an archive is. */
export const ArchiveSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), path: z.string().min(1) }),
  z.object({
    type: z.literal('upload'),
    fileName: z.string().min(1),
    sizeBytes: z.number().int().nonnegative(),
  }),
]);
export type ArchiveSource = z.infer<typeof ArchiveSource>;

/** `new`: the volume must not exist. `merge`: over what is there. `replace`: what is there goes first. */
export const RestoreMode = z.enum(['new', 'merge', 'replace']);
export type RestoreMode = z.infer<typeof RestoreMode>;

/** What is in a volume, as far as it was looked at. */
export interface VolumeContents {
  /** The first names in it, sorted; folders end with “/”. */
  readonly names: readonly string[];
  /** There are more names than these. */
  readonly hasMore: boolean;
  readonly entries: number;
  readonly sizeBytes: number;
}

export const ScheduleInput = z.object({
  context: z.string().min(1),
  volume: VolumeName,
  folder: z.string().min(1),
  format: BackupFormat,
  pauseContainers: z.boolean(),
  everyHours: z
    .number()
    .min(1)
    .max(24 * 366),
  /** So many are kept; the oldest goes when a newer one is whole. */
  keep: z.number().int().min(1).max(1000),
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;

export interface VolumeSchedule extends ScheduleInput {
  readonly id: string;
  readonly createdAt: number;
  readonly nextAt: number;
  readonly lastAt?: number;
  /** Why the last one failed. */
  readonly lastError?: string;
}

/** Work on a volume that was cut off: by the end of the app, or of the engine. */
export interface UnfinishedWork {
  readonly id: string;
  readonly context: string;
  readonly volume: string;
  readonly kind: 'backup' | 'restore' | 'copy' | 'rename' | 'empty';
  /** Epoch ms */
  readonly at: number;
  /** Where it stopped, in words. */
  readonly stage: string;
  /** What can be done: what `resume` does, in words. */
  readonly wayOn: string;
  /** Paused for it, and not yet seen running again. */
  readonly pausedContainers: readonly string[];
}
