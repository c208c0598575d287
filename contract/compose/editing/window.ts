import type { ComposeEdit, TextChange } from '../edit';
import { isMerge, type Meaning } from '../syntax/meaning';
import { expandedSize, MAX_EXPANDED, parsePart } from '../syntax/parse';
import { type CollectionNode, type DocumentTree, type Entry, keyText, type YamlNode } from '../syntax/tree';
import { applyChanges } from './changes';
import { column, isFirstInLine, lineStart } from './lines';
import type { State } from './state';

/**
 * The entries around some changes (a service or a few, or whole sections), read before and after, in place of the whole file.
 *
 * Why that is enough: a block map is read line by line. Where a line begins with a key in the column of the map, whatever was
 * open above it is over, and the parser knows no more than which maps it is in. So the text above, which stays, leads to the
 * same state at the first key of the window, which stays as well; and if behind the window a key in the place of the next
 * entry is read as the next entry, the text below, which stays, is read as it was. What else could carry a meaning across
 * is looked for, and then there is no window: anchors in it or around it, `<<` and tags of the maps around it, a name that is
 * there twice, other documents. Aliases in it stand for what they stood for.
 */
export interface Window {
  /** What the file would mean with these entries alone. */
  readonly before: Meaning;
  readonly after: Meaning;
  /** The section whose entries they are; undefined: they are sections. */
  readonly section: string | undefined;
  /** Names beside the window: the sections, and the entries of `section`. */
  readonly otherSections: ReadonlySet<string>;
  readonly otherEntries: ReadonlySet<string>;
}

/** Reads it; undefined: only the whole file can tell. */
export function readWindow(state: State, document: DocumentTree, changes: readonly TextChange[]): Window | undefined {
  if (state.yaml.documents.length !== 1 || changes.length === 0) return undefined;
  const frame = frameOf(state.yaml.text, document, changes);
  if (!frame || hasAnchor(document, frame)) return undefined;
  const { from, to, section } = frame;
  const inside = applyChanges(
    state.yaml.text.slice(from, to),
    changes.map((change) => ({ ...change, from: change.from - from, to: change.to - from })),
  );
  if (frame.tail && !/(^|\n)$/.test(inside)) return undefined;
  const sentinel = freeName(frame.head + inside);
  const above = frame.head + inside;
  const tail = frame.tail ? `${' '.repeat(frame.tail.column)}${sentinel}:\n` : '';
  const part = parsePart(above + tail, anchorsAbove(document, from));
  const [read, another] = part.documents;
  if (!read || another || read.anchors.size > 0) return undefined;
  if (part.problems.some(({ severity }) => severity === 'error')) return undefined;
  if (document.aliases.length > 0 && expandedSize(document) + expandedSize(read) > MAX_EXPANDED) return undefined;
  const after = readAfter(read.root.value, frame, above.length + (frame.tail?.column ?? 0));
  if (!after) return undefined;
  const otherSections = namesBeside(frame.root, frame.isInner ? [frame.outer] : frame.entries);
  const otherEntries = frame.isInner ? namesBeside(frame.map, frame.entries) : new Set<string>();
  if (after.sections.some((name) => otherSections.has(name))) return undefined;
  if (after.entries.some((name) => otherEntries.has(name))) return undefined;
  return {
    before: meaningBefore(state, frame, sentinel),
    after: state.reader.of(read.root.value),
    section: frame.isInner ? section : undefined,
    otherSections,
    otherEntries,
  };
}

/** Whether an edit is of the entries in a window, or of new ones: then it means for the file what it means for them. */
export function actsWithin({ section, otherSections, otherEntries }: Window, edit: ComposeEdit): boolean {
  const path = edit.op === 'insert' && edit.key !== undefined ? [...edit.path, edit.key] : edit.path;
  const [first, second] = path.map(String);
  if (first === undefined) return false;
  if (section === undefined || first !== section) return !otherSections.has(first);
  return second !== undefined && !otherEntries.has(second);
}

interface Frame {
  /** Lines of the text, from the first entry to the next one behind, or to the end of the text. */
  readonly from: number;
  readonly to: number;
  readonly root: CollectionNode;
  /** Whose entries are in it: `root`, or the value of `outer`, which is a section of it. */
  readonly map: CollectionNode;
  readonly outer: Entry;
  readonly section: string;
  readonly isInner: boolean;
  readonly entries: readonly Entry[];
  /** The lines from `outer` to its first entry. */
  readonly head: string;
  /** The column of what comes behind, and whether that is an entry of `map`. */
  readonly tail: { readonly column: number; readonly isOfMap: boolean } | undefined;
}

