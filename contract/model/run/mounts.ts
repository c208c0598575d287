import { z } from 'zod';
import { NamedValue } from './pairs.ts';

export const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'] as const;

const bindOptions = {
  /** Makes the folder where it is missing, as `-v` does; otherwise a missing one is an error, as with `--mount`. */
  createSource: z.boolean().default(false),
  propagation: z.enum(PROPAGATIONS).optional(),
  /** What is mounted below the folder is left out. */
  isNonRecursive: z.boolean().default(false),
  /** Read-only without what is mounted below it (`writable`), or refused where that cannot be (`force`). */
  readOnlyBelow: z.enum(['writable', 'force']).optional(),
  consistency: z.enum(['default', 'consistent', 'cached', 'delegated']).optional(),
};

const volumeOptions = {
  /** Does not fill a new volume with what the image has at this place. */
  noCopy: z.boolean().default(false),
  driver: z.string().optional(),
  driverOptions: z.array(NamedValue).default([]),
  /** Given to the volume when it is made by this mount. */
  volumeLabels: z.array(NamedValue).default([]),
};

const tmpfsOptions = {
  /** Absent: half of the memory of the engine’s machine. */
  sizeBytes: z.number().int().min(1, 'Say how large it may become.').optional(),
  /** Rights of its root folder, as a number: 0o1777. */
  mode: z.number().int().min(0).max(0o7777, 'Rights are written as four octal digits, such as 1777.').optional(),
  /** In the kernel’s words, such as `exec,uid=1000` (`--tmpfs`); then size and mode belong in here too. */
  tmpfsOptions: z.string().optional(),
};

export const RunMount = z.object({
  type: z.enum(['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster']),
  /** Volume name, host path or image; empty for tmpfs and for an anonymous volume. */
  source: z.string(),
  target: z.string().startsWith('/', 'Write the path inside the container from its root, such as /data.'),
  isReadOnly: z.boolean().default(false),
  /** Relabels it on a machine with SELinux: for this container alone (`Z`) or for several (`z`). Binds and volumes. */
  selinux: z.enum(['shared', 'private']).optional(),
  /** A folder inside the volume or image, instead of all of it. */
  subpath: z.string().optional(),
  ...bindOptions,
  ...volumeOptions,
  ...tmpfsOptions,
});
export type RunMount = z.infer<typeof RunMount>;

/** A mount without options, for who writes one by hand. */
export const PLAIN_MOUNT = {
  createSource: false,
  isNonRecursive: false,
  isReadOnly: false,
  noCopy: false,
  driverOptions: [],
  volumeLabels: [],
} satisfies Partial<RunMount>;

/** Every mount of another container, at the same places. */
export const VolumesFrom = z.object({
  container: z.string().min(1, 'Which container?'),
  /** Absent: as it is there. */
  mode: z.enum(['ro', 'rw', 'z', 'Z']).optional(),
});
export type VolumesFrom = z.infer<typeof VolumesFrom>;

export const mountFields = {
  mounts: z.array(RunMount).default([]),
  volumesFrom: z.array(VolumesFrom).default([]),
  /** Of volumes that do not say theirs. */
  volumeDriver: z.string().optional(),
};
