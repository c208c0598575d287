import type { ComposePath, ComposeValue } from '../edit';
import { isCoreTag, resolvePlain, resolveScalar } from './scalar';
import { type CollectionNode, keyText, type YamlNode } from './tree';

/**
 * The meaning of a value: aliases followed, merges done, types as Compose takes them. Equal meanings have the same number,
 * so that a comparison costs nothing, and a file of aliases to aliases (an “alias bomb”) no more than its length.
 */
export type Meaning = number;

export type Content =
  | { readonly kind: 'scalar'; readonly type: string; readonly canonical: string }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Meaning> }
  | { readonly kind: 'sequence'; readonly items: readonly Meaning[] }
  /** `!override […]`, `!reset null`. */
  | { readonly kind: 'tagged'; readonly tag: string; readonly inner: Meaning };

/** Gives meanings their numbers. Those of two texts can be compared when the same book gave them. */
export class MeaningBook {
  private readonly numbers = new Map<string, Meaning>();
  private readonly contents: Content[] = [];

  get size(): number {
    return this.contents.length;
  }

  content(meaning: Meaning): Content {
    const content = this.contents[meaning];
    if (!content) throw new RangeError(`No meaning ${meaning}.`);
    return content;
  }

  scalar(type: string, canonical: string): Meaning {
    return this.number(`s${type}:${canonical}`, () => ({ kind: 'scalar', type, canonical }));
  }

  map(entries: ReadonlyMap<string, Meaning>): Meaning {
    const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return this.number(`m${JSON.stringify(sorted)}`, () => ({ kind: 'map', entries: new Map(entries) }));
  }

  sequence(items: readonly Meaning[]): Meaning {
    return this.number(`q${items.join(',')}`, () => ({ kind: 'sequence', items: [...items] }));
  }

  tagged(tag: string, inner: Meaning): Meaning {
    return this.number(`t${inner}:${tag}`, () => ({ kind: 'tagged', tag, inner }));
  }

  get null(): Meaning {
    return this.scalar('null', 'null');
  }

  ofValue(value: ComposeValue): Meaning {
    if (value === null) return this.null;
    if (typeof value === 'string') return this.scalar('string', value);
    if (typeof value === 'boolean') return this.scalar('bool', String(value));
    if (typeof value === 'number') {
      const { type, canonical } = resolvePlain(numberText(value));
      return this.scalar(type, canonical);
    }
    if (isList(value)) return this.sequence(value.map((each) => this.ofValue(each)));
    return this.map(new Map(entriesOf(value).map(([key, each]) => [key, this.ofValue(each)])));
  }

  private number(key: string, content: () => Content): Meaning {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const given = this.contents.push(content()) - 1;
    this.numbers.set(key, given);
    return given;
  }
}

/** A number as YAML writes it. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return Object.is(value, -0) ? '0' : String(value);
}

/** The keys and values of a map; none of anything else. */
export const entriesOf = (value: ComposeValue): [string, ComposeValue][] =>
  value === null || typeof value !== 'object' || isList(value) ? [] : Object.entries(value);

export const isList = (value: ComposeValue): value is readonly ComposeValue[] => Array.isArray(value);

/** Reads the meanings of one tree. Deep files are cut off at `MAX_DEPTH`, as Compose’s parser does. */
export class MeaningReader {
  private readonly known = new Map<YamlNode, Meaning>();
  private depth = 0;

  constructor(private readonly book: MeaningBook) {}

  of(node: YamlNode): Meaning {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    if (this.depth > MAX_DEPTH) return this.book.scalar('too-deep', '');
    this.depth += 1;
    const inner = this.untagged(node);
    this.depth -= 1;
    const meaning = node.tag && !isCoreTag(node.tag.name) ? this.book.tagged(node.tag.name, inner) : inner;
    this.known.set(node, meaning);
    return meaning;
  }

  private untagged(node: YamlNode): Meaning {
    if (node.kind === 'alias') return node.target ? this.of(node.target) : this.book.scalar('unknown', node.name);
    if (node.kind === 'scalar') {
      const { type, canonical } = resolveScalar(node);
      return this.book.scalar(type, canonical);
    }
    if (node.kind === 'sequence') return this.book.sequence(node.entries.map((entry) => this.of(entry.value)));
    return this.book.map(this.entriesOf(node));
  }

  /** Own keys win over merged ones; among merged maps the first wins. */
  private entriesOf(map: CollectionNode): Map<string, Meaning> {
    const entries = new Map<string, Meaning>();
    for (const entry of map.entries) {
      if (isMerge(entry.key)) continue;
      entries.set(entry.key ? this.nameOf(entry.key) : '', this.of(entry.value));
    }
    for (const source of mergeSources(map)) {
      const content = this.book.content(this.of(source));
      if (content.kind !== 'map') continue;
      for (const [key, meaning] of content.entries) if (!entries.has(key)) entries.set(key, meaning);
    }
    return entries;
  }

  private nameOf(key: YamlNode): string {
    const text = keyText(key.entry);
    return text ?? `\u0000${this.of(key)}`;
  }
}

export const MAX_DEPTH = 1000;

/** `<<`: the key that brings the keys of another map. In quotes it is a key like any other. */
export const isMerge = (key: YamlNode | undefined): boolean =>
  key?.kind === 'scalar' && key.style === 'plain' && key.text === '<<';

/** The maps that `<<` brings into a map, in the order in which they win. */
export function mergeSources(map: CollectionNode): YamlNode[] {
  const sources: YamlNode[] = [];
  for (const entry of map.entries) {
    if (!isMerge(entry.key)) continue;
    const { value } = entry;
    if (value.kind === 'sequence') sources.push(...value.entries.map((each) => each.value));
    else sources.push(value);
  }
  return sources.filter((source) => resolveAlias(source)?.kind === 'map');
}

/** The node that is meant: what an alias stands for. */
export function resolveAlias(node: YamlNode): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  return node.kind === 'alias' ? (node.target ? resolveAlias(node.target) : undefined) : node;
}

/** A change of the value at a path; what is on the way there and is missing becomes maps. */
export function changeMeaning(
  book: MeaningBook,
  root: Meaning,
  path: ComposePath,
  change: (old: Meaning | undefined) => Meaning | undefined,
): Meaning {
  const step = (at: Meaning | undefined, depth: number): Meaning | undefined => {
    const key = path[depth];
    if (key === undefined) return change(at);
    const content = at === undefined || at === book.null ? undefined : book.content(at);
    if (content?.kind === 'tagged') {
      const inner = step(content.inner, depth);
      return inner === undefined ? undefined : book.tagged(content.tag, inner);
    }
    if (content?.kind === 'sequence' || (content === undefined && typeof key === 'number')) {
      const items: (Meaning | undefined)[] = content?.kind === 'sequence' ? [...content.items] : [];
      const index = Number(key);
      items.splice(index, 1, step(items[index], depth + 1));
      return book.sequence(items.filter((item) => item !== undefined));
    }
    const entries = new Map(content?.kind === 'map' ? content.entries : []);
    const next = step(entries.get(String(key)), depth + 1);
    if (next === undefined) entries.delete(String(key));
    else entries.set(String(key), next);
    return book.map(entries);
  };
  return step(root, 0) ?? book.null;
}