function frameOf(text: string, document: DocumentTree, changes: readonly TextChange[]): Frame | undefined {
  const root = document.root.value;
  if (!isBare(root) || document.root.value.anchor || text.startsWith('%')) return undefined;
  const from = Math.min(...changes.map((change) => change.from));
  const to = Math.max(...changes.map((change) => change.to));
  const around = spanOf(text, root, from, to, text.length);
  const outer = around?.entries[0];
  const section = outer && keyText(outer);
  if (!around || !outer || section === undefined) return undefined;
  const behind = around.next && { column: column(text, around.next.from), isOfMap: true };
  const base = { root, outer, section };
  const { value: map } = outer;
  const inner = around.entries.length === 1 && isBare(map) ? spanOf(text, map, from, to, around.to) : undefined;
  const [firstOfMap] = isBare(map) ? map.entries : [];
  if (!inner || !isBare(map) || !firstOfMap || !isKeyLine(text, firstOfMap))
    return {
      ...base,
      from: around.from,
      to: around.to,
      map: root,
      isInner: false,
      entries: around.entries,
      head: '',
      tail: behind,
    };
  return {
    ...base,
    from: inner.from,
    to: inner.to,
    map,
    isInner: true,
    entries: inner.entries,
    head: text.slice(around.from, lineStart(text, firstOfMap.from)),
    tail: inner.next
      ? { column: column(text, inner.next.from), isOfMap: true }
      : behind && { ...behind, isOfMap: false },
  };
}

/** The entries of a map whose lines have all of a range, which begins behind the first unit of the first key. */
function spanOf(text: string, map: CollectionNode, from: number, to: number, end: number) {
  const { entries } = map;
  const first = entries.findLastIndex((entry) => entry.from < from);
  if (first < 0) return undefined;
  const endOf = (index: number): number => {
    const next = entries[index + 1];
    return next ? lineStart(text, next.from) : end;
  };
  let last = first;
  while (last + 1 < entries.length && endOf(last) < to) last += 1;
  const inside = entries.slice(first, last + 1);
  const next = entries[last + 1];
  const [begin] = inside;
  if (!begin || endOf(last) < to || ![...inside, ...(next ? [next] : [])].every((entry) => isKeyLine(text, entry)))
    return undefined;
  return { from: lineStart(text, begin.from), to: endOf(last), entries: inside, next };
}

/** A map that means its own entries and nothing else. */
const isBare = (node: YamlNode): node is CollectionNode =>
  node.kind === 'map' && !node.isFlow && !node.anchor && !node.tag && !node.entries.some(({ key }) => isMerge(key));

/** Whether an entry begins its line, with a key that can be nothing else. */
const isKeyLine = (text: string, { key, from }: Entry): boolean =>
  key?.kind === 'scalar' && key.from === from && /[\w"']/.test(text[from] ?? '') && isFirstInLine(text, from);

/** What was there, by the tree of the whole file. */
function meaningBefore(
  { book, reader }: State,
  { map, root, section, isInner, entries, tail }: Frame,
  sentinel: string,
) {
  const own = new Map(entries.map((entry) => [keyText(entry) ?? '', reader.of(entry.value)]));
  if (tail?.isOfMap) own.set(sentinel, book.null);
  if (!isInner || map === root) return book.map(own);
  const sections = new Map([[section, book.map(own)]]);
  if (tail && !tail.isOfMap) sections.set(sentinel, book.null);
  return book.map(sections);
}

/** The names that are there now; undefined: it is not read as the lines it stands for. */
function readAfter(root: YamlNode, { isInner, section, tail }: Frame, sentinelAt: number) {
  if (!isBare(root)) return undefined;
  const [first] = root.entries;
  if (!first || (isInner && (keyText(first) !== section || !isBare(first.value)))) return undefined;
  const map = isInner && isBare(first.value) ? first.value : root;
  const behind = tail && (tail.isOfMap ? map : root).entries.at(-1);
  if (tail && !(behind?.from === sentinelAt && behind.value.kind === 'scalar' && behind.value.isEmpty))
    return undefined;
  const namesOf = (entries: readonly Entry[]) => entries.filter((entry) => entry !== behind).map(keyText);
  const sections = namesOf(isInner ? root.entries.slice(1) : root.entries);
  const entries = isInner ? namesOf(map.entries) : [];
  if (!sections.every(isText) || !entries.every(isText)) return undefined;
  // Something new stands behind the section: what comes behind belongs to that.
  if (isInner && tail?.isOfMap && sections.length > 0) return undefined;
  return { sections, entries };
}

const isText = (name: string | undefined): name is string => name !== undefined;

function namesBeside(map: CollectionNode, inside: readonly Entry[]): ReadonlySet<string> {
  const within = new Set(inside);
  return new Set(map.entries.flatMap((entry) => (within.has(entry) ? [] : (keyText(entry) ?? []))));
}

const hasAnchor = ({ anchors }: DocumentTree, { from, to }: Frame): boolean =>
  [...anchors.values()].some((nodes) => nodes.some((node) => node.from >= from && (node.anchor?.from ?? to) < to));

function anchorsAbove({ anchors }: DocumentTree, from: number): DocumentTree['anchors'] {
  const above = [...anchors].map(([name, nodes]) => [name, nodes.filter((node) => node.from < from)] as const);
  return new Map(above.filter(([, nodes]) => nodes.length > 0));
}

function freeName(text: string): string {
  let name = 'end';
  while (text.includes(name)) name += '0';
  return name;
}
