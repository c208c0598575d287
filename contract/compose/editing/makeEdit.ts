import type { ComposeEdit, ComposePath, ComposeValue, TextChange } from '../edit';
import { changeMeaning, isList, isMerge, type Meaning, type MeaningBook } from '../syntax/meaning';
import type { DocumentTree, Entry } from '../syntax/tree';
import { addEntry, type Addition } from './addEntry';
import { checkEdit } from './checkEdit';
import { difference } from './difference';
import { locate, type Location } from '../syntax/locate';
import { putValue } from './putValue';
import { pathText, Refused } from './refused';
import { removeEntry } from './removeEntry';
import { renameKey } from './renameKey';
import { aliasReason, mergeReason, unsafeReason } from './reasons';
import { ChangeHistory } from './changes';
import { documentFor, handFor, readState, type State } from './state';
import { type Intended, isMeant, tryPlans } from './verify';
import { isEmptyOrScalar } from './write';

export interface Made {
  readonly text: string;
  /** Changes that follow one another: each of the text that the one before has left. */
  readonly steps: readonly { readonly changes: readonly TextChange[] }[];
}

type Edit<Op extends ComposeEdit['op']> = Extract<ComposeEdit, { op: Op }>;

interface Work {
  readonly state: State;
  readonly document: DocumentTree;
  readonly book: MeaningBook;
}

/** Makes one edit, or throws `Refused`. */
export function makeEdit(text: string, edit: ComposeEdit, book: MeaningBook): Made {
  checkEdit(edit);
  const state = readState(text, book);
  const document = documentFor(state, edit);
  const work: Work = { state, document, book };
  if (edit.op === 'set') return set(work, edit);
  if (edit.op === 'insert') return insert(work, edit);
  if (edit.op === 'remove') return remove(work, edit);
  return rename(work, edit);
}

function set(work: Work, edit: Edit<'set'>): Made {
  const { path, value } = edit;
  const { state, document, book } = work;
  const found = locate(document.root, path);
  if (found.kind === 'missing')
    return add(work, edit, found.container, found.depth, path[found.depth], wrap(edit, found.depth));
  if (found.kind === 'merge' && found.depth === path.length - 1) {
    return add(work, edit, found.container, found.depth, path[found.depth], value);
  }
  const { entry } = here(work, edit, found);
  const now = state.reader.of(entry.value);
  // An alias becomes a value of its own, also an equal one: whoever sets it wants it to be written here.
  if (withTag(book, now, value) === now && entry.value.kind !== 'alias') return { text: state.yaml.text, steps: [] };
  const intended = changed(work, path, (old) => withTag(book, old, value));
  const parts = setParts(work, edit, entry, intended);
  if (parts) return parts;
  return finish(work, edit, entry, putValue(state.yaml.text, entry, value, handFor(state, document)), intended);
}

/** The document means the same, but for the value at a path. */
const changed =
  ({ book }: Work, path: ComposePath, change: (old: Meaning | undefined) => Meaning | undefined): Intended =>
  (before, after) =>
    after === changeMeaning(book, before, path, change);

/** `!override` says how a value is merged with other files: it stays. Other tags belong to the value. */
function withTag(book: MeaningBook, old: Meaning | undefined, value: ComposeValue): Meaning {
  const meaning = book.ofValue(value);
  const content = old === undefined ? undefined : book.content(old);
  return content?.kind === 'tagged' && content.tag === '!override' ? book.tagged(content.tag, meaning) : meaning;
}

