/** One line of a list of fields; `key` tells it from the others while it is edited. */
export interface Row {
  readonly key: string;
  /** Text as it was typed, by cell. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Settings as they stand in the form: text as it was typed, by the ids of `FIELDS`. */
export interface RunDraft {
  readonly values: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

let lastKey = 0;

export const newRow = (cells: Row['cells']): Row => ({ key: String(++lastKey), cells });

export const textIn = (draft: RunDraft, id: string): string => draft.values[id] ?? '';
export const rowsIn = (draft: RunDraft, id: string): readonly Row[] => draft.rows[id] ?? NO_ROWS;
export const cellOf = (row: Row, cell: string): string => row.cells[cell] ?? '';

export const withText = (draft: RunDraft, id: string, text: string): RunDraft => ({
  ...draft,
  values: { ...draft.values, [id]: text },
});
export const withRows = (draft: RunDraft, id: string, rows: readonly Row[]): RunDraft => ({
  ...draft,
  rows: { ...draft.rows, [id]: rows },
});

const NO_ROWS: readonly Row[] = [];
