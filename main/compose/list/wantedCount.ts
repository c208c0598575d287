import { parseCompose } from '../../../contract/compose/parseCompose.ts';

type Value = unknown;
type Fields = Readonly<Record<string, Value>>;

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: Value): Fields => (isFields(value) ? value : {});

/**
 * How many containers the files of a stack want, later files over earlier ones, as Compose counts them. Undefined where the
 * texts alone do not say it: a variable, an `include`, a base in another file. Compose itself would, but takes a process
 * for each stack, which a list must not.
 */
export function wantedCount(texts: readonly string[], profiles: readonly string[]): number | undefined {
  const services = new Map<string, Fields>();
  for (const text of texts) {
    const file = parseCompose(text);
    if (file.problems.length > 0 || file.nodeAt(['include'])) return undefined;
    for (const [name, said] of Object.entries(fieldsOf(file.valueAt(['services'])))) {
      services.set(name, merged(services.get(name) ?? {}, fieldsOf(said)));
    }
  }
  let count = 0;
  for (const service of services.values()) {
    const its = countOf(service, services);
    if (its === undefined) return undefined;
    const isOn = isActive(service, profiles);
    if (isOn === undefined) return undefined;
    if (isOn) count += its;
  }
  return count;
}

const merged = (before: Fields, after: Fields): Fields => ({
  ...before,
  ...after,
  deploy: { ...fieldsOf(before['deploy']), ...fieldsOf(after['deploy']) },
  profiles: [...listOf(before['profiles']), ...listOf(after['profiles'])],
});

function countOf(service: Fields, all: ReadonlyMap<string, Fields>, depth = 0): number | undefined {
  const said = service['scale'] ?? fieldsOf(service['deploy'])['replicas'];
  if (said !== undefined && said !== null) return Number.isSafeInteger(Number(said)) ? Number(said) : undefined;
  const base = service['extends'];
  if (base === undefined) return 1;
  const name = typeof base === 'string' ? base : fieldsOf(base)['file'] === undefined && fieldsOf(base)['service'];
  const found = typeof name === 'string' ? all.get(name) : undefined;
  return found && depth < 20 ? countOf(found, all, depth + 1) : undefined;
}

function isActive(service: Fields, on: readonly string[]): boolean | undefined {
  const its = listOf(service['profiles']).map(String);
  if (its.some((profile) => profile.includes('$'))) return undefined;
  return its.length === 0 || on.includes('*') || its.some((profile) => on.includes(profile));
}

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : []);
