import { CST } from 'yaml';
import type {
  AliasNode,
  CollectionNode,
  DocumentTree,
  Entry,
  Property,
  Range,
  ScalarNode,
  ScalarStyle,
  YamlNode,
} from './tree';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Properties = { anchor: Property | undefined; tag: Property | undefined; to: number };
type ContentToken = CST.FlowScalar | CST.BlockScalar | CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

const STYLES: Record<string, ScalarStyle> = {
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
};

/** Makes the tree of one document of the concrete syntax tree, with the place of everything that an edit touches. */
export class TreeBuilder {
  private readonly anchors = new Map<string, YamlNode[]>();
  private readonly aliases: AliasNode[] = [];

  /** `above`: anchors that stand before the document, where it is a part of another. */
  constructor(private readonly above?: DocumentTree['anchors']) {}

  build(document: CST.Document, range: Range, contentTo: number): DocumentTree {
    const marker = document.start.find((token) => token.type === 'doc-start');
    const from = marker ? end(marker) : range.from;
    const root = this.entry(undefined, 0, {
      from,
      key: undefined,
      properties: propertiesOf(document.start, from),
      hasValueIndicator: true,
      value: document.value,
    });
    return { ...range, root, anchors: this.anchors, aliases: this.aliases, contentTo };
  }

  private entry(
    parent: CollectionNode | undefined,
    index: number,
    parts: {
      from: number;
      key: { token: CST.Token | null | undefined; properties: Properties } | undefined;
      properties: Properties;
      hasValueIndicator: boolean;
      value: CST.Token | null | undefined;
    },
  ): Entry {
    const { from, properties, hasValueIndicator } = parts;
    const entry = { parent, index, from, to: from, valueAt: properties.to, hasValueIndicator } as Mutable<Entry>;
    if (parts.key) {
      entry.key = this.node(parts.key.token, entry, parts.key.properties);
      if (!hasValueIndicator) entry.valueAt = entry.key.to;
    }
    entry.value = this.node(parts.value, entry, hasValueIndicator ? properties : none(entry.valueAt));
    entry.to = Math.max(entry.valueAt, entry.value.to, entry.key?.to ?? 0);
    return entry;
  }

  private node(token: CST.Token | null | undefined, entry: Entry, properties: Properties): YamlNode {
    const node = this.bareNode(token, entry, properties);
    // An anchor stands before its node is known by it: an alias inside its own anchor is a circle.
    if (node.anchor && node.kind === 'scalar') this.know(node.anchor.name, node);
    return node;
  }

  private bareNode(token: CST.Token | null | undefined, entry: Entry, { anchor, tag, to }: Properties): YamlNode {
    if (!isContent(token)) {
      const empty: ScalarNode = {
        kind: 'scalar',
        entry,
        anchor,
        tag,
        from: to,
        to,
        style: 'plain',
        text: '',
        isEmpty: true,
        header: undefined,
      };
      return empty;
    }
    if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      return this.collection(token, entry, anchor, tag);
    }
    if (token.type === 'alias') {
      const name = token.source.slice(1);
      const target = (this.anchors.get(name) ?? this.above?.get(name))?.at(-1);
      const alias: AliasNode = { kind: 'alias', entry, anchor, tag, from: token.offset, to: end(token), name, target };
      this.aliases.push(alias);
      return alias;
    }
    return scalar(token, entry, anchor, tag);
  }

  private collection(
    token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection,
    entry: Entry,
    anchor: Property | undefined,
    tag: Property | undefined,
  ): CollectionNode {
    const isMap =
      token.type === 'block-map' || (token.type === 'flow-collection' && token.start.type === 'flow-map-start');
    const entries: Entry[] = [];
    const node = {
      kind: isMap ? 'map' : 'sequence',
      entry,
      anchor,
      tag,
      from: token.offset,
      isFlow: token.type === 'flow-collection',
      entries,
    } as unknown as Mutable<CollectionNode>;
    if (anchor) this.know(anchor.name, node);
    for (const item of token.items) {
      const made = this.item(item, node, entries.length, token.type);
      if (made) entries.push(made);
    }
    if (token.type === 'flow-collection') {
      const close = token.end.find((each) => each.type === 'flow-map-end' || each.type === 'flow-seq-end');
      node.to = close ? end(close) : (entries.at(-1)?.to ?? end(token.start));
    } else {
      node.from = entries[0]?.from ?? token.offset;
      node.to = entries.at(-1)?.to ?? token.offset;
    }
    return node;
  }

  private item(
    item: CST.CollectionItem,
    parent: CollectionNode,
    index: number,
    type: 'block-map' | 'block-seq' | 'flow-collection',
  ): Entry | undefined {
    const { start, key, sep, value } = item;
    const begins = start.find(({ type: kind }) => isBegin(kind));
    if (type === 'block-seq') {
      const dash = start.find((token) => token.type === 'seq-item-ind');
      if (!dash) return undefined;
      const properties = propertiesOf(start, end(dash));
      return this.entry(parent, index, {
        from: dash.offset,
        key: undefined,
        properties,
        hasValueIndicator: true,
        value,
      });
    }
    const colon = sep?.find((token) => token.type === 'map-value-ind');
    if (!key && !colon && !value && !begins) return undefined;
    if (parent.kind === 'sequence' && !colon && !start.some((token) => token.type === 'explicit-key-ind')) {
      const content = value ?? key;
      const from = begins?.offset ?? content?.offset ?? 0;
      const properties = propertiesOf(start, from);
      return this.entry(parent, index, { from, key: undefined, properties, hasValueIndicator: true, value: content });
    }
    // A pair in a flow sequence (`[a: b]`) is a map of its own.
    if (parent.kind === 'sequence') return this.pairInSequence(item, parent, index);
    const from = begins?.offset ?? key?.offset ?? colon?.offset ?? 0;
    return this.entry(parent, index, {
      from,
      key: { token: key, properties: propertiesOf(start, key?.offset ?? from) },
      properties: colon ? propertiesOf(sep ?? [], end(colon)) : none(from),
      hasValueIndicator: colon !== undefined,
      value,
    });
  }

  private pairInSequence(item: CST.CollectionItem, parent: CollectionNode, index: number): Entry {
    const begins = item.start.find(({ type }) => isBegin(type));
    const colon = item.sep?.find((token) => token.type === 'map-value-ind');
    const from = begins?.offset ?? item.key?.offset ?? colon?.offset ?? 0;
    const outer = {
      parent,
      index,
      from,
      to: from,
      key: undefined,
      valueAt: from,
      hasValueIndicator: true,
    } as unknown as Mutable<Entry>;
    const entries: Entry[] = [];
    const map = {
      kind: 'map',
      entry: outer,
      from,
      to: from,
      isFlow: true,
      entries,
    } as unknown as Mutable<CollectionNode>;
    const inner = this.item(item, map, 0, 'flow-collection');
    if (inner) entries.push(inner);
    map.to = inner?.to ?? from;
    outer.value = map;
    outer.to = map.to;
    return outer;
  }

  private know(name: string, node: YamlNode): void {
    const known = this.anchors.get(name);
    if (known) known.push(node);
    else this.anchors.set(name, [node]);
  }
}

