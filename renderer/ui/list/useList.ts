import { useMemo } from 'react';
import { matcherOf } from '../search/match.ts';
import { parseQuery } from '../search/query.ts';
import type { Column } from '../table/columns.ts';
import { comparisonOf, type Grouping, type Listed, listItems } from './listItems.ts';
import type { ListSearch, ListView } from './listTypes.ts';

interface ListSource<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** What rows are sorted by, where it is more than what is drawn. */
  readonly sortColumns?: readonly Column<Row>[];
  /** The order of the list when it is sorted by no column. */
  readonly compare: (a: Row, b: Row) => number;
  readonly tieBreak?: (a: Row, b: Row) => number;
  readonly view: Pick<ListView, 'layout' | 'isGrouped' | 'collapsed'>;
  readonly search: Pick<ListSearch<Row>, 'search' | 'text'>;
  readonly isInScope?: ((row: Row) => boolean) | undefined;
  readonly grouping?: Grouping<Row>;
}

export interface ListContent<Row> extends Listed<Row> {
  /** All of them. */
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

/**
 * What a list shows. Each part is made again only when something changes that it is made from: functions, columns and
 * groupings that are given must be the same objects until then.
 */
export function useList<Row extends { readonly id: string }>(source: ListSource<Row>): ListContent<Row> {
  const { rows, columns, sortColumns = columns, compare: firstOrder, tieBreak, view, isInScope } = source;
  const { layout, isGrouped, collapsed } = view;
  const { search, text } = source.search;
  const grouping = isGrouped ? source.grouping : undefined;
  const compare = useMemo(
    () => comparisonOf(sortColumns, layout.sort, firstOrder),
    [sortColumns, layout.sort, firstOrder],
  );
  const matches = useMemo(() => matcherOf(parseQuery(text, search.keys), search), [text, search]);
  const closed = useMemo(() => new Set(collapsed), [collapsed]);
  const listed = useMemo(
    () => listItems(rows, { isInScope, matches, compare, tieBreak, grouping, collapsed: closed }),
    [rows, isInScope, matches, compare, tieBreak, grouping, closed],
  );
  return { rows, columns, ...listed };
}
