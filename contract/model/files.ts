import { z } from 'zod';
import { ContainerId } from './container.ts';

const context = z.string().min(1);

/** Whose files. */
export const FileSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('container'), context, id: ContainerId }),
  z.object({ kind: z.literal('volume'), context, name: z.string().min(1).max(255) }),
  /** The files that a container of it would begin with. */
  z.object({
    kind: z.literal('image'),
    context,
    id: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/, 'This is not the id of an image.'),
  }),
]);
export type FileSource = z.infer<typeof FileSource>;

/** Absolute, from the root of the source; bytes that are no UTF-8 as `contract/model/fileName.ts` writes them. */
export const FilePath = z
  .string()
  .max(4095)
  .regex(/^\/[^\0]*$/, 'A path begins with / and has no zero byte in it.');

/** One name in a directory. */
export const FileName = z
  .string()
  .min(1)
  .max(255)
  // oxlint-disable-next-line no-control-regex -- only a slash and a zero byte cannot be in a name
  .regex(/^[^/\0]+$/, 'A name cannot have / or a zero byte in it.')
  .refine((name) => name !== '.' && name !== '..', 'Every directory has . and .. already.');

export type EntryKind = 'file' | 'directory' | 'symlink' | 'device' | 'fifo' | 'socket';

export interface FileEntry {
  /** Of a search: the whole path. */
  readonly name: string;
  readonly kind: EntryKind;
  /** Permission bits, with set-id and sticky: 0o7777. */
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  /** Of a directory: its own, which says nothing of what is in it. */
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  /** Names that this file has, where more than one. */
  readonly links?: number;
  /** Of a symbolic link: where it says it leads. */
  readonly target?: string;
  /** Of a symbolic link: what is there; absent where nothing is, or nobody has looked. */
  readonly targetKind?: EntryKind;
}

/** What can be done with the files of a source now. */
export interface FileAccess {
  /**
   * `program`: a helper container looks, every directory at once. `archive`: the engine packs the whole tree of a
   * directory to say what is in it. `image`: from its layers.
   */
  readonly way: 'program' | 'archive' | 'image';
  /** New files and content, by upload. */
  readonly canWrite: boolean;
  /** Rename and remove. */
  readonly canChange: boolean;
  /** Why not, and what to do. */
  readonly reason?: string;
  /** The container has `rm`, `mv` and the like: the docker command that does the same is a plain one. */
  readonly hasTools: boolean;
  /** Paths that the engine’s copy cannot see: file systems in memory. */
  readonly inMemory: readonly string[];
  /** Where volumes and folders of the host are mounted. */
  readonly mounts: readonly { readonly path: string; readonly what: string; readonly isReadOnly: boolean }[];
}

export type ListProgress =
  | { readonly type: 'reading'; readonly readBytes: number; readonly expectedBytes?: number }
  /** As many as there are so far, in no order. */
  | { readonly type: 'entries'; readonly entries: readonly FileEntry[] }
  /** Without symbolic links in it. */
  | { readonly type: 'listed'; readonly path: string };

export interface FileMeasure {
  readonly files: number;
  readonly directories: number;
  readonly sizeBytes: number;
  /** Other file systems that are mounted inside; they are never removed or measured. */
  readonly mounts: number;
}

/** What `docker diff` says of a name in a directory. */
export interface NamedChange {
  readonly name: string;
  readonly kind: 'changed' | 'added' | 'deleted';
}

/** By what a file is known to be as it was read. */
export const FileStamp = z.object({
  sizeBytes: z.number().int().nonnegative(),
  modifiedSeconds: z.number().int(),
  modifiedNanoseconds: z.number().int().min(0).max(999_999_999),
});
export type FileStamp = z.infer<typeof FileStamp>;

/** The beginning of a file, or all of it. */
export interface FileContent {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  readonly isWhole: boolean;
  /** UTF-8 without zeros. */
  readonly isText: boolean;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  /** Absent where it cannot be written back. */
  readonly stamp?: FileStamp;
}

/** The most that is edited, and sent back at once. */
export const MAX_EDIT_BYTES = 4 * 1024 * 1024;

/** Who is to own what is uploaded or made, and what may be done with it. */
export const FileRights = z.object({
  userId: z.number().int().min(0).max(0xfffffffe).default(0),
  groupId: z.number().int().min(0).max(0xfffffffe).default(0),
  fileMode: z.number().int().min(0).max(0o7777).default(0o644),
  directoryMode: z.number().int().min(0).max(0o7777).default(0o755),
});
export type FileRights = z.infer<typeof FileRights>;

/** One of the files of an upload; their bytes follow one another in this order. */
export const UploadItem = z.object({
  /** From the directory that it is uploaded into: `photos/one.jpg`. */
  path: z
    .string()
    .min(1)
    .max(4000)
    // oxlint-disable-next-line no-control-regex -- only a zero byte cannot be in a path
    .regex(/^(?!\/)[^\0]+$/)
    .refine((path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'), {
      message: 'The path of an uploaded file must stay inside the directory.',
    }),
  kind: z.enum(['file', 'directory']),
  sizeBytes: z.number().int().nonnegative(),
  modifiedAt: z.number().optional(),
  mode: z.number().int().min(0).max(0o7777).optional(),
});
export type UploadItem = z.infer<typeof UploadItem>;

export type FollowPiece =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** It was cut short or replaced, and is read from its beginning. */
  | { readonly type: 'restarted' };