/** A collection in the place of one of its kind is changed key by key and item by item. */
function setParts(work: Work, edit: Edit<'set'>, entry: Entry, intended: Intended): Made | undefined {
  const { path, value } = edit;
  const { state, document } = work;
  const node = entry.value;
  if (node.kind !== 'map' && node.kind !== 'sequence') return undefined;
  if (isEmptyOrScalar(value) || isList(value) !== (node.kind === 'sequence') || node.entries.length === 0)
    return undefined;
  if (node.tag && node.tag.name !== '!override') return undefined;
  const parts = difference(state, node, path, value);
  let { text } = state.yaml;
  const history = new ChangeHistory(text);
  const steps: Made['steps'][number][] = [];
  try {
    for (const part of parts) {
      const made = makeEdit(text, part, work.book);
      text = made.text;
      steps.push(...made.steps);
      for (const { changes } of made.steps) history.add(changes);
    }
  } catch (thrown) {
    if (thrown instanceof Refused) return undefined;
    throw thrown;
  }
  // What comes by `<<` does not go by its parts: then the whole is written anew.
  return isMeant({ state, document, edit, intended }, history.changes(), text) ? { text, steps } : undefined;
}

/** What is missing on the way to a value: maps, and sequences for numbers. */
function wrap({ path, value }: Edit<'set'>, depth: number): ComposeValue {
  return path.slice(depth + 1).reduceRight<ComposeValue>((inner, key) => {
    if (typeof key === 'string') return { [key]: inner };
    if (key === 0) return [inner];
    throw new Refused({ code: 'not-found', message: `${pathText(path)}: a new sequence begins with item 0.` });
  }, value);
}

function add(
  work: Work,
  edit: Edit<'set'>,
  container: Entry,
  depth: number,
  key: string | number | undefined,
  value: ComposeValue,
): Made {
  const { path } = edit;
  const { state, document, book } = work;
  const count =
    container.value.kind === 'map' || container.value.kind === 'sequence' ? container.value.entries.length : 0;
  const isItem = container.value.kind === 'sequence' || (container.value.kind !== 'map' && typeof key === 'number');
  if (isItem && Number(key) !== count) {
    const message = `${pathText(path.slice(0, depth))} has ${count === 1 ? 'one item' : `${count} items`}: there is no ${pathText([...path.slice(0, depth), Number(key)])}.`;
    throw new Refused({ code: 'not-found', message });
  }
  const addition: Addition = { key: isItem ? undefined : String(key), value, index: count };
  const intended = changed(work, path.slice(0, depth + 1), () => book.ofValue(value));
  const plans = addEntry(state.yaml.text, document, container, addition, handFor(state, document));
  return finish(work, edit, container, plans, intended);
}

function insert(work: Work, edit: Edit<'insert'>): Made {
  const { path, key, value } = edit;
  const { state, document, book } = work;
  const found = locate(document.root, path);
  const whole = key === undefined ? [value] : { [key]: value };
  if (found.kind === 'missing') return set(work, { op: 'set', path, value: whole });
  const { entry: container } = here(work, edit, found);
  const node = container.value;
  if (node.kind === 'alias') throw new Refused(aliasReason(document, edit, node, path.length));
  const entries = node.kind === 'scalar' ? [] : node.entries;
  const kind = key === undefined ? 'sequence' : 'map';
  const isNull = node.kind === 'scalar' && state.reader.of({ ...node, tag: undefined }) === book.null;
  if (!isNull && node.kind !== kind && (node.kind === 'scalar' || entries.length > 0)) {
    const is = node.kind === 'scalar' ? 'a text' : `a ${node.kind}`;
    const hint = node.kind === 'map' ? 'Name the key to insert, or set the key.' : undefined;
    throw new Refused({
      code: 'invalid',
      message: `${pathText(path)} is ${is}, no ${kind}.`,
      ...(hint ? { hint } : {}),
      place: node,
    });
  }
  const index = edit.index ?? entries.length;
  if (index > entries.length) {
    throw new Refused({
      code: 'not-found',
      message: `${pathText(path)} has ${entries.length} entries: none can go before number ${index}.`,
    });
  }
  if (key !== undefined && locate(document.root, [...path, key]).kind === 'here') {
    throw new Refused({
      code: 'exists',
      message: `${pathText([...path, key])} is there already.`,
      hint: 'Set its value.',
    });
  }
  const intended = changed(work, path, (old) => inserted(book, old, index, key, value));
  const plans = addEntry(state.yaml.text, document, container, { key, value, index }, handFor(state, document));
  return finish(work, edit, container, plans, intended);
}

