import type { ReactNode } from 'react';
import type { Search } from '../search/query.ts';
import type { TableLayout } from '../table/columns.ts';
import type { RowGroup } from './listItems.ts';

/** What the rows are called. */
export interface ListWords {
  /** “Containers”: the heading, and the section in the palette. */
  readonly title: string;
  readonly one: string;
  readonly many: string;
  /** “1 container”, “3 containers”; without it `one` and `many` with the number before. */
  readonly counted?: (count: number) => string;
  /** The name of a button for several; without it “Remove: 3 images”. */
  readonly acted?: (verb: string, counted: string) => string;
}

export const countedRows = ({ one, many, counted }: ListWords, count: number): string =>
  counted?.(count) ?? (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** Something that can be done to rows; menus, buttons, shortcuts and the palette are made from it. */
export interface ListCommand<Row> {
  readonly id: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** In a menu there is a line between groups; they come in the order in which they are first met. */
  readonly group: string;
  readonly shortcut?: string;
  readonly keywords?: readonly string[];
  readonly isDangerous?: boolean;
  /** For one row only. */
  readonly isSingle?: boolean;
  /** Whether it would do something to at least one of them. */
  readonly isFor: (rows: readonly Row[]) => boolean;
  readonly run: (rows: readonly Row[]) => void;
}

/** What a list remembers between visits. */
export interface ListView {
  readonly layout: TableLayout;
  readonly setLayout: (layout: TableLayout) => void;
  readonly isGrouped: boolean;
  readonly setGrouped: (isGrouped: boolean) => void;
  /** The keys of closed groups. */
  readonly collapsed: readonly string[];
  readonly setCollapsed: (keys: readonly string[]) => void;
}

/** The search of a list, and what is typed in it. */
export interface ListSearch<Row> {
  readonly search: Search<Row>;
  readonly text: string;
  /** The same function each time. */
  readonly onText: (text: string) => void;
  /** “Search, or is:unused name:…” */
  readonly placeholder: string;
  /** After “No image fits the search”: what can be searched by. */
  readonly help: ReactNode;
}

/** How the heading of a group looks. The same object each time, or all headings are drawn again. */
export interface GroupLook<Row> {
  /** “stack”: what the groups are. */
  readonly noun: string;
  readonly titleOf: (group: RowGroup<Row>) => string;
  /** After the title, dim. */
  readonly noteOf: (group: RowGroup<Row>) => ReactNode;
  /** Buttons (`tabIndex={-1}`) for the group that the pointer or the keyboard is on. */
  readonly actions?: (group: RowGroup<Row>) => ReactNode;
}

/** Kinds of rows that a person can look at by themselves; the first one is all of them. */
export interface ListScope<Id extends string = string> {
  /** “Which images” */
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly count: number }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** Where there are rows, but none of the kind. */
  readonly emptyTitle: string;
  readonly emptyText: string;
}

export interface ListAction {
  /** “Pull” */
  readonly label: string;
  /** “Pull an image” */
  readonly title: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly run: () => void;
}

/** Where there is no row at all. */
export interface ListBeginning {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Whether there is anything to show; `useListAvailability` of the engine feature gives it. */
export interface ListAvailability {
  readonly isShown: boolean;
  /** Over rows that may be out of date. */
  readonly notice?: ReactNode;
  /** In place of the rows, when they cannot be had. Without it they are on their way. */
  readonly unavailable?: ReactNode;
}
