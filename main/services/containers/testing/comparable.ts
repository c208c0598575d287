/** Everything of a container that is chance or time: two made alike are equal without it. */
const CHANCE = new Set([
  'Created',
  'StartedAt',
  'FinishedAt',
  'Pid',
  'SandboxID',
  'SandboxKey',
  'EndpointID',
  'MacAddress',
  'IPAddress',
  'GlobalIPv6Address',
  'GraphDriver',
  'Log',
  'ExecIDs',
]);

/** An answer of `docker inspect` as something that can be compared: ids, names, times and addresses aside. */
export function comparable(inspected: unknown, name: string): unknown {
  const { Id: id } = inspected as { Id: string };
  const text = JSON.stringify(inspected)
    .replaceAll(id, '<id>')
    .replaceAll(id.slice(0, 12), '<short id>')
    .replaceAll(name, '<name>')
    // anonymous volumes
    .replaceAll(/(?<!sha256:)\b[0-9a-f]{64}\b/g, '<volume>')
    // ports that the engine chose
    .replaceAll(/"HostPort":"(3[2-9]|[45]\d)\d{3}"/g, '"HostPort":"<auto>"');
  return prune(oneWordEntrypoint(JSON.parse(text) as Inspected));
}

interface Inspected {
  readonly Config?: { readonly Entrypoint?: readonly string[] | null; readonly Cmd?: readonly string[] | null };
}

/** The CLI takes one word for the entrypoint; more of them go before the command, which runs the same program. */
function oneWordEntrypoint(inspected: Inspected): object {
  const [first, ...more] = inspected.Config?.Entrypoint ?? [];
  if (more.length === 0) return inspected;
  return {
    ...inspected,
    Config: { ...inspected.Config, Entrypoint: [first], Cmd: [...more, ...(inspected.Config?.Cmd ?? [])] },
  };
}

/** Nothing, an empty list and an empty text mean the same to the engine, and clients differ in which they send. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(prune);
  if (typeof value !== 'object' || value === null) return value === '' || value === null ? undefined : value;
  const entries = Object.entries(value)
    .filter(([key]) => !CHANCE.has(key))
    .map(([key, inner]): [string, unknown] => [key, UNORDERED.has(key) ? sorted(prune(inner)) : prune(inner)])
    .filter(([, inner]) => inner !== undefined && inner !== false && inner !== 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The engine keeps these in no order, or the CLI sends them in none. */
const UNORDERED = new Set(['Binds', 'Env', 'Mounts', 'Ulimits']);

function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value
    .map((one) => ({ one: one as unknown, text: JSON.stringify(one) }))
    .sort((a, b) => a.text.localeCompare(b.text))
    .map(({ one }) => one);
}
