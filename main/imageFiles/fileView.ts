import type { FileChange, FileKind, ImageFile } from '../../contract/model/imageFiles.ts';
import { ABSENT, type Fold, type LayersOfFiles, stateAfter } from './fold.ts';

export interface ViewQuery {
  readonly layer: number;
  readonly scope: 'layer' | 'all';
  /** Empty: everything. */
  readonly only: readonly ('added' | 'changed' | 'removed' | 'wasted')[];
}

const HIDDEN = 0;
const SHOWN: readonly (FileChange | undefined)[] = [undefined, 'unchanged', 'added', 'changed', 'removed'];
const UNCHANGED = 1;
const REMOVED = 4;

/**
 * The files of an image as one layer leaves them, or only what that layer did. Directories that lead to something shown
 * are shown. Made at once for all of it: going through a few 100,000 numbers takes less time than one request.
 */
export class FileView {
  readonly #image: LayersOfFiles;
  readonly #fold: Fold;
  readonly #entries: Int32Array;
  /** By node: an index of `SHOWN`. */
  readonly #status: Uint8Array;
  /** By node: it is shown for itself, not for what is in it. */
  readonly #isMatch: Uint8Array;
  readonly #sizes: Float64Array;
  readonly #files: Int32Array;
  readonly #children: Int32Array;
  readonly #ordered = new Map<number, readonly number[]>();

  constructor(image: LayersOfFiles, fold: Fold, query: ViewQuery) {
    const { paths } = image;
    this.#image = image;
    this.#fold = fold;
    this.#entries = stateAfter(image, fold.numbering, query.layer + 1);
    this.#status = new Uint8Array(paths.size);
    this.#isMatch = new Uint8Array(paths.size);
    this.#sizes = new Float64Array(paths.size);
    this.#files = new Int32Array(paths.size);
    this.#children = new Int32Array(paths.size);
    this.#mark(query);
    this.#addUp(query.only.length > 0);
  }

