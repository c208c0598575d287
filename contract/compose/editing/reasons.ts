import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import { isMerge, type Meaning } from '../syntax/meaning';
import type { AliasNode, DocumentTree, Entry } from '../syntax/tree';
import { keyText } from '../syntax/tree';
import type { Location } from './locate';
import { pathText, type Reason } from './refused';
import { meaningAt, type State, valueOf } from './state';

/** The value comes through an alias: a copy of its own can be written in the place of the alias. */
export function aliasReason(
  state: State,
  document: DocumentTree,
  edit: ComposeEdit,
  alias: AliasNode,
  depth: number,
): Reason {
  const path = edit.path.slice(0, depth);
  const instead = ownCopy(state, document, edit, path);
  return {
    code: 'alias',
    message: `${pathText(edit.path)} comes from “&${alias.name}”: ${pathText(path)} is “*${alias.name}”.`,
    hint: `Change it where it is written, or give ${pathText(path)} a value of its own.`,
    place: alias.target ?? alias,
    ...(instead ? { instead } : {}),
  };
}

/** The value comes into a map by `<<`. */
export function mergeReason(
  state: State,
  document: DocumentTree,
  edit: ComposeEdit,
  { source, depth }: Extract<Location, { kind: 'merge' }>,
): Reason {
  const path = edit.path.slice(0, depth + 1);
  const isItself = depth === edit.path.length - 1;
  const takesAway = isItself && (edit.op === 'remove' || edit.op === 'rename');
  const instead = takesAway ? undefined : ownCopy(state, document, edit, path);
  const whose = isItself && takesAway ? pathText(path) : pathText(edit.path);
  return {
    code: 'merge',
    message: `${whose} comes into ${pathText(path.slice(0, -1))} by “<<”.`,
    hint: takesAway
      ? `Remove it where it is written, or write “${String(path.at(-1))}: !reset null” here, which takes it away in this place only.`
      : `Change it where it is written, or give ${pathText(path.slice(0, -1))} a “${String(path.at(-1))}” of its own.`,
    place: { from: source.from, to: source.to },
    ...(instead ? { instead } : {}),
  };
}

/** Sets what a path means now, with the edit done in it. */
function ownCopy(
  { book, reader }: State,
  { root }: DocumentTree,
  edit: ComposeEdit,
  path: ComposePath,
): ComposeEdit[] | undefined {
  const meaning = meaningAt(book, reader.of(root.value), path);
  const value = meaning === undefined ? undefined : valueOf(book, meaning);
  if (value === undefined) return undefined;
  return [{ op: 'set', path, value }, { ...edit }];
}

/** No way of writing the edit means what is meant: most often an anchor, or what comes back by `<<`. */
export function unsafeReason(state: State, document: DocumentTree, edit: ComposeEdit, entry: Entry): Reason {
  const shared = document.aliases.find((alias) => isShared(alias, entry));
  if (shared) return anchorReason(state, document, edit, entry, shared);
  const map = entry.parent;
  if ((edit.op === 'remove' || edit.op === 'rename') && map?.entries.some(({ key }) => isMerge(key))) {
    return {
      code: 'merge',
      message: `Without its own value, ${pathText(edit.path)} would be what “<<” brings.`,
      hint: `Write “${String(edit.path.at(-1))}: !reset null” to have none at all.`,
      place: entry,
    };
  }
  return {
    code: 'unsafe',
    message: `No way was found to write this at ${pathText(edit.path)} without changing anything else.`,
    hint: 'Edit it in the text.',
    place: { from: entry.from, to: entry.to },
  };
}

/** Whether an alias stands for what an edit changes, or for something inside of what goes. */
function isShared({ target, ...alias }: AliasNode, entry: Entry): boolean {
  if (!target) return false;
  const isAround = target.from <= entry.from && entry.to <= target.to;
  const isWithin = entry.from <= target.from && target.to <= entry.to;
  const isOutside = alias.from < entry.from || alias.from >= entry.to;
  return (isAround || isWithin) && isOutside;
}

function anchorReason(
  state: State,
  document: DocumentTree,
  edit: ComposeEdit,
  entry: Entry,
  shared: AliasNode,
): Reason {
  const instead = withCopies(state, document, edit, entry);
  return {
    code: 'anchor',
    message: `${pathText(edit.path)} belongs to “&${shared.name}”, which ${pathText(pathOf(shared.entry))} uses: it would change too.`,
    hint: `Give ${pathText(pathOf(shared.entry))} a value of its own first.`,
    place: { from: shared.from, to: shared.to },
    ...(instead ? { instead } : {}),
  };
}

/** Those who share get what they have now as their own, then the edit is made. */
function withCopies(
  { book, reader }: State,
  document: DocumentTree,
  edit: ComposeEdit,
  entry: Entry,
): ComposeEdit[] | undefined {
  const copies: ComposeEdit[] = [];
  for (const alias of document.aliases) {
    if (!isShared(alias, entry) || !alias.target) continue;
    const merging = mergingMap(alias.entry);
    const path = merging ? keyBelow(edit, pathOf(alias.target.entry)) : [];
    if (!path) return undefined;
    const place = merging ? [...pathOf(merging.entry), ...path] : pathOf(alias.entry);
    const value = plainAt(book, reader.of(document.root.value), place);
    if (value === undefined) return undefined;
    if (merging?.entries.some((each) => keyText(each) === path[0])) continue;
    copies.push({ op: 'set', path: place, value });
  }
  return copies.length > 0 ? [...copies, edit] : undefined;
}

function plainAt(book: State['book'], root: Meaning, path: ComposePath): ComposeValue | undefined {
  const meaning = meaningAt(book, root, path);
  return meaning === undefined ? undefined : valueOf(book, meaning);
}

/** The map into which an alias is merged. */
function mergingMap(entry: Entry) {
  const at = isMerge(entry.key) ? entry : entry.parent?.entry;
  return at && isMerge(at.key) ? at.parent : undefined;
}

function keyBelow(edit: ComposeEdit, outer: ComposePath): ComposePath | undefined {
  const key = edit.path[outer.length];
  return key === undefined ? undefined : [key];
}

export function pathOf(entry: Entry): ComposePath {
  const path: (string | number)[] = [];
  for (let at: Entry | undefined = entry; at?.parent; at = at.parent.entry) {
    path.unshift(at.parent.kind === 'map' ? (keyText(at) ?? '?') : at.index);
  }
  return path;
}
