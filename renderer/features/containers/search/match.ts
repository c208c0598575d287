import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { HEALTHS, type Query, type SearchKey, STATE_GROUPS, STATES, type Term } from './query.ts';

export type Matches = (container: ContainerSummary) => boolean;

/** A container has one of each of these: asked for twice means either. Of the others it can have many: both must be there. */
const SINGLE: ReadonlySet<SearchKey> = new Set(['status', 'image', 'name', 'stack', 'health', 'exit', 'id']);

/** `undefined` for a query that everything matches. */
export function matcherOf({ terms }: Query): Matches | undefined {
  const tests: Matches[] = [];
  const alternatives = new Map<SearchKey, string[]>();
  for (const term of terms) {
    if (term.type === 'field' && !term.isNegated && SINGLE.has(term.key)) {
      alternatives.set(term.key, [...(alternatives.get(term.key) ?? []), ...term.values]);
    } else tests.push(termTest(term));
  }
  for (const [key, values] of alternatives) tests.push(fieldTest(key, values));
  return tests.length === 0 ? undefined : (container) => tests.every((test) => test(container));
}

function termTest(term: Term): Matches {
  const test = term.type === 'word' ? wordTest(term.text) : fieldTest(term.key, term.values);
  return term.isNegated ? (container) => !test(container) : test;
}

function wordTest(text: string): Matches {
  const wanted = text.toLowerCase();
  return (container) => textOf(container).includes(wanted);
}

// Made once for each container that is ever searched; it goes away with it.
const texts = new WeakMap<ContainerSummary, string>();

function textOf(container: ContainerSummary): string {
  const known = texts.get(container);
  if (known !== undefined) return known;
  const { name, image, id, command, stack, networks, ports } = container;
  const text = [
    name,
    image,
    id.slice(0, 12),
    command,
    stack?.project ?? '',
    stack?.service ?? '',
    ...networks.map((network) => network.name),
    ...ports.map((port) => String(port.hostPort ?? port.containerPort)),
  ]
    .join('\n')
    .toLowerCase();
  texts.set(container, text);
  return text;
}

function fieldTest(key: SearchKey, values: readonly string[]): Matches {
  const tests = values.map((value) => FIELDS[key](value.toLowerCase(), value));
  return (container) => tests.some((test) => test(container));
}

const within =
  (read: (container: ContainerSummary) => string | undefined) =>
  (value: string): Matches =>
  (container) =>
    read(container)?.toLowerCase().includes(value) ?? false;

/** Each makes a test of a value; the first argument is in lower case. */
const FIELDS: Record<SearchKey, (value: string, asTyped: string) => Matches> = {
  status: (value) => {
    const exact = STATES.find((state) => state === value);
    const states = new Set(
      exact
        ? [exact]
        : [
            ...STATES.filter((state) => state.startsWith(value)),
            ...Object.entries(STATE_GROUPS).flatMap(([name, group]) => (name.startsWith(value) ? group : [])),
          ],
    );
    return ({ state }) => states.has(state);
  },
  health: (value) => {
    const wanted: readonly string[] = HEALTHS.filter((health) => health.startsWith(value));
    return ({ health = 'none' }) => wanted.includes(health);
  },
  image: within(({ image }) => image),
  name: within(({ name }) => name),
  stack: within(({ stack }) => stack?.project),
  id:
    (value) =>
    ({ id }) =>
      id.startsWith(value),
  exit:
    (value) =>
    ({ exitCode }) =>
      exitCode === Number(value),
  network:
    (value) =>
    ({ networks }) =>
      networks.some(({ name }) => name.toLowerCase().includes(value)),
  volume:
    (value) =>
    ({ mounts }) =>
      mounts.some(({ name = '', source, destination }) =>
        `${name}\n${source}\n${destination}`.toLowerCase().includes(value),
      ),
  port: (value) => {
    const [from = 0, to = from] = value.split('-').map(Number);
    const isIn = (port: number | undefined) => port !== undefined && port >= from && port <= to;
    return ({ ports }) => ports.some(({ hostPort, containerPort }) => isIn(hostPort) || isIn(containerPort));
  },
  label: (_, asTyped) => {
    const at = asTyped.indexOf('=');
    if (at >= 0) {
      const [key, value] = [asTyped.slice(0, at), asTyped.slice(at + 1)];
      return ({ labels }) => Object.hasOwn(labels, key) && labels[key] === value;
    }
    return ({ labels }) => Object.keys(labels).some((key) => key.includes(asTyped));
  },
};
