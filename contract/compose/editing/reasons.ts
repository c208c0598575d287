import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import { isMerge } from '../syntax/meaning';
import type { AliasNode, DocumentTree, Entry } from '../syntax/tree';
import { keyText } from '../syntax/tree';
import type { Location } from '../syntax/locate';
import { pathText, type Reason } from './refused';
import { PlainReader, resolvePath } from '../syntax/plain';

/** The value comes through an alias: a copy of its own can be written in the place of the alias. */
export function aliasReason(document: DocumentTree, edit: ComposeEdit, alias: AliasNode, depth: number): Reason {
  const path = edit.path.slice(0, depth);
  const instead = ownCopy(document, edit, path);
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
  document: DocumentTree,
  edit: ComposeEdit,
  { source, depth }: Extract<Location, { kind: 'merge' }>,
): Reason {
  const path = edit.path.slice(0, depth + 1);
  const isItself = depth === edit.path.length - 1;
  const takesAway = isItself && (edit.op === 'remove' || edit.op === 'rename');
  const instead = takesAway ? undefined : ownCopy(document, edit, path);
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
function ownCopy({ root }: DocumentTree, edit: ComposeEdit, path: ComposePath): ComposeEdit[] | undefined {
  const value = plainAt(root, path);
  if (value === undefined) return undefined;
  return [{ op: 'set', path, value }, { ...edit }];
}

/** No way of writing the edit means what is meant: most often an anchor, or what comes back by `<<`. */
export function unsafeReason(document: DocumentTree, edit: ComposeEdit, entry: Entry): Reason {
  const shared = document.aliases.find((alias) => isShared(alias, entry));
  if (shared) return anchorReason(document, edit, entry, shared);
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

function anchorReason(document: DocumentTree, edit: ComposeEdit, entry: Entry, shared: AliasNode): Reason {
  const instead = withCopies(document, edit, entry);
  return {
    code: 'anchor',
    message: `${pathText(edit.path)} belongs to “&${shared.name}”, which ${pathText(pathOf(shared.entry))} uses: it would change too.`,
    hint: `Give ${pathText(pathOf(shared.entry))} a value of its own first.`,
    place: { from: shared.from, to: shared.to },
    ...(instead ? { instead } : {}),
  };
}

/** Those who share get what they have now as their own, then the edit is made. */
function withCopies(document: DocumentTree, edit: ComposeEdit, entry: Entry): ComposeEdit[] | undefined {
  const copies: ComposeEdit[] = [];
  for (const alias of document.aliases) {
    if (!isShared(alias, entry) || !alias.target) continue;
    const merging = mergingMap(alias.entry);
    const path = merging ? keyBelow(edit, pathOf(alias.target.entry)) : [];
    if (!path) return undefined;
    const place = merging ? [...pathOf(merging.entry), ...path] : pathOf(alias.entry);
    const value = plainAt(document.root, place);
    if (value === undefined) return undefined;
    if (merging?.entries.some((each) => keyText(each) === path[0])) continue;
    copies.push({ op: 'set', path: place, value });
  }
  return copies.length > 0 ? [...copies, edit] : undefined;
}

function plainAt(root: Entry, path: ComposePath): ComposeValue | undefined {
  const found = resolvePath(root, path);
  return found && new PlainReader().of(found.node);
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
