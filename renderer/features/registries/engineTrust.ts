/**
 * The text of a daemon.json with these names in one of its lists. Undefined when the text is not an object of JSON, or
 * when they are in it already.
 */
export function withNames(
  text: string,
  key: 'insecure-registries' | 'registry-mirrors',
  names: readonly string[],
): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() || '{}');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const before = (value as Record<string, unknown>)[key] ?? [];
  if (!Array.isArray(before)) return undefined;
  const added = names.filter((name) => !before.includes(name));
  if (added.length === 0) return undefined;
  return `${JSON.stringify({ ...value, [key]: [...before, ...added] }, undefined, 2)}\n`;
}
