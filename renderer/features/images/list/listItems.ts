import { compareText } from '../../../ui/compareText.ts';
import type { Matches } from '../../../ui/search/match.ts';
import type { TableItem } from '../../../ui/table/Table.tsx';
import type { ImageRow } from './imageRows.ts';

/** The names of one repository. */
export interface RepositoryGroup {
  /** Empty for images without a name. */
  readonly repository: string;
  readonly rows: readonly ImageRow[];
  readonly isOpen: boolean;
}

export type ImageItem = TableItem<ImageRow, RepositoryGroup>;

export type ImageScope = 'all' | 'used' | 'unused' | 'dangling';

interface Shape {
  readonly scope: ImageScope;
  readonly matches?: Matches<ImageRow> | undefined;
  readonly compare: (a: ImageRow, b: ImageRow) => number;
  readonly isGrouped: boolean;
  readonly collapsed: ReadonlySet<string>;
}

export const isInScope: Record<ImageScope, (row: ImageRow) => boolean> = {
  all: () => true,
  used: ({ users }) => users.length > 0,
  unused: ({ users }) => users.length === 0,
  dangling: ({ image }) => image.tags.length === 0,
};

export const groupId = (repository: string): string => `repository:${repository}`;

/** The rows of the list, from all names and what the person asked to see. */
export function listItems(
  rows: readonly ImageRow[],
  shape: Shape,
): { readonly items: readonly ImageItem[]; readonly count: number } {
  const { scope, matches, compare, isGrouped } = shape;
  const shown = rows
    .filter((row) => isInScope[scope](row) && (matches?.(row) ?? true))
    .sort((a, b) => compare(a, b) || compareText(a.label, b.label) || (a.id < b.id ? -1 : 1));
  return { items: isGrouped ? grouped(shown, shape) : shown.map(itemOf), count: shown.length };
}

const underHeading = new WeakMap<ImageRow, ImageRow>();

/** The same object each time, so that the row is not drawn again. */
function indented(row: ImageRow): ImageRow {
  const known = underHeading.get(row) ?? { ...row, isIndented: true };
  underHeading.set(row, known);
  return known;
}

const itemOf = (row: ImageRow): ImageItem => ({ id: row.id, row });

/** In the order of the best row of each; a repository of one name needs no heading. */
function grouped(shown: readonly ImageRow[], { matches, collapsed }: Shape): ImageItem[] {
  const groups = new Map<string, ImageRow[]>();
  for (const row of shown) {
    const members = groups.get(row.repository);
    if (members) members.push(row);
    else groups.set(row.repository, [row]);
  }
  return [...groups].flatMap(([repository, rows]) => {
    if (rows.length === 1) return rows.map(itemOf);
    // What a search found is not hidden in a closed group.
    const isOpen = matches !== undefined || !collapsed.has(repository);
    const header: ImageItem = { id: groupId(repository), isGroup: true, group: { repository, rows, isOpen } };
    return isOpen ? [header, ...rows.map((row) => itemOf(indented(row)))] : [header];
  });
}
