import { z } from 'zod';

/** A name with a value; a value may hold anything, further `=` and nothing at all included. */
export const NamedValue = z.object({
  name: z
    .string()
    .min(1, 'This value has no name.')
    .regex(/^[^=]*$/, 'A name has no “=”; the value has its own field.'),
  value: z.string(),
});
export type NamedValue = z.infer<typeof NamedValue>;

/** A label: no flag can write an `=` into its name, but the API and Compose can. */
const Label = z.object({ name: z.string().min(1, 'This value has no name.'), value: z.string() });

/** Where the engine keeps one value a name: a second one would take the first away without a word. */
const unique = (pair: typeof NamedValue) =>
  z
    .array(pair)
    .check(({ value: pairs, issues }) => {
      const seen = new Set<string>();
      for (const [index, { name }] of pairs.entries()) {
        if (seen.has(name)) {
          issues.push({ code: 'custom', input: pairs, path: [index, 'name'], message: `“${name}” is there twice.` });
        }
        seen.add(name);
      }
    })
    .default([]);

export const uniquePairs = unique(NamedValue);
export const uniqueLabels = unique(Label);

export const toRecord = (pairs: readonly NamedValue[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ name, value }) => [name, value]));

export const toPairs = (record: Readonly<Record<string, string>> | null | undefined): NamedValue[] =>
  Object.entries(record ?? {}).map(([name, value]) => ({ name, value }));