const BEGINS: ReadonlySet<string> = new Set(['explicit-key-ind', 'anchor', 'tag']);
const isBegin = (type: string): boolean => BEGINS.has(type);

const none = (to: number): Properties => ({ anchor: undefined, tag: undefined, to });

/** The anchor and the tag among the tokens before a value, and where they (or the indicator before them) end. */
function propertiesOf(tokens: readonly CST.SourceToken[], behind: number): Properties {
  const found = none(behind);
  for (const token of tokens) {
    if (token.type !== 'anchor' && token.type !== 'tag') continue;
    const name = token.type === 'anchor' ? token.source.slice(1) : token.source;
    found[token.type] = { name, from: token.offset, to: end(token) };
    found.to = Math.max(found.to, end(token));
  }
  return found;
}

function textOf(token: CST.FlowScalar | CST.BlockScalar): string {
  const { source } = token;
  // Nearly all are of this kind, and the way of the library is a long one.
  if (token.type !== 'block-scalar' && !source.includes('\n')) {
    if (token.type === 'scalar') return source;
    const inner = source.slice(1, -1);
    if (source.length > 1 && source.at(-1) === source[0] && !/[\\'"]/.test(inner)) return inner;
  }
  // What is wrong in it (a bad escape) is found when the document is composed.
  return CST.resolveAsScalar(token, false, () => undefined)?.value ?? '';
}

function scalar(
  token: CST.FlowScalar | CST.BlockScalar,
  entry: Entry,
  anchor: Property | undefined,
  tag: Property | undefined,
): ScalarNode {
  const text = textOf(token);
  const from = token.offset;
  // Written out: objects that are spread cost a long file half of its time.
  if (token.type !== 'block-scalar') {
    const style = STYLES[token.type] ?? 'plain';
    const isEmpty = token.source === '';
    return { kind: 'scalar', entry, anchor, tag, from, to: end(token), text, style, isEmpty, header: undefined };
  }
  const header = token.props.find((part) => part.type === 'block-scalar-header');
  // Where the file ends without a line end, so does the text for Compose’s parser; the library adds one.
  const isCutOff = token.source !== '' && !token.source.endsWith('\n');
  const bodyFrom = token.props.reduce((offset, part) => offset + sourceLength(part), from);
  return {
    kind: 'scalar',
    entry,
    anchor,
    tag,
    from,
    to: bodyFrom + token.source.length,
    text: isCutOff ? text.replace(/\n$/, '') : text,
    style: header && 'source' in header && header.source.startsWith('>') ? 'folded' : 'literal',
    isEmpty: false,
    header: { to: header && 'source' in header ? end(header) : from, bodyFrom },
  };
}

const CONTENT: ReadonlySet<string> = new Set([
  'alias',
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'block-scalar',
  'block-map',
  'block-seq',
  'flow-collection',
]);
const isContent = (token: CST.Token | null | undefined): token is ContentToken =>
  token !== undefined && token !== null && CONTENT.has(token.type);

const sourceLength = (token: CST.Token): number => ('source' in token ? token.source.length : 0);
const end = (token: { offset: number; source: string }): number => token.offset + token.source.length;
