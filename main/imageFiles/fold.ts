import type { FileAmount } from '../../contract/model/imageFiles.ts';
import type { LayerEntries } from './layerEntries.ts';
import type { PathTable } from './pathTable.ts';

/** What holds no entry: nothing, or a directory that is only there because something is in it. */
export const ABSENT = -1;
export const IMPLICIT = -2;

export interface LayersOfFiles {
  readonly paths: PathTable;
  /** The lowest first. */
  readonly layers: readonly { readonly entries: LayerEntries }[];
}

/** Entries of all layers are numbered through; this finds the layer of one. */
export interface Numbering {
  readonly count: number;
  layerOf(entry: number): number;
  /** Its place in the layer. */
  indexOf(entry: number): number;
  first(layer: number): number;
}

export interface LayerEffect {
  readonly added: FileAmount;
  readonly changed: FileAmount;
  readonly removed: FileAmount;
  readonly wasted: FileAmount;
  /** What this layer takes away: node, then the entry that it had. */
  readonly removals: ReadonlyMap<number, number>;
}

/** What each layer does to what is below it. */
export interface Fold {
  readonly numbering: Numbering;
  readonly effects: readonly LayerEffect[];
  /** By entry: 0 unchanged (a directory that is only there again), 1 added, 2 changed. */
  readonly changes: Uint8Array;
  /** By entry: the layer that overwrites or removes it; -1 for what stays. */
  readonly goneIn: Int32Array;
  /** By entry: 1 where it was removed, 0 where it was overwritten. */
  readonly isRemoved: Uint8Array;
  /** By node: the entry that a container of the image sees, `ABSENT` or `IMPLICIT`. */
  readonly final: Int32Array;
}

interface MutableAmount {
  files: number;
  sizeBytes: number;
}

/**
 * Lays the layers over each other as the engine does (OCI image specification, “Applying Changesets”): first a layer's
 * whiteouts take away what is below, then its own entries come; a file in place of a directory takes the directory away.
 * An entry counts as wasted when a later one of its path, or a whiteout, hides it.
 */
export function foldLayers(image: LayersOfFiles): Fold {
  const numbering = numberingOf(image);
  const changes = new Uint8Array(numbering.count);
  const goneIn = new Int32Array(numbering.count).fill(-1);
  const isRemoved = new Uint8Array(numbering.count);
  const amounts = image.layers.map(() => ({ added: none(), changed: none(), removed: none(), wasted: none() }));
  const removals = image.layers.map(() => new Map<number, number>());
  const sizeOf = (entry: number) => entriesOf(entry).size(numbering.indexOf(entry));
  const entriesOf = (entry: number) => image.layers[numbering.layerOf(entry)]!.entries;
  const isDirectory = (entry: number) => entriesOf(entry).isDirectory(numbering.indexOf(entry));

  const goes = (entry: number, layer: number, how: 0 | 1) => {
    goneIn[entry] = layer;
    isRemoved[entry] = how;
    if (!isDirectory(entry)) add(amounts[numbering.layerOf(entry)]!.wasted, sizeOf(entry));
  };

  const final = walk(image, numbering, image.layers.length, {
    comes(entry, layer, replaced) {
      const isNew = replaced === undefined;
      const wasNew = !isNew && numbering.layerOf(replaced) === layer; // twice in one layer: the last one counts
      changes[entry] = isNew || (wasNew && changes[replaced] === 1) ? 1 : isSameDirectory(entry, replaced) ? 0 : 2;
      if (!isNew && goneIn[replaced] === -1) goes(replaced, layer, 0);
      else if (!isNew) isRemoved[replaced] = 0;
      if (isDirectory(entry)) return;
      const amount = amounts[layer]!;
      if (!wasNew || isDirectory(replaced)) add(changes[entry] === 1 ? amount.added : amount.changed, sizeOf(entry));
    },
    goes: (entry, layer) => goes(entry, layer, 1),
    layerEnds(layer, gone) {
      for (const [node, entry] of gone) {
        if (numbering.layerOf(entry) === layer) continue; // it came and went within the layer
        removals[layer]!.set(node, entry);
        if (!isDirectory(entry)) add(amounts[layer]!.removed, sizeOf(entry));
      }
    },
  });

  function isSameDirectory(entry: number, other: number): boolean {
    if (!isDirectory(entry) || !isDirectory(other)) return false;
    const [a, b] = [entriesOf(entry), entriesOf(other)];
    const [i, j] = [numbering.indexOf(entry), numbering.indexOf(other)];
    return a.mode(i) === b.mode(j) && a.userId(i) === b.userId(j) && a.groupId(i) === b.groupId(j);
  }

  const effects = amounts.map((amount, layer) => ({ ...amount, removals: removals[layer]! }));
  return { numbering, effects, changes, goneIn, isRemoved, final };
}

