import type { Column, Sort } from '../table/columns.ts';
import type { Matches } from '../search/match.ts';
import type { TableItem } from '../table/Table.tsx';

/** Rows that belong together, under one heading. */
export interface RowGroup<Row> {
  /** What they have in common; empty where they have nothing. */
  readonly key: string;
  /** In the order of the list, in open groups and closed ones. */
  readonly rows: readonly Row[];
  readonly isOpen: boolean;
}

export type ListItem<Row> = TableItem<Row, RowGroup<Row>>;

/** How a list is cut into groups. */
export interface Grouping<Row> {
  readonly keyOf: (row: Row) => string;
  /** The order of the groups by their keys; without it they stand in the order of the best row of each. */
  readonly compare?: (a: string, b: string) => number;
  /** Headings help where there is something to tell apart: rows of a group that needs none stand by themselves. */
  readonly hasHeading: (rows: readonly Row[], groups: ReadonlyMap<string, readonly Row[]>) => boolean;
  /** The row as it stands under a heading; the same object each time, or it is drawn again each time. */
  readonly underHeading?: (row: Row) => Row;
}

export interface Shape<Row> {
  /** Of the kind that was asked for: `undefined` for all. */
  readonly isInScope?: (row: Row) => boolean;
  readonly matches?: Matches<Row>;
  readonly compare: (a: Row, b: Row) => number;
  /** For rows that `compare` cannot tell apart, whichever way a column is sorted; then ids decide. */
  readonly tieBreak?: (a: Row, b: Row) => number;
  /** Absent for a flat list. */
  readonly grouping?: Grouping<Row>;
  /** The keys of closed groups. */
  readonly collapsed: ReadonlySet<string>;
}

export interface Listed<Row> {
  readonly items: readonly ListItem<Row>[];
  /** Those that fit, in open groups and closed ones. */
  readonly count: number;
}

interface Identified {
  readonly id: string;
}

/** What stands in a list, from all rows and what the person asked to see. */
export function listItems<Row extends Identified>(rows: readonly Row[], shape: Shape<Row>): Listed<Row> {
  const { isInScope, matches, compare, tieBreak, grouping } = shape;
  const shown = rows
    .filter((row) => (isInScope?.(row) ?? true) && (matches?.(row) ?? true))
    .sort((a, b) => compare(a, b) || tieBreak?.(a, b) || (a.id < b.id ? -1 : 1));
  return { items: grouping ? grouped(shown, grouping, shape) : shown.map(itemOf), count: shown.length };
}

const itemOf = <Row extends Identified>(row: Row): ListItem<Row> => ({ id: row.id, row });

export const groupId = (key: string): string => `group:${key}`;

function grouped<Row extends Identified>(
  shown: readonly Row[],
  { keyOf, compare, hasHeading, underHeading = asItIs }: Grouping<Row>,
  { matches, collapsed }: Shape<Row>,
): ListItem<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const row of shown) {
    const key = keyOf(row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  const ordered = compare ? [...groups].toSorted(([a], [b]) => compare(a, b)) : [...groups];
  return ordered.flatMap(([key, rows]) => {
    if (!hasHeading(rows, groups)) return rows.map(itemOf);
    // What a search found is not hidden in a closed group.
    const isOpen = matches !== undefined || !collapsed.has(key);
    const heading: ListItem<Row> = { id: groupId(key), isGroup: true, group: { key, rows, isOpen } };
    return isOpen ? [heading, ...rows.map((row) => itemOf(underHeading(row)))] : [heading];
  });
}

const asItIs = <Row>(row: Row): Row => row;

/** As the person sorted the columns, or as the list is by itself. */
export function comparisonOf<Row>(
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
  otherwise: (a: Row, b: Row) => number,
): (a: Row, b: Row) => number {
  const byColumn = columns.find(({ id }) => id === sort?.columnId)?.compare;
  if (!byColumn) return otherwise;
  return sort?.isDescending ? (a, b) => byColumn(b, a) : byColumn;
}
