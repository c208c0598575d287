import { EMPTY_RUN, RunSettings } from '../../../../../contract/model/run.ts';
import { FIELD_IDS, type FieldId, FIELDS } from '../fields/fields.ts';
import { cellOf, newRow, type Row, type RunDraft, rowsIn, textIn } from './draft.ts';
import { type AnyField, readWith, type RowsField } from './field.ts';
import { semanticProblems } from './semantics.ts';

/** By field: `image`, `healthCheck.test`, or `ports.3.hostPort` for a cell of the row with that key. */
export type Problems = Readonly<Record<string, string>>;

export interface Read {
  /** As good as it can be read; only to be sent when there are no problems. */
  readonly settings: RunSettings;
  readonly problems: Problems;
  /** The place in the form of a place in the settings. */
  readonly placeOf: (path: readonly PropertyKey[]) => string | undefined;
}

/** Settings as they stand in the form. `readDraft` makes the same settings of it. */
export function draftOf(settings: RunSettings): RunDraft {
  const values: Record<string, string> = {};
  const rows: Record<string, readonly Row[]> = {};
  for (const id of FIELD_IDS) {
    const field = FIELDS[id];
    const value: unknown = settings[id];
    if (field.kind === 'value') values[id] = field.codec.write(value);
    else if (field.kind === 'rows') rows[id] = (value as readonly unknown[]).map((one) => newRow(field.write(one)));
    else for (const [part, text] of Object.entries(field.write(value))) values[`${id}.${part}`] = text;
  }
  return { values, rows };
}

export const EMPTY_DRAFT: RunDraft = draftOf({ ...EMPTY_RUN, image: '' });

/** What a row that was just added has in it. */
export const emptyCells = (field: Pick<RowsField<never>, 'cells'>): Row['cells'] =>
  Object.fromEntries(Object.entries(field.cells).map(([id, { initial = '' }]) => [id, initial]));

/** Rows that were added and left empty do not count. */
export const isFilled = (field: Pick<RowsField<never>, 'cells'>, row: Row): boolean =>
  Object.entries(field.cells).some(([id, { input }]) => input === undefined && cellOf(row, id) !== '');

/** What the engine is to be given, from what was typed; nothing is dropped or guessed. */
export function readDraft(draft: RunDraft): Read {
  const problems: Record<string, string> = {};
  const settings: Record<string, unknown> = {};
  /** Which row each element of a list is from. */
  const origins: Record<string, readonly string[]> = {};
  const checkAt = (prefix: string) => (part: string, message: string | undefined) => {
    const place = part === '' ? prefix : `${prefix}.${part}`;
    if (message !== undefined) problems[place] ??= message;
  };

  for (const id of FIELD_IDS) {
    const field: AnyField = FIELDS[id];
    if (field.kind === 'value') {
      settings[id] = readWith<unknown>(field.codec, textIn(draft, id), '', checkAt(id));
    } else if (field.kind === 'group') {
      settings[id] = field.read((part) => textIn(draft, `${id}.${part}`), checkAt(id));
    } else {
      const read = rowsIn(draft, id)
        .filter((row) => isFilled(field, row))
        .flatMap((row) =>
          (field.read(row.cells, checkAt(`${id}.${row.key}`)) as readonly unknown[]).map((one) => ({
            one,
            key: row.key,
          })),
        );
      settings[id] = read.map(({ one }) => one);
      origins[id] = read.map(({ key }) => key);
    }
  }

  const placeOf = (path: readonly PropertyKey[]) => placeIn(origins, path);
  const parsed = RunSettings.safeParse(settings);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = placeOf(path);
    // What cannot be read at all says so already.
    if (place !== undefined) problems[place] ??= message;
  }
  const result = parsed.data ?? (settings as unknown as RunSettings);
  for (const [path, message] of semanticProblems(result)) {
    const place = placeOf(path);
    if (place !== undefined) problems[place] ??= message;
  }
  return { settings: result, problems, placeOf };
}

function placeIn(
  origins: Readonly<Record<string, readonly string[]>>,
  path: readonly PropertyKey[],
): string | undefined {
  const [id = '', second, third] = path.map(String);
  if (!(id in FIELDS)) return undefined;
  const field = FIELDS[id as FieldId];
  if (field.kind === 'value') return id;
  if (field.kind === 'group')
    return `${id}.${second !== undefined && second in field.parts ? second : Object.keys(field.parts)[0]}`;
  const key = origins[id]?.[Number(second)];
  if (key === undefined) return undefined;
  const cell = third === undefined ? undefined : (field.cellOf?.[third] ?? third);
  return `${id}.${key}.${cell !== undefined && cell in field.cells ? cell : Object.keys(field.cells)[0]}`;
}
