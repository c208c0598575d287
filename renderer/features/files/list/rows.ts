import { shownName } from '../../../../contract/model/fileName.ts';
import type { FileEntry, NamedChange } from '../../../../contract/model/files.ts';
import type { Sort } from '../../../ui/table/columns.ts';
import { asText } from '../text/words.ts';

export interface FileRow {
  /** Its name; of a search its path. */
  readonly id: string;
  readonly shown: string;
  /** What it is sorted by, made once: a directory may have 100,000 names. */
  readonly sortKey: string;
  /** Absent for what the container has removed of its image. */
  readonly entry?: FileEntry;
  readonly change?: NamedChange['kind'];
}

type Compare = (a: FileRow, b: FileRow) => number;

/** What is there, marked with what the container did to it, and what it removed. */
export function rowsOf(entries: readonly FileEntry[], changes: readonly NamedChange[]): FileRow[] {
  const kinds = new Map(changes.map(({ name, kind }) => [name, kind]));
  const rows = entries.map((entry): FileRow => {
    const change = kinds.size === 0 ? undefined : kinds.get(asText(entry.name));
    return { id: entry.name, ...named(entry.name), entry, ...(change && { change }) };
  });
  for (const { name, kind } of changes) {
    if (kind === 'deleted') rows.push({ id: `\0${name}`, ...named(name), change: 'deleted' });
  }
  return rows;
}

/** Sorted without regard to case, and `web-2` before `web-10`. */
function named(name: string): Pick<FileRow, 'shown' | 'sortKey'> {
  const shown = shownName(name);
  return { shown, sortKey: shown.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0')) };
}

const byName: Compare = (a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0);

export const isDirectory = ({ entry }: FileRow): boolean =>
  entry?.kind === 'directory' || (entry?.kind === 'symlink' && entry.targetKind === 'directory');

const byNumber =
  (of: (entry: FileEntry) => number): Compare =>
  (a, b) =>
    (a.entry ? of(a.entry) : -1) - (b.entry ? of(b.entry) : -1);

export const COMPARE: Readonly<Record<string, Compare>> = {
  name: byName,
  size: byNumber(({ sizeBytes }) => sizeBytes),
  modified: byNumber(({ modifiedAt }) => modifiedAt),
  rights: byNumber(({ mode }) => mode),
  owner: byNumber(({ userId, groupId }) => userId * 2 ** 32 + groupId),
};

/** Directories first, whatever the rest is sorted by. */
export function sortRows(rows: readonly FileRow[], sort: Sort | undefined): FileRow[] {
  const compare = COMPARE[sort?.columnId ?? 'name'] ?? COMPARE['name']!;
  const turn = sort?.isDescending ? -1 : 1;
  // Apart first: asking of what kind both are at each comparison takes longer than all the rest.
  const [directories, others]: [FileRow[], FileRow[]] = [[], []];
  for (const row of rows) (isDirectory(row) ? directories : others).push(row);
  const order: Compare =
    compare === byName && turn === 1 ? byName : (one, two) => turn * compare(one, two) || byName(one, two);
  return [...directories.sort(order), ...others.sort(order)];
}

/** The next row after `from` whose name begins with what was typed; `undefined` where there is none. */
export function typedAhead(rows: readonly FileRow[], typed: string, from: number): FileRow | undefined {
  const wanted = typed.toLowerCase();
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(from + step) % rows.length];
    if (row?.shown.toLowerCase().startsWith(wanted)) return row;
  }
  return undefined;
}
