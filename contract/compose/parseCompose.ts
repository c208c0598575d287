import type { ComposePath, ComposeValue, PathKey } from './edit';
import { column, lineEnd } from './editing/lines';
import { entriesOf, isList, isMerge } from './syntax/meaning';
import { parseYaml, type SyntaxProblem } from './syntax/parse';
import { type Crossing, PlainReader, resolvePath } from './syntax/plain';
import { type CollectionNode, type Entry, keyText, type Range, type ScalarStyle, type YamlNode } from './syntax/tree';

export type { Range } from './syntax/tree';
export type { SyntaxProblem } from './syntax/parse';

/** How a value comes to be at a path: written there, or through an alias (`*name`) or a merge (`<<`) on the way. */
export type Origin =
  | { readonly how: 'own' }
  /** `place`: the alias, or the `<<` with what it brings, in the map that the path names. */
  | { readonly how: 'alias' | 'merge'; readonly place: Range };

/** A value of the file by its path. Ranges are where it is written, which may be elsewhere: see `origin`. */
export interface ComposeNode {
  readonly path: ComposePath;
  readonly kind: 'map' | 'sequence' | 'scalar' | 'empty';
  readonly origin: Origin;
  /** The value alone; of nothing, the place where it would be. */
  readonly range: Range;
  /** The key or dash with the value, without what follows it in its line. */
  readonly entryRange: Range;
  readonly keyRange: Range | undefined;
  /** `{…}` or `[…]`. */
  readonly isFlow: boolean;
  /** Of a scalar: how it is written, and what it says as text (`0440`, not 288). */
  readonly style: ScalarStyle | undefined;
  readonly text: string | undefined;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

/** A Compose file as it is written. Read once, cheap to ask. */
export interface ComposeText {
  readonly text: string;
  /** What Compose would not read, with its place. What can be read of a broken file is in the model all the same. */
  readonly problems: readonly SyntaxProblem[];
  /** More than one: parted by `---`. The paths are those of the first that says something. */
  readonly documentCount: number;
  /** The value at a path; undefined: there is none. */
  nodeAt(path: ComposePath): ComposeNode | undefined;
  /** The innermost path whose key or value is at an offset; in a blank line by its indentation. */
  pathAt(offset: number): ComposePath;
  /** What the value means, aliases and merges included, with the types that Compose takes it for; undefined: there is none. */
  valueAt(path: ComposePath): ComposeValue | undefined;
  /** The keys of a map in the order of the file, then those that come by `<<`; of a sequence its indexes; else none. */
  keysAt(path: ComposePath): PathKey[];
}

/** Reads the text of a Compose file. Never throws, whatever the text. 20,000 lines take less than a second. */
export function parseCompose(text: string): ComposeText {
  const { documents, problems } = parseYaml(text);
  const root = (documents.find((each) => !isEmpty(each.root.value)) ?? documents[0])?.root;
  const reader = new PlainReader();
  const valueAt = (path: ComposePath): ComposeValue | undefined => {
    const found = root && resolvePath(root, path);
    return found && reader.of(found.node);
  };
  return {
    text,
    problems,
    documentCount: documents.length,
    nodeAt: (path) => (root ? nodeAt(root, path) : undefined),
    pathAt: (offset) => (root ? pathAt(text, root, offset) : []),
    valueAt,
    keysAt: (path) => {
      const found = root && resolvePath(root, path);
      return found ? keysOf(found.node, reader.of(found.node)) : [];
    },
  };
}

const isEmpty = (node: YamlNode): boolean => node.kind === 'scalar' && node.isEmpty;

function keysOf(node: YamlNode, value: ComposeValue): PathKey[] {
  if (isList(value)) return value.map((_, index) => index);
  return node.kind === 'map' ? entriesOf(value).map(([key]) => key) : [];
}

function nodeAt(root: Entry, path: ComposePath): ComposeNode | undefined {
  const found = resolvePath(root, path);
  return found && describe(path, found.entry, found.node, originOf(found.crossing));
}

function originOf(crossing: Crossing | undefined): Origin {
  if (!crossing) return { how: 'own' };
  const { how, node } = crossing;
  return { how, place: how === 'merge' && node.kind === 'map' ? mergePlace(node) : { from: node.from, to: node.to } };
}

function mergePlace(map: CollectionNode): Range {
  const merge = map.entries.find(({ key }) => isMerge(key)) ?? map;
  return { from: merge.from, to: merge.to };
}

function describe(
  path: ComposePath,
  entry: Entry,
  node: Exclude<YamlNode, { kind: 'alias' }>,
  origin: Origin,
): ComposeNode {
  const isNothing = isEmpty(node);
  return {
    path,
    kind: isNothing ? 'empty' : node.kind,
    origin,
    range: { from: node.from, to: node.to },
    entryRange: { from: entry.from, to: entry.to },
    keyRange: entry.key ? { from: entry.key.from, to: entry.key.to } : undefined,
    isFlow: node.kind !== 'scalar' && node.isFlow,
    style: node.kind === 'scalar' && !isNothing ? node.style : undefined,
    text: node.kind === 'scalar' && !isNothing ? node.text : undefined,
    tag: node.tag?.name,
    anchor: node.anchor?.name,
  };
}

function pathAt(text: string, root: Entry, offset: number): ComposePath {
  const path: PathKey[] = [];
  let at: Entry | undefined = root;
  while (at) {
    const { value }: Entry = at;
    if (value.kind !== 'map' && value.kind !== 'sequence') break;
    at = value.entries.findLast((entry) => entry.from <= offset);
    if (!at || !reaches(text, at, offset)) break;
    const key = value.kind === 'map' ? keyText(at) : at.index;
    if (key === undefined) break;
    path.push(key);
  }
  return path;
}

/** Up to the end of its line; below that, what is further in. */
function reaches(text: string, entry: Entry, offset: number): boolean {
  if (offset <= entry.to) return true;
  if (entry.parent?.isFlow) return false;
  return offset <= lineEnd(text, entry.to) || column(text, offset) > column(text, entry.from);
}
