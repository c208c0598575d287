type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

/** Their order means something: they are replaced as a whole. */
const ORDERED = new Set(['Cmd', 'Entrypoint', 'Shell', 'Test', 'Dns', 'DnsSearch']);

/**
 * What a person changed, `before` to `after`, done to what the container is made from. What is the same in both stays as
 * `base` has it, also what the form knows nothing of.
 */
export function mergeBody(base: Fields, before: Fields, after: Fields): Record<string, Json> {
  const merged: Record<string, Json> = { ...base };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isSame(before[key], after[key])) continue;
    const value = mergeValue(key, base[key], before[key], after[key]);
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

function mergeValue(key: string, base: Json, before: Json, after: Json): Json {
  if (isFields(after) && (isFields(before) || isNothing(before)) && (isFields(base) || isNothing(base)))
    return mergeBody(base ?? {}, before ?? {}, after);
  if (!ORDERED.has(key) && [base, before, after].every((one) => Array.isArray(one) || isNothing(one)))
    return mergeList((base ?? []) as Json[], (before ?? []) as Json[], (after ?? []) as Json[]);
  return after;
}

/** What was taken out goes, where it was changed in place it stays in its place, what was put in comes at the end. */
function mergeList(base: readonly Json[], before: readonly Json[], after: readonly Json[]): Json[] {
  const has = (list: readonly Json[], item: Json) => list.some((one) => isSame(one, item));
  const added = after.filter((item) => !has(before, item) && !has(base, item));
  const kept = base.flatMap((item) => {
    if (!has(before, item) || has(after, item)) return [item];
    const at = added.findIndex((one) => nameIn(one) !== undefined && nameIn(one) === nameIn(item));
    return at < 0 ? [] : added.splice(at, 1);
  });
  return [...kept, ...added];
}

/** What a list’s item is known by: a variable’s name, where something is mounted. */
export function nameIn(item: Json): string | undefined {
  if (typeof item === 'string') return /^([^=]+)=/.exec(item)?.[1];
  if (!isFields(item)) return undefined;
  const name = item['Target'] ?? item['Name'] ?? item['PathInContainer'];
  return typeof name === 'string' ? name : undefined;
}

const isNothing = (value: Json): value is undefined | null => value === undefined || value === null;

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** By value, whatever the order of the fields. */
export function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value ?? null;
  return Object.entries(value)
    .filter(([, inner]) => !isNothing(inner))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
