import type { FileKind } from '../../contract/model/imageFiles.ts';
import type { FoundDatabase } from './packages/databases.ts';

export type EntryKind = FileKind | 'whiteout' | 'opaque';

const KINDS: readonly EntryKind[] = [
  'file',
  'directory',
  'symlink',
  'hardlink',
  'device',
  'fifo',
  'whiteout',
  'opaque',
];
export const DIGEST_BYTES = 16;

export interface NewEntry {
  readonly node: number;
  readonly kind: EntryKind;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly target?: string;
  /** Place in the layer's archive. */
  readonly ordinal: number;
}

/** What one layer's archive says of each path, without the contents: columns of numbers, for layers of many files. */
export class LayerEntries {
  #capacity = 256;
  #nodes = new Int32Array(this.#capacity);
  #kinds = new Uint8Array(this.#capacity);
  #modes = new Uint16Array(this.#capacity);
  #users = new Uint32Array(this.#capacity);
  #groups = new Uint32Array(this.#capacity);
  #sizes = new Float64Array(this.#capacity);
  #times = new Float64Array(this.#capacity);
  #ordinals = new Int32Array(this.#capacity);
  #digests = new Uint8Array(this.#capacity * DIGEST_BYTES);
  readonly #targets = new Map<number, string>();
  /** Whole contents of a few small files, by entry. */
  readonly contents = new Map<number, Uint8Array>();
  readonly databases = new Map<number, FoundDatabase>();
  readonly #files = new Map<number, number>();
  count = 0;
  sizeBytes = 0;
  /** Entries whose names would lead out of the image. */
  outsideCount = 0;

  add(entry: NewEntry): number {
    const index = this.count++;
    if (index === this.#capacity) this.#grow();
    this.#nodes[index] = entry.node;
    this.#kinds[index] = KINDS.indexOf(entry.kind);
    this.#modes[index] = entry.mode & 0o7777;
    this.#users[index] = entry.userId;
    this.#groups[index] = entry.groupId;
    this.#sizes[index] = entry.sizeBytes;
    this.#times[index] = entry.modifiedAt;
    this.#ordinals[index] = entry.ordinal;
    if (entry.target !== undefined) this.#targets.set(index, entry.target);
    this.sizeBytes += entry.sizeBytes;
    return index;
  }

  setDigest(index: number, digest: Uint8Array): void {
    this.#digests.set(digest.subarray(0, DIGEST_BYTES), index * DIGEST_BYTES);
  }

  node = (index: number): number => this.#nodes[index]!;
  kind = (index: number): EntryKind => KINDS[this.#kinds[index]!]!;
  mode = (index: number): number => this.#modes[index]!;
  userId = (index: number): number => this.#users[index]!;
  groupId = (index: number): number => this.#groups[index]!;
  size = (index: number): number => this.#sizes[index]!;
  modifiedAt = (index: number): number => this.#times[index]!;
  ordinal = (index: number): number => this.#ordinals[index]!;
  target = (index: number): string | undefined => this.#targets.get(index);

  /** Of the content: the beginning of its SHA-256; zeros for what has none. */
  digest(index: number): Uint8Array {
    return this.#digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  }

  /** The file of a path, for the links to it. */
  findFile(node: number): number | undefined {
    if (this.#files.size === 0) {
      for (let index = 0; index < this.count; index++)
        if (this.kind(index) === 'file') this.#files.set(this.node(index), index);
    }
    return this.#files.get(node);
  }

  isDirectory = (index: number): boolean => this.kind(index) === 'directory';

  #grow(): void {
    this.#capacity *= 2;
    this.#nodes = grown(this.#nodes, new Int32Array(this.#capacity));
    this.#kinds = grown(this.#kinds, new Uint8Array(this.#capacity));
    this.#modes = grown(this.#modes, new Uint16Array(this.#capacity));
    this.#users = grown(this.#users, new Uint32Array(this.#capacity));
    this.#groups = grown(this.#groups, new Uint32Array(this.#capacity));
    this.#sizes = grown(this.#sizes, new Float64Array(this.#capacity));
    this.#times = grown(this.#times, new Float64Array(this.#capacity));
    this.#ordinals = grown(this.#ordinals, new Int32Array(this.#capacity));
    this.#digests = grown(this.#digests, new Uint8Array(this.#capacity * DIGEST_BYTES));
  }
}

interface Column {
  set(from: ArrayLike<number>): void;
}

function grown<T extends Column & ArrayLike<number>>(old: T, next: T): T {
  next.set(old);
  return next;
}
