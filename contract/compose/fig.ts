import { type Document, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { isOfFirstForm } from './oldSyntax.ts';

/** What was changed, and what a person should look at. */
export interface FigNote {
  readonly service?: string;
  readonly message: string;
}

export type FigConversion =
  | { readonly ok: true; readonly text: string; readonly notes: readonly FigNote[] }
  | { readonly ok: false; readonly message: string };

/** Keys that the first form had by other names. */
const RENAMED: Readonly<Record<string, string>> = { net: 'network_mode', log_driver: 'logging', log_opt: 'logging' };

/**
 * The text of a `fig.yml`, or of a Compose file of the first form, as Compose reads it today: its services under
 * `services:`, links as the names and aliases that a network gives, `volumes_from` with what it means. Comments stay. The
 * text is indented line by line; only what has another meaning today is written anew. Hosts like `db_1`, which links gave,
 * are told, and given as aliases.
 */
export function convertFig(text: string): FigConversion {
  const original = parseDocument(text.replace(/^\ufeff/, ''), { logLevel: 'silent' });
  if (original.errors[0]) return { ok: false, message: `It is no YAML: ${original.errors[0].message.split('\n')[0]}` };
  const value: unknown = original.toJS({ maxAliasCount: 1000 });
  if (typeof value !== 'object' || value === null || !isOfFirstForm(value as Record<string, unknown>)) {
    return { ok: false, message: 'Its services are not at the top level: it is no file of Fig.' };
  }
  if (!isMap(original.contents) || original.contents.flow === true) {
    return { ok: false, message: 'It is written in one line: write it over several first.' };
  }
  const document = parseDocument(indented(text), { logLevel: 'silent' });
  const services = document.get('services');
  if (document.errors.length > 0 || !isMap(services)) return { ok: false, message: 'It cannot be indented safely.' };
  const notes: FigNote[] = [{ message: 'The services are under “services:” now.' }];
  const aliases = new Map<string, Set<string>>();
  const names = new Set(services.items.map(({ key }) => String((key as Scalar).value)));
  for (const { key, value: service } of services.items) {
    if (isMap(service)) convertService(document, String((key as Scalar).value), service, { names, aliases, notes });
  }
  for (const [target, more] of aliases) addAliases(document, services, target, [...more]);
  return { ok: true, text: document.toString({ lineWidth: 0, flowCollectionPadding: false }), notes };
}

/** All under `services:`, two columns further in; comments and blank lines before the first service stay above. */
function indented(text: string): string {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && !/^\s*#/.test(line) && !/^(---|%)/.test(line));
  const head = lines.slice(0, first);
  const body = lines.slice(first).map((line) => (line.trim() === '' ? line : `  ${line}`));
  return [...head, 'services:', ...body].join('\n');
}

interface Conversion {
  readonly names: ReadonlySet<string>;
  /** What a service is to be found by, besides its name. */
  readonly aliases: Map<string, Set<string>>;
  readonly notes: FigNote[];
}

function convertService(document: Document, name: string, service: YAMLMap, conversion: Conversion): void {
  const { notes } = conversion;
  convertLinks(document, name, service, conversion);
  convertVolumesFrom(name, service, conversion);
  for (const pair of service.items) {
    const key = keyOf(pair);
    const now = RENAMED[key];
    if (now === 'network_mode') {
      (pair.key as Scalar).value = now;
      if (isScalar(pair.value)) pair.value.value = networkMode(String(pair.value.value), conversion.names);
      notes.push({ service: name, message: '“net” is “network_mode” now.' });
    }
  }
  convertLogging(document, name, service, notes);
  if (service.has('dockerfile')) {
    const build = service.get('build');
    const dockerfile = service.get('dockerfile');
    service.set('build', document.createNode({ context: build ?? '.', dockerfile }));
    service.delete('dockerfile');
    notes.push({ service: name, message: '“dockerfile” is a part of “build” now.' });
  }
}

function convertLinks(document: Document, name: string, service: YAMLMap, { names, aliases, notes }: Conversion): void {
  const links = service.get('links');
  if (!isSeq(links)) return;
  const needed: string[] = [];
  for (const item of links.items) {
    const [target = '', alias = target] = String(isScalar(item) ? item.value : item).split(':');
    if (!names.has(target)) continue;
    needed.push(target);
    const more = aliases.get(target) ?? new Set<string>();
    // A link gave its own name, and that of the container without its project.
    for (const one of [alias, `${alias}_1`, `${target}_1`]) if (one !== target) more.add(one);
    aliases.set(target, more);
  }
  const unknown = links.items.length - needed.length;
  if (unknown > 0)
    notes.push({ service: name, message: 'It links to what is no service of the file: that link was left out.' });
  replace(service, 'links', 'depends_on', document.createNode([...new Set(needed)]), needed.length > 0);
  if (needed.length > 0) {
    notes.push({
      service: name,
      message: `Its links are “depends_on” now: ${needed.join(', ')} are found by their names, and as ${needed
        .map((target) => `${target}_1`)
        .join(', ')} as before. Variables like DB_PORT_5432_TCP_ADDR are set no more: use the name.`,
    });
  }
}

function convertVolumesFrom(name: string, service: YAMLMap, { names, notes }: Conversion): void {
  const from = service.get('volumes_from');
  if (!isSeq(from)) return;
  for (const item of from.items) {
    if (!isScalar(item)) continue;
    const [source = ''] = String(item.value).split(':');
    if (names.has(source) || source === 'container') continue;
    item.value = `container:${String(item.value)}`;
    notes.push({
      service: name,
      message: `It takes volumes from the container “${source}”, which is no service of the file.`,
    });
  }
}

const networkMode = (net: string, names: ReadonlySet<string>): string => {
  const target = /^container:(.+)$/.exec(net)?.[1];
  return target !== undefined && names.has(target) ? `service:${target}` : net;
};

function convertLogging(document: Document, name: string, service: YAMLMap, notes: FigNote[]): void {
  if (!service.has('log_driver') && !service.has('log_opt')) return;
  const driver = service.get('log_driver');
  const options = service.get('log_opt');
  service.delete('log_opt');
  service.delete('log_driver');
  service.set(
    'logging',
    document.createNode({ ...(driver !== undefined && { driver }), ...(options !== undefined && { options }) }),
  );
  notes.push({ service: name, message: '“log_driver” and “log_opt” are “logging” now.' });
}

function addAliases(document: Document, services: YAMLMap, target: string, more: readonly string[]): void {
  const service = services.get(target);
  if (!isMap(service) || more.length === 0 || service.has('network_mode')) return;
  service.set('networks', document.createNode({ default: { aliases: more.toSorted() } }));
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** In the same place, with the comment that stands before it. */
function replace(service: YAMLMap, key: string, now: string, value: unknown, isKept: boolean): void {
  const pair = service.items.find((one) => keyOf(one) === key);
  if (!pair) return;
  if (!isKept) service.delete(key);
  else {
    (pair.key as Scalar).value = now;
    pair.value = value;
  }
}
