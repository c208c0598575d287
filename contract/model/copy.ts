import { z } from 'zod';
import { StackTarget } from './stackRun.ts';
import type { NewVolume } from './volume.ts';

const context = z.string().min(1);

/** An image that goes from one engine to another. */
export const ImageCopy = z.object({
  context,
  /** A name (`redis:7`) or an id. */
  reference: z.string().min(1),
  targetContext: context,
  /** Only this one of several, as `--platform` takes it; absent: all that are there. */
  platform: z
    .string()
    .regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9.]+)?$/)
    .optional(),
});
export type ImageCopy = z.infer<typeof ImageCopy>;

/** What the other engine has under the name. `same`: these very files, nothing needs to be sent. */
export type NameThere = 'free' | 'same' | 'other';

/** What is known of the copy of an image before it is begun. */
export interface ImageCopyPlan {
  readonly reference: string;
  /** What its layers take, unpacked; as much is sent at most. */
  readonly sizeBytes: number;
  /** Those that are here: `linux/amd64`. */
  readonly platforms: readonly string[];
  /** Whether one of several can be chosen: both engines must know how (API 1.48). */
  readonly canChoosePlatform: boolean;
  readonly nameThere: NameThere;
  /** The other image, which loses the name. */
  readonly otherId?: string;
  /** Of the other engine, where it is none of those of the image: containers of it do not start there, unless it emulates. */
  readonly foreignPlatform?: string;
}

/** A stack that goes from one engine to another. */
export const StackCopy = z.object({
  stack: StackTarget,
  targetContext: context,
  /** Names of images that are sent; the others the other engine has, pulls or builds. */
  images: z.array(z.string().min(1)).default([]),
  /** Full names of volumes whose contents are sent. */
  volumes: z.array(z.string().min(1)).default([]),
});
export type StackCopy = z.infer<typeof StackCopy>;

export interface StackImage {
  readonly reference: string;
  readonly services: readonly string[];
  /** Its files make it: the other engine can build it as well. */
  readonly isBuilt: boolean;
  /** Absent: it is not on this engine either. */
  readonly sizeBytes?: number;
  readonly nameThere: NameThere;
}

export interface StackVolume {
  /** Its full name: `shop_db`. */
  readonly name: string;
  readonly isExternal: boolean;
  readonly isHere: boolean;
  /** How it is made there; absent where it is not here. */
  readonly settings?: NewVolume;
  /** Absent where the engine cannot say. */
  readonly sizeBytes?: number;
  /** There is one of this name on the other engine: its contents stay as they are. */
  readonly isThere: boolean;
  /** Containers that run with it: what they write meanwhile would spoil the copy. */
  readonly runningUsers: readonly string[];
}

/** What will stand in the way, or be different there. `isBlocking`: the stack would not come up. */
export type StackCopyConcern =
  /** There is a stack of this name already, which `up` would change. */
  | { readonly type: 'stack-there'; readonly containerCount: number }
  | { readonly type: 'name-taken'; readonly container: string }
  | { readonly type: 'port-taken'; readonly hostPort: number; readonly protocol: string; readonly owner: string }
  | { readonly type: 'network-missing'; readonly network: string }
  /** Outside of the file, and neither there nor chosen. */
  | { readonly type: 'volume-missing'; readonly volume: string }
  /** Paths of this computer, which the other engine's machine does not have. */
  | { readonly type: 'host-path'; readonly service: string; readonly path: string };

/** What is known of the copy of a stack before it is begun. */
export interface StackCopyPlan {
  readonly images: readonly StackImage[];
  readonly volumes: readonly StackVolume[];
  readonly concerns: readonly StackCopyConcern[];
}
