import type { NamedValue } from '../../model/run.ts';

/** `--dns 1.1.1.1 --dns 9.9.9.9` */
export const each = (flag: string, values: readonly string[]): string[] =>
  values.flatMap((value) => [`--${flag}`, value]);

/** `--label a=b --label c=` */
export const eachPair = (flag: string, pairs: readonly NamedValue[]): string[] =>
  each(
    flag,
    pairs.map(({ name, value }) => `${name}=${value}`),
  );

/** What is before the first `=` is the name to the CLI: another label would be made of one that has it in its name. */
export const sayableLabels = (labels: readonly NamedValue[]): NamedValue[] =>
  labels.filter(({ name }) => !name.includes('='));
