import { createElement, Fragment, type ReactNode } from 'react';
import { register, type Tables, translator } from './translator.ts';
import type { ValuesFor, VariableOf } from './variables.ts';

type Value = string | number;

export interface SentenceProps<Text extends string> {
  readonly text: Text;
  readonly parts: Readonly<Record<VariableOf<Text>, ReactNode>>;
}

/** The texts of one feature. */
export interface Texts {
  /** A text in the language that is shown; English stands in the code. Call it while rendering, never at a module's top. */
  t: <const Text extends string>(text: Text, ...values: ValuesFor<VariableOf<Text>, Value>) => string;
  /** A text with a number, `{{count}}`: for one, and for all others; a language has as many forms as it needs. */
  plural: <const One extends string, const Other extends string>(
    count: number,
    one: One,
    other: Other,
    ...values: ValuesFor<Exclude<VariableOf<One> | VariableOf<Other>, 'count'>, Value>
  ) => string;
  /** A text in which components stand, each where its language wants it. */
  Sentence: <const Text extends string>(props: SentenceProps<Text>) => ReactNode;
}

/** Gives a feature its texts; once for each, in its `texts/index.ts`. */
export function texts(namespace: string, tables: Tables): Texts {
  register(namespace, tables);
  const options = { ns: namespace };
  const t = (text: string, values?: Readonly<Record<string, Value>>): string =>
    translator.t(text, values ? { ...values, ns: namespace } : options);

  const plural = (count: number, one: string, other: string, values?: Readonly<Record<string, Value>>): string =>
    translator.t(other, { ...values, count, ns: namespace, defaultValue_one: one, defaultValue_other: other });

  const Sentence = ({
    text,
    parts,
  }: {
    readonly text: string;
    readonly parts: Readonly<Record<string, ReactNode>>;
  }) => {
    // Odd pieces are names of parts.
    const pieces = translator.t(text, { ns: namespace, skipInterpolation: true }).split(/\{\{(\w+)\}\}/);
    return createElement(Fragment, null, ...pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[piece])));
  };
  return { t, plural, Sentence } as Texts;
}
