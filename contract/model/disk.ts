import { z } from 'zod';
import type { BuildCacheRecord } from './buildCache.ts';
import { ContainerId, type ContainerState } from './container.ts';
import type { ImageUser } from './image.ts';

/** What takes the space of an engine, as it was when it was asked for. */
export interface DiskUsage {
  readonly measuredAt: number;
  readonly images: readonly DiskImage[];
  /** Layers that several images have, each counted once; they go with the last of those images. */
  readonly sharedLayerBytes: number;
  readonly containers: readonly DiskContainer[];
  readonly volumes: readonly DiskVolume[];
  readonly cache: readonly BuildCacheRecord[];
  /** All of it, what is shared counted once. */
  readonly totalBytes: number;
}

export interface DiskImage {
  readonly id: string;
  readonly tags: readonly string[];
  /** With the layers that it shares. */
  readonly sizeBytes: number;
  /** Of its layers that no other image has. */
  readonly ownBytes: number;
  readonly createdAt: number;
  readonly users: readonly ImageUser[];
}

export interface DiskContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  readonly createdAt: number;
  readonly writableBytes: number;
  /** What it has printed, as the engine keeps it; absent where that cannot be seen from here. */
  readonly logBytes?: number;
}

export interface DiskVolume {
  readonly name: string;
  readonly driver: string;
  /** Absent where the driver does not say. */
  readonly sizeBytes?: number;
  readonly isAnonymous: boolean;
  /** Containers that have it mounted, by name. */
  readonly users: readonly string[];
}

/** Things to be removed, by what names them. */
export const DiskSelection = z.object({
  containerIds: z.array(ContainerId).default([]),
  /** Names, or the ids of images without one. */
  imageReferences: z.array(z.string().min(1)).default([]),
  volumeNames: z.array(z.string().min(1)).default([]),
  cacheIds: z.array(z.string().regex(/^[a-z0-9]+$/)).default([]),
});
export type DiskSelection = z.infer<typeof DiskSelection>;

export type DiskKind = 'container' | 'image' | 'volume' | 'cache';

/** What would happen, were a selection removed now. */
export interface DiskPlan {
  readonly going: readonly DiskPlanItem[];
  readonly kept: readonly DiskKept[];
  /** Layers that several of them share are counted once. */
  readonly freedBytes: number;
  /** False: at least so much. */
  readonly isFreedExact: boolean;
  /** Of the images’ layers, what stays because the build cache has it too. */
  readonly heldByCacheBytes?: number;
  /** Exactly what goes; to be given to `disk.remove`. */
  readonly selection: DiskSelection;
}

export interface DiskPlanItem {
  readonly kind: DiskKind;
  readonly id: string;
  readonly name: string;
  /** Of an image: the names that are taken off. */
  readonly references?: readonly string[];
  /** What comes free with it alone, where that can be said of one. */
  readonly sizeBytes?: number;
  /** What else is lost or stays: “its files and log”, “keeps the name app:2”. */
  readonly note?: string;
}

export interface DiskKept {
  readonly kind: DiskKind;
  readonly id: string;
  readonly name: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

const Hours = z.number().int().min(0).max(87_600);

/** Which things a plan is made of, said once and kept: “stopped for 7 days”. */
export const DiskRule = z
  .object({
    id: z.string().min(1).max(64),
    name: z.string().trim().min(1, 'Give the rule a name.').max(80),
    context: z.string().min(1),
    containers: z.object({ stoppedForHours: Hours }).optional(),
    /** Without `all` only dangling ones. */
    images: z.object({ all: z.boolean(), createdBeforeHours: Hours }).optional(),
    /** Without `all` only anonymous ones. Never one that a container has. */
    volumes: z.object({ all: z.boolean() }).optional(),
    cache: z.object({ unusedForHours: Hours, keepBytes: z.number().int().min(0).optional() }).optional(),
    /** Runs by itself, while the app does: every so many days, at this minute of the day (local time). */
    schedule: z
      .object({ everyDays: z.number().int().min(1).max(365), atMinute: z.number().int().min(0).max(1439) })
      .optional(),
  })
  .refine(({ containers, images, volumes, cache }) => containers ?? images ?? volumes ?? cache, {
    message: 'Choose at least one kind of thing to remove.',
  })
  .refine(({ volumes, schedule }) => !(volumes?.all && schedule), {
    path: ['volumes'],
    message: 'Named volumes hold what nobody else has: a rule that runs by itself leaves them alone.',
  });
export type DiskRule = z.infer<typeof DiskRule>;

/** How a rule went when it last ran by itself. */
export const DiskRuleRun = z.object({
  at: z.number(),
  removed: z.number().int().min(0),
  freedBytes: z.number().min(0),
  /** What went wrong, in words. */
  problem: z.string().optional(),
});
export type DiskRuleRun = z.infer<typeof DiskRuleRun>;

export interface KnownDiskRule {
  readonly rule: DiskRule;
  readonly lastRun?: DiskRuleRun;
  /** When it runs by itself next. */
  readonly nextRunAt?: number;
}
