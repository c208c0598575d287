import type { ComposePath } from '../../../../contract/compose/edit.ts';
import type { ComposeNode, ComposeText } from '../../../../contract/compose/parseCompose.ts';
import { valueWords } from '../text/variables.ts';
import type { FormState } from './useFormState.ts';

/** The accessible name of a field: “healthcheck interval”, “ports 2”. */
export const labelOf = (path: ComposePath): string =>
  path
    .slice(path[0] === 'services' || path.length > 2 ? 2 : 0)
    .map((key) => (typeof key === 'number' ? String(key + 1) : key))
    .join(' ');

/** What the variables in a value stand for now. */
export function variableNote(
  { analysis, variables, doc }: FormState,
  node: ComposeNode | undefined,
): string | undefined {
  if (!node?.text?.includes('$') || !analysis || doc.text.slice(node.range.from, node.range.to).indexOf('$') < 0)
    return undefined;
  const words = analysis.variables
    .filter(({ from, to }) => from >= node.range.from && to <= node.range.to)
    // Read from the text of before, while one types.
    .filter(({ from, name }) => doc.text.slice(from, from + name.length + 2).includes(name))
    .flatMap((use) => {
      const variable = variables.get(use.name);
      return variable ? [`${use.name}: ${valueWords(use, variable)}`] : [];
    });
  return words.length > 0 ? words.join('; ') : undefined;
}

const USUAL: Readonly<Record<string, readonly string[]>> = {
  restart: ['no', 'always', 'on-failure', 'unless-stopped'],
  pull_policy: ['always', 'never', 'missing', 'build', 'daily', 'weekly'],
  network_mode: ['bridge', 'host', 'none'],
  protocol: ['tcp', 'udp', 'sctp'],
  condition: ['service_started', 'service_healthy', 'service_completed_successfully'],
  propagation: ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'],
};
const NAMES: Readonly<Record<string, string>> = {
  depends_on: 'services',
  links: 'services',
  volumes_from: 'services',
  networks: 'networks',
  secrets: 'secrets',
  configs: 'configs',
  models: 'models',
};

/** What is proposed for a value: what the file has by that name, else what is usual. */
export function suggestionsFor(doc: ComposeText, path: ComposePath): readonly string[] | undefined {
  const last = path.at(-1);
  const key = String(typeof last === 'number' ? path.at(-2) : last);
  if (typeof last === 'string' && Object.hasOwn(USUAL, key)) return USUAL[key];
  const section = typeof last === 'number' && Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
  const names = key === 'extends' || key === 'service' ? 'services' : key === 'source' ? sourcesOf(path) : section;
  if (names === undefined) return undefined;
  return doc
    .keysAt([names])
    .map(String)
    .filter((name) => names !== 'services' || name !== path[1]);
}

const sourcesOf = (path: ComposePath): string | undefined =>
  path.map(String).findLast((key) => key === 'volumes' || key === 'secrets' || key === 'configs');
