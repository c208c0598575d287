import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { mergeSources, resolveAlias } from '../../../../contract/compose/syntax/meaning.ts';
import {
  type CollectionNode,
  type Entry,
  keyText,
  type ScalarNode,
  type YamlNode,
} from '../../../../contract/compose/syntax/tree.ts';

export type { YamlNode };

/** A key and its value, where they are written. */
export interface Pair {
  readonly name: string;
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** Brought by `<<`. */
  readonly isMerged: boolean;
}

const isMergeKey = (entry: Entry) =>
  entry.key?.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<';

export const mapOf = (node: YamlNode | undefined): CollectionNode | undefined => {
  const target = node && resolveAlias(node);
  return target?.kind === 'map' ? target : undefined;
};
export const scalarOf = (node: YamlNode | undefined): ScalarNode | undefined => {
  const target = node && resolveAlias(node);
  return target?.kind === 'scalar' && !target.isEmpty ? target : undefined;
};
export const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] => {
  const target = node && resolveAlias(node);
  return target?.kind === 'sequence' ? target.entries.map(({ value }) => value) : [];
};

/** The keys of a map, its own first, then what merges bring; each name once. */
export function pairsOf(node: YamlNode | undefined): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const visited = new Set<CollectionNode>();
  const add = (map: CollectionNode | undefined, isMerged: boolean) => {
    if (!map || visited.has(map)) return;
    visited.add(map);
    for (const entry of map.entries) {
      const name = keyText(entry);
      if (name === undefined || !entry.key || isMergeKey(entry) || pairs.has(name)) continue;
      pairs.set(name, { name, key: entry.key, value: entry.value, isMerged });
    }
    for (const source of mergeSources(map)) add(mapOf(source), true);
  };
  add(mapOf(node), false);
  return [...pairs.values()];
}

export const valueIn = (node: YamlNode | undefined, name: string): YamlNode | undefined =>
  pairsOf(node).find((pair) => pair.name === name)?.value;

export interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The whole of what a scalar says, where it stands: without quotes. */
export function textPiece(source: string, node: ScalarNode): Piece {
  const { style, text } = node;
  const from = node.style === 'plain' ? node.from : node.from + 1;
  if (style !== 'literal' && style !== 'folded' && source.startsWith(text, from)) {
    return { text, from, to: from + text.length };
  }
  return { text, from: node.from, to: node.to }; // with escapes or over several lines: as one
}

/** A part of a scalar that begins at `at` of its text. */
export function partOf(source: string, node: ScalarNode, at: number, text: string): Piece {
  const whole = textPiece(source, node);
  const isExact = whole.to - whole.from === whole.text.length;
  return isExact ? { text, from: whole.from + at, to: whole.from + at + text.length } : { ...whole, text };
}

/** Where a node is, as an edit has to name it; undefined where it is inside of an anchor that is not under that path. */
export function pathOf(node: YamlNode): ComposePath {
  const path: (string | number)[] = [];
  for (let entry: Entry | undefined = node.entry; entry?.parent; entry = entry.parent.entry) {
    path.unshift(entry.parent.kind === 'sequence' ? entry.index : (keyText(entry) ?? ''));
  }
  return path;
}
