import type { AppError } from '../../../../contract/errors.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import type { FileEntry } from '../../../../contract/model/files.ts';
import { formatNumber } from '../../../ui/format.ts';
import type { TreeLine } from '../../../ui/json/LazyTree.tsx';
import { rowsOf, sortRows } from '../list/rows.ts';
import { joinPath, parentOf } from '../text/words.ts';
import { plural, t } from '../texts/index.ts';

/** Of one directory; the rest is in the list, which is made for so many. */
export const MAX_IN_LEVEL = 2000;

/** What is known of a directory. What was known stays while it is looked at again. */
export interface Level {
  /** Names of the directories in it, sorted as the list sorts them. */
  readonly names: readonly string[];
  /** Directories beyond those. */
  readonly moreCount: number;
  readonly error?: AppError;
}

export type Levels = ReadonlyMap<string, Level>;

/** A directory, or what is said in one. */
export interface DirectoryLine extends TreeLine {
  readonly kind: 'directory' | 'waiting' | 'more' | 'error';
  /** The directory that it is, or is said of. */
  readonly path: string;
  readonly text: string;
}

/** Only directories: a symbolic link to one is in the list, and would lead to what is elsewhere in the tree already. */
export function levelOf(entries: readonly FileEntry[]): Level {
  const directories = rowsOf(
    entries.filter(({ kind }) => kind === 'directory'),
    [],
  );
  const names = sortRows(directories, undefined).map(({ id }) => id);
  return { names: names.slice(0, MAX_IN_LEVEL), moreCount: Math.max(0, names.length - MAX_IN_LEVEL) };
}

/** `/`, `/var`, `/var/log`: the way to a directory, without itself. */
export function above(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return path === '/' ? [] : parts.map((_, index) => `/${parts.slice(0, index).join('/')}`);
}

/** Open directories that can be seen: all above them are open too. */
export const seenOpen = (open: ReadonlySet<string>): string[] =>
  [...open].filter((path) => above(path).every((one) => open.has(one)));

/** The tree laid flat. `here` is shown where it is, also where it is beyond what is shown of a level. */
export function directoryLines(
  levels: Levels,
  open: ReadonlySet<string>,
  rootName: string,
  here: string,
): DirectoryLine[] {
  const lines: DirectoryLine[] = [];
  const say = (kind: DirectoryLine['kind'], path: string, depth: number, text: string) =>
    lines.push({ id: `${path}\0${kind}`, kind, path, depth, text });
  const add = (path: string, text: string, depth: number, position: number, count: number) => {
    const level = levels.get(path);
    const isLeaf = level !== undefined && level.names.length === 0 && !level.error;
    const isOpen = open.has(path);
    const place = { position, count };
    lines.push({ id: path, kind: 'directory', path, text, depth, place, ...(!isLeaf && { isOpen }) });
    if (!isOpen || isLeaf) return;
    if (level?.error) say('error', path, depth + 1, level.error.message);
    else if (!level) say('waiting', path, depth + 1, t('Looking…'));
    const names = level?.names ?? [];
    const all = names.length + (level?.moreCount ?? 0);
    for (const [index, name] of names.entries()) add(joinPath(path, name), shownName(name), depth + 1, index + 1, all);
    if (!level || level.moreCount === 0) return;
    const own = onTheWay(path, here);
    const isBeyond = own !== undefined && !names.includes(own);
    if (isBeyond) add(joinPath(path, own), shownName(own), depth + 1, names.length + 1, all);
    const moreCount = level.moreCount - (isBeyond ? 1 : 0);
    if (moreCount > 0) say('more', path, depth + 1, moreText(moreCount));
  };
  add('/', rootName, 0, 1, 1);
  return lines;
}

/** The name in a directory that leads to another below it. */
function onTheWay(directory: string, to: string): string | undefined {
  const prefix = joinPath(directory, '');
  return to.startsWith(prefix) && to !== prefix ? to.slice(prefix.length).split('/')[0] : undefined;
}

/** The nearest to a directory that is a line: itself, unless a level above is not known, or does not have it. */
export function nearestLine(lines: readonly DirectoryLine[], path: string): string {
  const ids = new Set(lines.map(({ id }) => id));
  let nearest = path;
  while (nearest !== '/' && !ids.has(nearest)) nearest = parentOf(nearest);
  return nearest;
}

const moreText = (count: number) =>
  plural(count, '… 1 more in the list', '… {{number}} more in the list', { number: formatNumber(count) });
