import type { Codec } from './codecs.ts';
import type { Row } from './draft.ts';
import { t } from '../../texts/index.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One input. */
export interface InputLook {
  readonly label: string;
  /** In plain words, under the input. */
  readonly help?: string;
  readonly placeholder?: string;
  /** Absent: a line of text. */
  readonly input?: 'box' | 'select';
  readonly options?: readonly Option[];
  /** What is often meant; anything else can be typed. */
  readonly suggestions?: readonly string[];
}

/** How a field is found: by its label, its help, and these. */
interface Findable {
  /** Of `docker run`: `--cap-add`. */
  readonly flags: readonly string[];
  readonly keywords?: string;
}

/** One value. */
export interface ValueField<T> extends InputLook, Findable {
  readonly kind: 'value';
  readonly codec: Codec<T>;
}

/** Several values that are one setting; ids of its parts are `<field>.<part>`. */
export interface GroupField<T> extends Findable {
  readonly kind: 'group';
  readonly label: string;
  readonly parts: Readonly<Record<string, InputLook>>;
  readonly write: (value: T) => Readonly<Record<string, string>>;
  readonly read: (textOf: (part: string) => string, check: Check) => T;
}

/** A list. */
export interface RowsField<T> extends Findable {
  readonly kind: 'rows';
  readonly label: string;
  readonly help?: string;
  /** “DNS server”: one of them. */
  readonly noun: string;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly write: (value: T) => Row['cells'];
  /** A row may stand for several, as a range of ports does. */
  readonly read: (row: Row['cells'], check: Check) => readonly T[];
  /** Where a property of the value stands in another cell than that of its name. */
  readonly cellOf?: Readonly<Record<string, string>>;
}

/** One input of a row. */
export interface Cell extends InputLook {
  /** What a new row has in it. */
  readonly initial?: string;
  /** Its share of the width. */
  readonly share?: number;
}

/** Says what is wrong with a part or a cell; nothing when the message is absent. */
export type Check = (part: string, message: string | undefined) => void;

export type FieldOf<T> =
  ValueField<T> | GroupField<T> | (T extends readonly (infer One)[] | undefined ? RowsField<One> : never);

// oxlint-disable-next-line typescript/no-explicit-any -- a list of fields of any kind; each by itself is exact
export type AnyField = ValueField<any> | GroupField<any> | RowsField<any>;

/** What a codec makes of a text; what it refuses is said, and stands for nothing. */
export function readWith<T>(codec: Codec<T>, text: string, part: string, check: Check): T {
  const reading = codec.read(text);
  if (reading.ok) return reading.value;
  check(part, reading.message);
  // Never sent: there is a problem now.
  const nothing = codec.read('');
  return nothing.ok ? nothing.value : (codec.nothing as T);
}

interface ValueCell<T> extends Cell {
  readonly codec: Codec<T>;
}

type RowsLook = Omit<RowsField<never>, 'kind' | 'cells' | 'write' | 'read'>;

/** Both as one. Texts are getters: a spread would read them now, in the language that is shown now. */
export const keepingGetters = <One extends object, Other extends object>(one: One, other: Other): One & Other =>
  Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(one), ...Object.getOwnPropertyDescriptors(other) },
  ) as One & Other;

/** A list of objects with one cell for each property. */
export function objectRows<T extends object>(
  look: RowsLook,
  cells: { readonly [Property in keyof T & string]-?: ValueCell<T[Property]> },
): RowsField<T> {
  const entries = Object.entries(cells) as [keyof T & string, ValueCell<T[keyof T]>][];
  return keepingGetters(look, {
    kind: 'rows' as const,
    cells,
    write: (value: T) => Object.fromEntries(entries.map(([id, { codec }]) => [id, codec.write(value[id])])),
    read: (row: Row['cells'], check: Check) => [
      Object.fromEntries(entries.map(([id, { codec }]) => [id, readWith(codec, row[id] ?? '', id, check)])) as T,
    ],
  });
}

/** A list of texts; the one cell is `value`. */
export function textRows(look: RowsLook & Pick<Cell, 'placeholder' | 'suggestions'>): RowsField<string> {
  return keepingGetters(look, {
    kind: 'rows' as const,
    cells: {
      value: {
        get label() {
          return t('value');
        },
        get placeholder() {
          return look.placeholder;
        },
        suggestions: look.suggestions,
      },
    },
    write: (value: string) => ({ value }),
    read: ({ value = '' }: Row['cells']) => [value.trim()],
  });
}
