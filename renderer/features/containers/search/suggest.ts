import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { HEALTHS, keyOf, SEARCH_KEYS, type SearchKey, STATE_GROUPS, STATES, tokenize } from './query.ts';

export interface Suggestion {
  /** The whole text with the suggestion put in, and where the caret goes. */
  readonly text: string;
  readonly caret: number;
  readonly label: string;
  readonly detail: string;
}

const KEY_HELP: Record<SearchKey, string> = {
  status: 'running, exited, paused…',
  image: 'part of the image name',
  name: 'part of the name',
  stack: 'Compose project',
  network: 'part of a network name',
  port: 'a port or a range: 8000-9000',
  label: 'key, or key=value',
  health: 'healthy, unhealthy, starting, none',
  volume: 'volume name or path',
  exit: 'exit code',
  id: 'beginning of the id',
};

const LIMIT = 8;

/** What could be meant at the caret: keys first, values once there is a key. */
export function suggest(text: string, caret: number, containers: readonly ContainerSummary[]): Suggestion[] {
  const token = tokenize(text).find(({ from, to }) => from < caret && caret <= to);
  const from = token?.from ?? caret;
  const sign = token?.isNegated ? '-' : '';
  const put = (part: string, label: string, detail: string): Suggestion => {
    const head = text.slice(0, from) + sign + part;
    return { text: head + text.slice(token?.to ?? caret), caret: head.length, label, detail };
  };
  const key = keyOf(token?.key);
  if (token?.key === undefined) {
    const typed = (token?.values[0] ?? '').toLowerCase();
    return SEARCH_KEYS.filter((name) => name.startsWith(typed)).map((name) =>
      put(`${name}:`, `${name}:`, KEY_HELP[name]),
    );
  }
  if (!key) return [];
  const last = token.values.at(-1)?.toLowerCase() ?? '';
  const before = token.values.slice(0, -1).map(withQuotes).join(',');
  return valuesOf(key, containers)
    .filter(([value]) => value.toLowerCase().includes(last) && value.toLowerCase() !== last)
    .slice(0, LIMIT)
    .map(([value, count]) => {
      const part = `${token.key}:${before}${before === '' ? '' : ','}${withQuotes(value)} `;
      return put(part, value, count === undefined ? '' : `${count}`);
    });
}

const withQuotes = (value: string): string =>
  /[\s":,\\]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;

/** What there is, the most frequent first. */
function valuesOf(key: SearchKey, containers: readonly ContainerSummary[]): [value: string, count?: number][] {
  switch (key) {
    case 'status':
      return [...STATES, ...Object.keys(STATE_GROUPS)].map((value) => [value]);
    case 'health':
      return HEALTHS.map((value) => [value]);
    case 'image':
      return counted(containers.map(({ image }) => image));
    case 'stack':
      return counted(containers.flatMap(({ stack }) => stack?.project ?? []));
    case 'network':
      return counted(containers.flatMap(({ networks }) => networks.map(({ name }) => name)));
    case 'port':
      return counted(
        containers.flatMap(({ ports }) => ports.map((port) => String(port.hostPort ?? port.containerPort))),
      );
    case 'label':
      return counted(containers.flatMap(({ labels }) => Object.keys(labels)));
    case 'volume':
      return counted(containers.flatMap(({ mounts }) => mounts.flatMap(({ name }) => name ?? [])));
    case 'exit':
      return counted(containers.flatMap(({ exitCode }) => (exitCode === undefined ? [] : String(exitCode))));
    default:
      return [];
  }
}

function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
