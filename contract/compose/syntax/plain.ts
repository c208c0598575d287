import type { ComposePath, ComposeValue } from '../edit';
import { entryOf, mergedEntry } from './locate';
import { isMerge, MAX_DEPTH, mergeSources, resolveAlias } from './meaning';
import { resolveScalar, type ScalarValue } from './scalar';
import { type CollectionNode, type Entry, keyText, type YamlNode } from './tree';

/**
 * Values as JavaScript has them: aliases followed, merges done, keys in the order of the file and those that `<<` brings after
 * them. What an alias stands for is one object wherever it is used, so that nothing grows.
 */
export class PlainReader {
  private readonly known = new Map<YamlNode, ComposeValue>();
  private depth = 0;

  of(node: YamlNode): ComposeValue {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    if (this.depth > MAX_DEPTH) return null;
    this.depth += 1;
    const value = this.read(node);
    this.depth -= 1;
    this.known.set(node, value);
    return value;
  }

  private read(node: YamlNode): ComposeValue {
    if (node.kind === 'alias') return node.target ? this.of(node.target) : null;
    if (node.kind === 'scalar') return scalarValue(resolveScalar(node));
    if (node.kind === 'sequence') return node.entries.map((entry) => this.of(entry.value));
    const pairs = new Map<string, ComposeValue>();
    for (const entry of node.entries) {
      const key = keyText(entry);
      if (key !== undefined && !isMerge(entry.key)) pairs.set(key, this.of(entry.value));
    }
    for (const source of mergeSources(node)) {
      const merged = this.of(source);
      if (merged === null || typeof merged !== 'object') continue;
      for (const [key, value] of Object.entries(merged)) if (!pairs.has(key)) pairs.set(key, value);
    }
    return Object.fromEntries(pairs);
  }
}

function scalarValue({ type, canonical }: ScalarValue): ComposeValue {
  if (type === 'null') return null;
  if (type === 'bool') return canonical === 'true';
  if (type === 'int') return Number(canonical);
  if (type !== 'float') return canonical;
  if (canonical.endsWith('nan')) return Number.NaN;
  if (canonical.endsWith('inf')) return canonical.startsWith('-') ? -Infinity : Infinity;
  return Number(canonical);
}

/** What is met on the way of a path: where an alias is followed, or a `<<`. */
export interface Crossing {
  readonly how: 'alias' | 'merge';
  readonly node: YamlNode;
}

/** The entry that gives a path its value, through aliases and merges, and the first of these on the way. */
export function resolvePath(
  root: Entry,
  path: ComposePath,
):
  | {
      readonly entry: Entry;
      readonly node: Exclude<YamlNode, { kind: 'alias' }>;
      readonly crossing: Crossing | undefined;
    }
  | undefined {
  let entry = root;
  let crossing: Crossing | undefined;
  const follow = (how: Crossing['how'], node: YamlNode): void => {
    crossing ??= { how, node };
  };
  for (const key of path) {
    if (entry.value.kind === 'alias') follow('alias', entry.value);
    const node = resolveAlias(entry.value);
    if (node?.kind !== 'map' && node?.kind !== 'sequence') return undefined;
    const own = entryOf(node, key);
    const next: Entry | undefined = own ?? mergedInto(node, key);
    if (!next) return undefined;
    if (!own) follow('merge', node);
    entry = next;
  }
  if (entry.value.kind === 'alias') follow('alias', entry.value);
  const node = resolveAlias(entry.value);
  return node && { entry, node, crossing };
}

const mergedInto = (node: CollectionNode, key: string | number): Entry | undefined =>
  node.kind === 'map' ? mergedEntry(node, key) : undefined;