function inserted(
  book: MeaningBook,
  old: Meaning | undefined,
  index: number,
  key: string | undefined,
  value: ComposeValue,
): Meaning {
  const content = old === undefined ? undefined : book.content(old);
  if (content?.kind === 'tagged') return book.tagged(content.tag, inserted(book, content.inner, index, key, value));
  if (key !== undefined) {
    return book.map(new Map(content?.kind === 'map' ? content.entries : []).set(key, book.ofValue(value)));
  }
  return book.sequence((content?.kind === 'sequence' ? content.items : []).toSpliced(index, 0, book.ofValue(value)));
}

function remove(work: Work, edit: Edit<'remove'>): Made {
  const { state, document } = work;
  const found = locate(document.root, edit.path);
  const { entry } = here(work, edit, found);
  const plans = removeEntry(state.yaml.text, entry);
  if (isMerge(entry.key)) return finish(work, edit, entry, plans, onlyUnder(work, edit.path.slice(0, -1)));
  return finish(
    work,
    edit,
    entry,
    plans,
    changed(work, edit.path, () => undefined),
  );
}

/** Where `<<` goes, what it brought goes: anything may change in this map, and nothing beside it. */
function onlyUnder({ book }: Work, path: ComposePath): Intended {
  return (before, after) => {
    let meant: Meaning | undefined;
    changeMeaning(book, after, path, (old) => (meant = old));
    return after === changeMeaning(book, before, path, () => meant);
  };
}

function rename(work: Work, edit: Edit<'rename'>): Made {
  const { path, to } = edit;
  const { state, document, book } = work;
  const { entry } = here(work, edit, locate(document.root, path));
  if (entry.key?.kind !== 'scalar') {
    const message = entry.key ? 'This key is an alias.' : `${pathText(path)} is an item of a sequence: it has no key.`;
    throw new Refused({ code: entry.key ? 'alias' : 'invalid', message, place: entry.key ?? entry });
  }
  const from = String(path.at(-1));
  if (from === to) return { text: state.yaml.text, steps: [] };
  const outer = path.slice(0, -1);
  const other = locate(document.root, [...outer, to]);
  if (other.kind === 'here' || other.kind === 'merge') {
    const place = other.kind === 'here' ? (other.entry.key ?? other.entry) : other.source;
    throw new Refused({ code: 'exists', message: `${pathText([...outer, to])} is there already.`, place });
  }
  const intended = changed(work, outer, (old) => {
    const content = old === undefined ? undefined : book.content(old);
    const inner = content?.kind === 'tagged' ? book.content(content.inner) : content;
    if (inner?.kind !== 'map') return old;
    const map = book.map(new Map([...inner.entries].map(([key, value]) => [key === from ? to : key, value])));
    return content?.kind === 'tagged' ? book.tagged(content.tag, map) : map;
  });
  return finish(work, edit, entry, renameKey(state.yaml.text, entry, to, handFor(state, document)), intended);
}

/** The entry of a path that must be there, in this place. */
function here({ document }: Work, edit: ComposeEdit, found: Location): { entry: Entry } {
  if (found.kind === 'here') return found;
  if (found.kind === 'alias') throw new Refused(aliasReason(document, edit, found.alias, found.depth));
  if (found.kind === 'merge') throw new Refused(mergeReason(document, edit, found));
  if (found.kind === 'scalar') {
    const message = `${pathText(edit.path.slice(0, found.depth))} is a text: there is nothing inside of it.`;
    throw new Refused({ code: edit.op === 'remove' ? 'not-found' : 'invalid', message, place: found.entry.value });
  }
  throw new Refused({ code: 'not-found', message: `There is no ${pathText(edit.path)}.` });
}

function finish(
  { state, document }: Work,
  edit: ComposeEdit,
  entry: Entry,
  plans: Iterable<readonly TextChange[]>,
  intended: Intended,
): Made {
  const made = tryPlans({ state, document, edit, intended }, plans);
  if (!made) throw new Refused(unsafeReason(document, edit, entry));
  return { text: made.text, steps: [{ changes: made.changes }] };
}
