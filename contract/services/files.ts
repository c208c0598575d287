import { z } from 'zod';
import {
  FileName,
  type FileAccess,
  type FileContent,
  type FileEntry,
  type FileMeasure,
  FilePath,
  FileRights,
  FileSource,
  FileStamp,
  type FollowPiece,
  type ListProgress,
  MAX_EDIT_BYTES,
  type NamedChange,
  UploadItem,
} from '../model/files.ts';
import { call, stream } from '../rpc/define.ts';
import type { FileOffer } from './containers.ts';
import type { UploadJob } from './images.ts';

const source = z.object({ source: FileSource });
const one = source.extend({ path: FilePath });
const many = source.extend({ paths: z.array(FilePath).min(1).max(10_000) });
/** Whether names that are there already are replaced; else the upload is refused, and says which. */
const into = source.extend({ directory: FilePath, isReplacing: z.boolean().default(false) });

/** Files of containers (that run or not), volumes and images. What a source cannot do is refused with `unsupported`. */
export const files = {
  /**
   * What can be done now. Keeps a helper container as long as it is read, and ends when that ends (with its container,
   * or because a volume is to be removed): then ask again.
   */
  access: stream(source).of<FileAccess>(),
  /** What is in a directory. */
  list: stream(one.extend({ isFresh: z.boolean().default(false) })).of<ListProgress>(),
  /** Names below a directory that have this in them, or fit its `*` and `?`; whole paths. Ends at `limit`. */
  find: stream(
    one.extend({ query: z.string().min(1).max(255), limit: z.number().int().min(1).max(10_000).default(1000) }),
  ).of<readonly FileEntry[]>(),
  /** All that these have in them. */
  measure: call(many).returns<FileMeasure>(),
  /** What a container did to the names in a directory of its image. */
  changes: call(one).returns<readonly NamedChange[]>(),
  read: call(
    one.extend({ maxBytes: z.number().int().min(1).max(MAX_EDIT_BYTES).default(262_144) }),
  ).returns<FileContent>(),
  /** New content for a file that is there; mode and owner stay. Rejects with `conflict` where it is not as it was read. */
  write: call(
    one.extend({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_EDIT_BYTES),
      stamp: FileStamp,
    }),
  ).returns<FileStamp>(),
  /** An empty file or directory. Rejects with `name-in-use`. */
  create: call(
    source.extend({ directory: FilePath, name: FileName, kind: z.enum(['file', 'directory']), rights: FileRights }),
  ).returns<void>(),
  /** In its directory, or into another on the same file system. Never over another: `name-in-use`. */
  rename: call(source.extend({ from: FilePath, to: FilePath })).returns<void>(),
  /** With all that is in them: a job. What is mounted inside is never touched. */
  remove: call(many).returns<{ readonly jobId: string }>(),
  /** One file as it is; a directory, or several, as one tar archive. */
  download: call(many).returns<FileOffer>(),
  /** The bytes of all items one after the other, as `UploadTicket` says. Nothing is left of one that is cancelled. */
  upload: call(
    into.extend({
      items: z.array(UploadItem).min(1).max(100_000),
      rights: FileRights,
      /** Files that the desktop app reads where they are have the mode that they have there, in place of `fileMode`. */
      keepsModes: z.boolean().default(false),
    }),
  ).returns<UploadJob>(),
  /** A tar archive (plain, gz, bz2, xz or zst) that the page sends; rights, owners and times are those in it. */
  unpack: call(
    into.extend({ fileName: z.string().min(1), sizeBytes: z.number().int().nonnegative() }),
  ).returns<UploadJob>(),
  /** What is added to a file from here on, until it is cancelled. */
  follow: stream(one.extend({ fromBytes: z.number().int().nonnegative() })).of<FollowPiece>(),
};
