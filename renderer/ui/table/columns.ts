import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Width in CSS pixels until the person chooses another. */
  readonly width: number;
  readonly minWidth?: number;
  /** Takes this share of what the others leave. */
  readonly grow?: number;
  /** Cannot be hidden: it says which row this is. */
  readonly isHeader?: boolean;
  /** Where there is no room: the columns with the lowest number go first. Without a number it stays. */
  readonly dropOrder?: number;
  /** Not shown until it is asked for. */
  readonly isHiddenAtFirst?: boolean;
  readonly align?: 'end';
  /** Present where the table can be sorted by this column; ascending. */
  readonly compare?: (a: Row, b: Row) => number;
  /** The first click sorts with the largest first: sizes, percentages. */
  readonly isDescendingFirst?: boolean;
  /** Plain elements, please: it is drawn once for each row on the screen. */
  readonly cell: (row: Row) => ReactNode;
}

export interface Sort {
  readonly columnId: string;
  readonly isDescending: boolean;
}

/** What the person made of the columns. Ids that no column has are ignored, columns without an id are at their place. */
export interface TableLayout {
  readonly order: readonly string[];
  readonly shown: Readonly<Record<string, boolean>>;
  readonly widths: Readonly<Record<string, number>>;
  readonly sort?: Sort;
}

export const DEFAULT_LAYOUT: TableLayout = { order: [], shown: {}, widths: {} };

const MIN_WIDTH = 48;
const MAX_WIDTH = 1200;

type Sized = Pick<Column<never>, 'id' | 'width' | 'minWidth' | 'grow' | 'isHeader'>;

/** All columns in the person's order. A column that is new since then stands where it stands by default. */
export function arrange<C extends { readonly id: string }>(columns: readonly C[], { order }: TableLayout): C[] {
  const place = (id: string, index: number) => {
    const chosen = order.indexOf(id);
    return chosen >= 0 ? chosen : index - 0.5;
  };
  return columns
    .map((column, index) => ({ column, at: place(column.id, index) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ column }) => column);
}

export const isShown = (
  { id, isHeader, isHiddenAtFirst }: Pick<Column<never>, 'id' | 'isHeader' | 'isHiddenAtFirst'>,
  layout: TableLayout,
) => isHeader === true || (layout.shown[id] ?? !isHiddenAtFirst);

export const clampWidth = (width: number, { minWidth = MIN_WIDTH }: Pick<Sized, 'minWidth'>): number =>
  Math.round(Math.min(Math.max(width, minWidth), MAX_WIDTH));

export const widthOf = (column: Sized, widths: TableLayout['widths']): number =>
  clampWidth(widths[column.id] ?? column.width, column);

/** `grid-template-columns` for the rows, after the column of checkboxes and before the one of the menu. */
export const template = (columns: readonly Sized[], widths: TableLayout['widths']): string =>
  columns
    .map((column) => {
      const width = `${widthOf(column, widths)}px`;
      // A width that the person chose is kept; only the column that names the row still takes what is left.
      const isGrowing = column.grow !== undefined && (column.isHeader || widths[column.id] === undefined);
      return isGrowing ? `minmax(${width}, ${column.grow}fr)` : width;
    })
    .join(' ');

/** The width under which the rows scroll sideways; `edges` is what stands at both ends of them. */
export const leastWidth = (columns: readonly Sized[], widths: TableLayout['widths'], edges: number): number =>
  columns.reduce((sum, column) => sum + widthOf(column, widths), edges);

/** Leaves out what does not fit, unless the person asked for it: half a column says less than none. */
export function fitColumns<C extends Sized & { readonly dropOrder?: number }>(
  columns: readonly C[],
  { shown, widths }: Pick<TableLayout, 'shown' | 'widths'>,
  room: number,
): readonly C[] {
  const dropped = new Set<C>();
  const droppable = columns
    .filter(({ id, dropOrder }) => dropOrder !== undefined && shown[id] !== true)
    .toSorted((a, b) => (a.dropOrder ?? 0) - (b.dropOrder ?? 0));
  let width = leastWidth(columns, widths, 0);
  for (const column of droppable) {
    if (width <= room) break;
    width -= widthOf(column, widths);
    dropped.add(column);
  }
  return dropped.size === 0 ? columns : columns.filter((column) => !dropped.has(column));
}

export function moveColumn(
  columns: readonly { readonly id: string }[],
  layout: TableLayout,
  id: string,
  by: -1 | 1,
): TableLayout {
  const ids = arrange(columns, layout).map((column) => column.id);
  const shown = columns.filter((column) => isShown(column, layout)).map((column) => column.id);
  const visible = ids.filter((other) => shown.includes(other));
  const neighbour = visible[visible.indexOf(id) + by];
  if (neighbour === undefined || !ids.includes(id)) return layout;
  return { ...layout, order: placeBeside(ids, id, neighbour, by) };
}

/** Takes `id` out and puts it before (-1) or after (1) `neighbour`. */
export function placeBeside(ids: readonly string[], id: string, neighbour: string, side: -1 | 1): string[] {
  const rest = ids.filter((other) => other !== id);
  const at = rest.indexOf(neighbour) + (side === 1 ? 1 : 0);
  return [...rest.slice(0, at), id, ...rest.slice(at)];
}

/** The first click sorts, the second turns around, the third goes back to the list's own order. */
export function nextSort(
  sort: Sort | undefined,
  { id, isDescendingFirst = false }: Pick<Column<never>, 'id' | 'isDescendingFirst'>,
): Sort | undefined {
  if (sort?.columnId !== id) return { columnId: id, isDescending: isDescendingFirst };
  return sort.isDescending === isDescendingFirst ? { columnId: id, isDescending: !isDescendingFirst } : undefined;
}

/** Reads a layout from a settings file: what is not as it should be is left out. */
export function readLayout(value: unknown): TableLayout {
  if (typeof value !== 'object' || value === null) return DEFAULT_LAYOUT;
  const { order, shown, widths, sort } = value as Record<string, unknown>;
  return {
    order: Array.isArray(order) ? order.filter((id) => typeof id === 'string') : [],
    shown: readRecord(shown, (entry) => typeof entry === 'boolean'),
    widths: readRecord(widths, (entry): entry is number => typeof entry === 'number' && Number.isFinite(entry)),
    sort: readSort(sort),
  };
}

function readRecord<T>(value: unknown, isValid: (entry: unknown) => entry is T): Record<string, T> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => isValid(entry[1])));
}

function readSort(value: unknown): Sort | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { columnId, isDescending } = value as Record<string, unknown>;
  return typeof columnId === 'string' ? { columnId, isDescending: isDescending === true } : undefined;
}