  /** In a directory, directories first and then by name. */
  children(path: string, offset: number, limit: number): { readonly total: number; readonly files: ImageFile[] } {
    const node = this.#image.paths.find(path);
    const ordered = node === undefined ? [] : this.#childrenOf(node);
    return { total: ordered.length, files: ordered.slice(offset, offset + limit).map((child) => this.#file(child)) };
  }

  /** What is at a path, itself and not what it links to; undefined where nothing is (any more). */
  at(path: string): ImageFile | undefined {
    const node = this.#image.paths.find(path);
    if (node === undefined) return undefined;
    const isThere = node === 0 || (this.#status[node] !== HIDDEN && this.#status[node] !== REMOVED);
    return isThere ? this.#file(node) : undefined;
  }

  search(query: string, offset: number, limit: number): { readonly total: number; readonly files: ImageFile[] } {
    const { paths } = this.#image;
    const isFound = matcher(query);
    const found: ImageFile[] = [];
    let total = 0;
    const visit = (node: number, path: string) => {
      for (const child of this.#childrenOf(node)) {
        const name = paths.name(child);
        const childPath = `${path}/${name}`;
        if (this.#isMatch[child] === 1 && isFound(childPath, name)) {
          if (total >= offset && found.length < limit) found.push(this.#file(child));
          total += 1;
        }
        visit(child, childPath);
      }
    };
    visit(0, '');
    return { total, files: found };
  }

  #childrenOf(node: number): readonly number[] {
    let ordered = this.#ordered.get(node);
    if (!ordered) {
      const shown = this.#image.paths.sortedChildren(node).filter((child) => this.#status[child] !== HIDDEN);
      ordered = [
        ...shown.filter((child) => this.#isDirectory(child)),
        ...shown.filter((child) => !this.#isDirectory(child)),
      ];
      this.#ordered.set(node, ordered);
    }
    return ordered;
  }

  #isDirectory(node: number): boolean {
    const entry = this.#entries[node]!;
    return entry < 0 || this.#columns(entry).entries.isDirectory(this.#columns(entry).index);
  }

  #columns(entry: number) {
    const { numbering } = this.#fold;
    const layer = numbering.layerOf(entry);
    return { layer, index: numbering.indexOf(entry), entries: this.#image.layers[layer]!.entries };
  }

  #mark({ layer, scope, only }: ViewQuery): void {
    const { numbering, changes, goneIn, effects } = this.#fold;
    const [first, end] = [numbering.first(layer), numbering.first(layer) + this.#image.layers[layer]!.entries.count];
    const isOfLayer = (entry: number) => entry >= first && entry < end;
    const mark = (node: number, status: number, entry: number) => {
      const isWasted =
        entry >= 0 && goneIn[entry] !== -1 && !this.#columns(entry).entries.isDirectory(this.#columns(entry).index);
      const change = SHOWN[status];
      const isWanted =
        only.length === 0 ||
        only.some((wanted) => wanted === change || (wanted === 'wasted' && isWasted && status !== REMOVED));
      this.#status[node] = status;
      if (isWanted && (scope === 'all' || status !== UNCHANGED)) this.#isMatch[node] = 1;
    };
    for (let node = 1; node < this.#entries.length; node++) {
      const entry = this.#entries[node]!;
      if (entry === ABSENT) continue;
      mark(node, isOfLayer(entry) ? 1 + changes[entry]! : UNCHANGED, entry);
    }
    for (const [node, entry] of effects[layer]?.removals ?? []) {
      if (this.#entries[node] !== ABSENT) continue;
      this.#entries[node] = entry;
      mark(node, REMOVED, entry);
    }
  }

  /** From the leaves to the root: a parent has a lower number than its children. */
  #addUp(isFiltered: boolean): void {
    const { paths } = this.#image;
    for (let node = paths.size - 1; node > 0; node--) {
      if (this.#isMatch[node] === 0 && this.#children[node] === 0) {
        this.#status[node] = HIDDEN;
        continue;
      }
      // No layer has an entry for it, and all that was in it is gone.
      if (this.#status[node] === HIDDEN) this.#status[node] = REMOVED;
      const parent = paths.parent(node);
      const entry = this.#entries[node]!;
      if (!this.#isDirectory(node)) {
        const { entries, index } = this.#columns(entry);
        this.#sizes[node] = entries.size(index);
        this.#files[node] = 1;
      }
      this.#children[parent] = this.#children[parent]! + 1;
      // What is gone is no part of the size of what is still there.
      const isParentThere = this.#status[parent] !== REMOVED && this.#status[parent] !== HIDDEN;
      if (!isFiltered && this.#status[node] === REMOVED && isParentThere) continue;
      this.#sizes[parent] = this.#sizes[parent]! + this.#sizes[node]!;
      this.#files[parent] = this.#files[parent]! + this.#files[node]!;
    }
  }

  #file(node: number): ImageFile {
    const { paths } = this.#image;
    const entry = this.#entries[node]!;
    const file = {
      path: paths.path(node),
      name: paths.name(node),
      kind: 'directory' as FileKind,
      change: SHOWN[this.#status[node]!] ?? 'unchanged',
      sizeBytes: this.#sizes[node]!,
      hasChildren: this.#children[node]! > 0,
      ...(this.#isDirectory(node) && { files: this.#files[node]! }),
    };
    return entry < 0 ? file : { ...file, ...this.#ofEntry(entry) };
  }

  #ofEntry(entry: number): Partial<ImageFile> {
    const { layer, index, entries } = this.#columns(entry);
    const { goneIn, isRemoved } = this.#fold;
    const gone = goneIn[entry]!;
    const target = entries.target(index);
    return {
      kind: entries.kind(index) as FileKind,
      mode: entries.mode(index),
      userId: entries.userId(index),
      groupId: entries.groupId(index),
      modifiedAt: entries.modifiedAt(index),
      layer,
      ...(target !== undefined && { target }),
      ...(gone >= 0 &&
        !entries.isDirectory(index) && {
          wastedBy: { layer: gone, how: isRemoved[entry] === 1 ? ('removed' as const) : ('overwritten' as const) },
        }),
    };
  }
}

/** A part of the path; with `*` or `?` a pattern for the name, or for the path where it has a slash. */
function matcher(query: string): (path: string, name: string) => boolean {
  const wanted = query.trim().toLowerCase();
  if (!/[*?]/.test(wanted)) return (path) => path.toLowerCase().includes(wanted);
  return wanted.includes('/')
    ? (path) => isLike(wanted, path.toLowerCase())
    : (_path, name) => isLike(wanted, name.toLowerCase());
}

/** `*` is any text and `?` any character. No regular expression: many stars would take it for ever. */
function isLike(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let from = 0; from < text.length;) {
    if (pattern[at] === '*') [star, resume, at] = [at, from, at + 1];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from]))
      [at, from] = [at + 1, from + 1];
    else if (star < 0) return false;
    else [at, from, resume] = [star + 1, resume + 1, resume + 1];
  }
  return /^\**$/.test(pattern.slice(at));
}
