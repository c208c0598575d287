/** What the layers of an image are made of, and what became of the files in them. */

export type FileKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo';

/** What a layer does to a path; `unchanged` where it comes from a layer below. */
export type FileChange = 'added' | 'changed' | 'removed' | 'unchanged';

/** An instruction of a Dockerfile, as far as the engine's text of it tells. */
export interface Instruction {
  /** `RUN`, `COPY`…; absent for what no Dockerfile made (an import, a commit). */
  readonly keyword?: string;
  readonly text: string;
  /** Build arguments that a RUN was given: `VERSION=1.2`. */
  readonly buildArgs?: readonly string[];
}

export interface ImageName {
  readonly id: string;
  /** `redis:7`; empty for an image without a name. */
  readonly names: readonly string[];
}

/** One line of `docker image history`, the newest first. */
export interface HistoryEntry {
  readonly createdAt: number;
  readonly instruction: Instruction;
  /** The engine's own text of the instruction. */
  readonly createdBy: string;
  readonly comment: string;
  readonly sizeBytes: number;
  /** Sets only metadata: has no layer. */
  readonly isEmpty: boolean;
  /** Place of its layer in `ImageHistory.layers`, 0 is the lowest. Absent when empty, and where the engine does not tell. */
  readonly layer?: number;
  /** Names of the image that ends here. */
  readonly tags: readonly string[];
}

export interface HistoryLayer {
  /** Digest of the layer's content, uncompressed. */
  readonly diffId: string;
  /** Other images here that have this layer on the same layers below it, and so share its place on the disk. */
  readonly sharedWith: readonly ImageName[];
}

export interface ImageHistory {
  readonly imageId: string;
  readonly entries: readonly HistoryEntry[];
  /** From the lowest. */
  readonly layers: readonly HistoryLayer[];
}

export interface FileAmount {
  /** Directories are not counted. */
  readonly files: number;
  readonly sizeBytes: number;
}

export interface LayerFiles {
  readonly diffId: string;
  /** Bytes of all files that are in it. */
  readonly sizeBytes: number;
  readonly added: FileAmount;
  readonly changed: FileAmount;
  readonly removed: FileAmount;
  /** Of its own files: those that a later layer overwrites or removes. */
  readonly wasted: FileAmount;
  readonly compression: 'none' | 'gzip' | 'zstd';
}

/** An image whose layers have been read. */
export interface OpenedImage {
  readonly imageId: string;
  readonly platform: string;
  /** From the lowest. */
  readonly layers: readonly LayerFiles[];
  /** The newest first; here every entry knows its layer. */
  readonly history: readonly HistoryEntry[];
  /** Bytes of the files in all layers. */
  readonly sizeBytes: number;
  /** Of those, bytes that no container of the image sees. */
  readonly wastedBytes: number;
  /** 0 to 1: the share of the bytes in all layers that is in the final files. 1 for an image without bytes. */
  readonly efficiency: number;
  readonly files: number;
  /** What was odd about the layers, in words. */
  readonly warnings: readonly string[];
  readonly readBytes: number;
  readonly durationMs: number;
}

export type OpenProgress =
  | {
      readonly type: 'progress';
      /** The engine sends nothing while it gathers the layers. */
      readonly phase: 'preparing' | 'reading';
      readonly readBytes: number;
      /** What the engine says of the image's size; the stream is a little larger. */
      readonly expectedBytes: number;
      readonly layersDone: number;
      readonly layers: number;
    }
  | { readonly type: 'opened'; readonly image: OpenedImage };

export interface ImageFile {
  /** Absolute, without `.` and `..`. */
  readonly path: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly change: FileChange;
  /** Of a directory: all that is in it. Of what was removed: what it had. */
  readonly sizeBytes: number;
  /** Files inside a directory. */
  readonly files?: number;
  /** Permission bits. Absent for a directory that no layer has an entry for. */
  readonly mode?: number;
  readonly userId?: number;
  readonly groupId?: number;
  readonly modifiedAt?: number;
  /** Of a symlink, or of a hard link (a path in the image). */
  readonly target?: string;
  /** Where its content is; of a removed file where it was. */
  readonly layer?: number;
  /** A later layer overwrites or removes it. */
  readonly wastedBy?: { readonly layer: number; readonly how: 'overwritten' | 'removed' };
  readonly hasChildren: boolean;
}

export interface FilePage {
  readonly total: number;
  readonly files: readonly ImageFile[];
}

export interface WastedFile {
  readonly path: string;
  /** In how many layers it is. */
  readonly copies: number;
  readonly wastedBytes: number;
  /** Whether the final image still has it. */
  readonly isInImage: boolean;
  /** Where the bytes are that nobody sees. */
  readonly layers: readonly number[];
}

export interface WastedPage {
  readonly total: number;
  readonly files: readonly WastedFile[];
}

export interface FilePreview {
  readonly path: string;
  readonly sizeBytes: number;
  readonly content: 'text' | 'binary';
  /** The beginning of it, or all. */
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

export type PackageManager = 'dpkg' | 'apk' | 'rpm';

export interface InstalledPackage {
  readonly name: string;
  /** As the package manager prints it; with epoch and release. */
  readonly version: string;
  readonly architecture: string;
}

export interface PackageDatabase {
  readonly manager: PackageManager;
  /** Where in the image. */
  readonly path: string;
  readonly packages: readonly InstalledPackage[];
  /** It is there, but could not be read: why. */
  readonly problem?: string;
}

export type Difference = 'added' | 'changed' | 'removed' | 'same';

export interface ComparedValue {
  readonly name: string;
  readonly difference: Difference;
  readonly before?: string;
  readonly after?: string;
}

export interface ComparedLayer {
  readonly difference: Difference;
  readonly diffId: string;
  readonly sizeBytes: number;
  readonly instruction?: Instruction;
}

export interface ComparedSide {
  readonly imageId: string;
  readonly names: readonly string[];
  readonly createdAt: number;
  readonly platform: string;
  readonly layers: number;
  readonly files: number;
  /** Of the final files. */
  readonly sizeBytes: number;
}

/** From `before` to `after`. Each list is whole, what is the same included. */
export interface ImageComparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly layers: readonly ComparedLayer[];
  readonly settings: readonly ComparedValue[];
  readonly environment: readonly ComparedValue[];
  readonly ports: readonly ComparedValue[];
  readonly volumes: readonly ComparedValue[];
  readonly labels: readonly ComparedValue[];
  readonly packages: readonly (ComparedValue & { readonly manager: PackageManager })[];
  /** Databases of packages that are there but could not be read. */
  readonly packageProblems: readonly { readonly path: string; readonly problem: string }[];
  readonly files: Readonly<Record<Difference, FileAmount>>;
}

export type CompareProgress =
  | {
      readonly type: 'progress';
      readonly image: 'before' | 'after';
      readonly phase: 'preparing' | 'reading';
      readonly readBytes: number;
      readonly expectedBytes: number;
    }
  | { readonly type: 'compared'; readonly comparison: ImageComparison };

export interface ComparedFile {
  readonly path: string;
  readonly difference: Difference;
  readonly kind: FileKind;
  readonly beforeBytes?: number;
  readonly afterBytes?: number;
  /** What differs: `content`, `mode 644 → 755`, `owner`… Empty for what is added, removed or the same. */
  readonly what: readonly string[];
}

export interface ComparedFilePage {
  readonly total: number;
  readonly files: readonly ComparedFile[];
}
