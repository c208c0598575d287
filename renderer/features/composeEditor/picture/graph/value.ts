/** What a file says, aliases and merges resolved: as the analysis or `parseCompose(text).valueAt([])` gives it. */
export type FileValue = Readonly<Record<string, unknown>>;

export const recordOf = (value: unknown): FileValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FileValue) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

export const serviceIn = (file: unknown, name: string): FileValue =>
  recordOf(recordOf(recordOf(file)['services'])[name]);

/** Whether the items of a list are written in the long form; a list without items has neither. */
export const isLong = (value: unknown): boolean => {
  const items = listOf(value);
  return items.length > 0 && items.every((item) => typeof item === 'object' && item !== null);
};

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;
