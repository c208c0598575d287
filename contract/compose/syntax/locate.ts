import type { ComposePath, PathKey } from '../edit';
import { isMerge, mergeSources, resolveAlias } from './meaning';
import { type AliasNode, type CollectionNode, type Entry, keyText } from './tree';

/** Where a path leads in the text. `depth`: how many of its keys were followed. */
export type Location =
  | { readonly kind: 'here'; readonly entry: Entry }
  /** `container` is a map, a sequence or empty, and has no `path[depth]`. */
  | { readonly kind: 'missing'; readonly container: Entry; readonly depth: number }
  /** `path[depth]` goes on inside of what an alias stands for. */
  | { readonly kind: 'alias'; readonly alias: AliasNode; readonly depth: number }
  /** `path[depth]` is not a key of this map but comes into it by `<<`. */
  | { readonly kind: 'merge'; readonly container: Entry; readonly source: Entry; readonly depth: number }
  /** `path[depth]` goes on inside of a scalar. */
  | { readonly kind: 'scalar'; readonly entry: Entry; readonly depth: number };

export function locate(root: Entry, path: ComposePath): Location {
  let entry = root;
  for (const [depth, key] of path.entries()) {
    const { value } = entry;
    if (value.kind === 'alias') return { kind: 'alias', alias: value, depth };
    if (value.kind === 'scalar') {
      const isNull = value.isEmpty || (value.style === 'plain' && /^(~|null)$/i.test(value.text));
      return isNull ? { kind: 'missing', container: entry, depth } : { kind: 'scalar', entry, depth };
    }
    const next = entryOf(value, key);
    if (!next) {
      const source = value.kind === 'map' ? mergedEntry(value, key) : undefined;
      if (source) return { kind: 'merge', container: entry, source, depth };
      return { kind: 'missing', container: entry, depth };
    }
    entry = next;
  }
  return { kind: 'here', entry };
}

/** The entry of a collection by its key or index; not what comes into it by `<<`. */
export function entryOf(node: CollectionNode, key: PathKey): Entry | undefined {
  if (node.kind === 'map') return node.entries.find((entry) => keyText(entry) === String(key));
  return /^\d+$/.test(String(key)) ? node.entries[Number(key)] : undefined;
}

/** The entry that brings a key into a map by `<<`. */
export function mergedEntry(map: CollectionNode, key: PathKey, seen = new Set<CollectionNode>()): Entry | undefined {
  if (seen.has(map)) return undefined;
  seen.add(map);
  for (const source of mergeSources(map)) {
    const merged = resolveAlias(source);
    if (merged?.kind !== 'map') continue;
    const found = entryOf(merged, key) ?? mergedEntry(merged, key, seen);
    if (found && !isMerge(found.key)) return found;
  }
  return undefined;
}
