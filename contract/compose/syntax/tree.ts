/** Offsets (UTF-16 units) in the text: `from` is the first unit, `to` is behind the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `&name`, or a tag such as `!override`. */
export interface Property extends Range {
  readonly name: string;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

interface NodeParts extends Range {
  /** Where it stands; the root of a document stands in an entry of its own. */
  readonly entry: Entry;
  readonly anchor: Property | undefined;
  readonly tag: Property | undefined;
}

export interface ScalarNode extends NodeParts {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** What it says, as text: quotes and escapes read, lines folded. */
  readonly text: string;
  /** Nothing is written: `key:` with nothing after it. */
  readonly isEmpty: boolean;
  /** A block scalar: where its header (`|-`) ends and its lines begin. */
  readonly header: { readonly to: number; readonly bodyFrom: number } | undefined;
}

export interface AliasNode extends NodeParts {
  readonly kind: 'alias';
  readonly name: string;
  /** The last node before it with that anchor. */
  readonly target: YamlNode | undefined;
}

export interface CollectionNode extends NodeParts {
  readonly kind: 'map' | 'sequence';
  /** `{…}`, `[…]`: not by indentation. */
  readonly isFlow: boolean;
  readonly entries: readonly Entry[];
}

export type YamlNode = ScalarNode | AliasNode | CollectionNode;

/** A key with its value, an item of a sequence, or the one content of a document. */
export interface Entry {
  /** None for the content of a document. */
  readonly parent: CollectionNode | undefined;
  readonly index: number;
  /** Where its key, `?` or dash begins, or what stands before the key (`&anchor`). */
  readonly from: number;
  /** Behind the last of its content, without a comment. */
  readonly to: number;
  readonly key: YamlNode | undefined;
  /** Where a value can be written, with a space before it: behind the colon or dash, and behind `&anchor` and `!tag`. */
  readonly valueAt: number;
  /** False: a key without a colon (`{a}`, `? a`). */
  readonly hasValueIndicator: boolean;
  readonly value: YamlNode;
}

/** A document of the file; a Compose file has one as a rule. */
export interface DocumentTree extends Range {
  readonly root: Entry;
  readonly anchors: ReadonlyMap<string, readonly YamlNode[]>;
  readonly aliases: readonly AliasNode[];
  /** Where its content can be written if there is none. */
  readonly contentTo: number;
}

/** The name by which a path finds an entry: what a key says as text; none for keys that are no scalars. */
export function keyText(entry: Entry): string | undefined {
  if (entry.key?.kind === 'scalar') return entry.key.text;
  if (entry.key?.kind === 'alias' && entry.key.target?.kind === 'scalar') return entry.key.target.text;
  return undefined;
}