/** What a container would see of only the lowest `count` layers: by node, an entry, `ABSENT` or `IMPLICIT`. */
export const stateAfter = (image: LayersOfFiles, numbering: Numbering, count: number): Int32Array =>
  walk(image, numbering, count, { comes() {}, goes() {}, layerEnds() {} });

interface Listener {
  /** `replaced` is what the path had before the layer, also where the layer's own whiteout took it away. */
  comes(entry: number, layer: number, replaced: number | undefined): void;
  /** Taken away; it may come back within the layer, and then was replaced. */
  goes(entry: number, layer: number): void;
  /** With what is gone now and was there before. */
  layerEnds(layer: number, gone: ReadonlyMap<number, number>): void;
}

function walk(image: LayersOfFiles, numbering: Numbering, count: number, on: Listener): Int32Array {
  const { paths } = image;
  const state = new Int32Array(paths.size).fill(ABSENT);
  for (let layer = 0; layer < count; layer++) {
    const { entries } = image.layers[layer]!;
    const first = numbering.first(layer);
    const gone = new Map<number, number>();
    const take = (node: number) => {
      const entry = state[node]!;
      state[node] = ABSENT;
      if (entry < 0) return;
      gone.set(node, entry);
      on.goes(entry, layer);
    };
    const takeBelow = (node: number) => {
      const stack = [...paths.children(node)];
      for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
        if (state[next] === ABSENT) continue;
        take(next);
        for (const child of paths.children(next)) stack.push(child);
      }
    };

    for (let index = 0; index < entries.count; index++) {
      const kind = entries.kind(index);
      if (kind !== 'whiteout' && kind !== 'opaque') continue;
      const node = entries.node(index);
      takeBelow(node);
      if (kind === 'whiteout') take(node);
    }
    for (let index = 0; index < entries.count; index++) {
      const kind = entries.kind(index);
      if (kind === 'whiteout' || kind === 'opaque') continue;
      const node = entries.node(index);
      const entry = first + index;
      const there = state[node]!;
      const replaced = there >= 0 ? there : gone.get(node);
      gone.delete(node);
      if (there !== ABSENT && kind !== 'directory') takeBelow(node);
      state[node] = entry;
      on.comes(entry, layer, replaced);
      // A path through what was a file, or through nothing, makes directories of it.
      for (let above = paths.parent(node); above > 0; above = paths.parent(above)) {
        const at = state[above]!;
        if (at === IMPLICIT) break;
        if (at >= 0 && image.layers[numbering.layerOf(at)]!.entries.isDirectory(numbering.indexOf(at))) break;
        if (at >= 0) take(above);
        state[above] = IMPLICIT;
      }
    }
    on.layerEnds(layer, gone);
  }
  return state;
}

function numberingOf({ layers }: LayersOfFiles): Numbering {
  const firsts: number[] = [];
  let count = 0;
  for (const { entries } of layers) {
    firsts.push(count);
    count += entries.count;
  }
  const layerOf = new Uint16Array(count);
  for (const [layer, first] of firsts.entries()) layerOf.fill(layer, first, firsts[layer + 1] ?? count);
  return {
    count,
    layerOf: (entry) => layerOf[entry]!,
    indexOf: (entry) => entry - firsts[layerOf[entry]!]!,
    first: (layer) => firsts[layer]!,
  };
}

const none = (): MutableAmount => ({ files: 0, sizeBytes: 0 });

function add(amount: MutableAmount, sizeBytes: number): void {
  amount.files += 1;
  amount.sizeBytes += sizeBytes;
}
