import type { TermId } from '../../help/index.ts';

export interface Fact {
  readonly key: string;
  /** Nothing is shown of one without a value. */
  readonly value: string | undefined;
  /** An id, an address, a path: in the letters of code, to be copied. */
  readonly isCode?: boolean;
}

/** One thing that the engine did, and what really came of it. */
export interface Step {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly Fact[];
  /** What the glossary says of it. */
  readonly term?: TermId;
}

export const code = (key: string, value: string | undefined): Fact => ({ key, value, isCode: true });
export const fact = (key: string, value: string | number | undefined): Fact => ({
  key,
  value: value === undefined ? undefined : String(value),
});
