/** Without what says nothing: undefined, empty lists and empty maps. */
export const filled = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));

/** Compose refuses a file that says something twice. */
export const unique = (words: readonly string[]): string[] => [...new Set(words)];

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
