import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import type { ComposeNode, ComposeText } from '../parseCompose';
import { listOfPairs, mapOfPairs } from './pairForms';
import { shortMount, shortPort } from './shortForm';

/** The same value as Compose reads it, in the other way of writing it; or why that cannot be. */
export type OtherForm =
  { readonly to: FormName; readonly edits: readonly ComposeEdit[] } | { readonly to: FormName; readonly why: string };
export type FormName = 'list' | 'map' | 'text' | 'short' | 'long';

/** What a value becomes, or a sentence that says what the other form cannot say. */
export type Converted = { readonly value: ComposeValue } | { readonly why: string };

/** Lists of `NAME=value` that may be maps, and back. */
const PAIRS = new Set(['environment', 'labels', 'annotations', 'args', 'sysctls', 'extra_hosts']);
/** One text or a list of them. */
const ONE_OR_MORE = new Set(['env_file', 'dns', 'dns_search', 'tmpfs']);
/** A text that stands for a map with one key. */
const LONG_KEY: Readonly<Record<string, string>> = { build: 'context', extends: 'service' };
/** Items of a list that are the same. */
const ITEM_KEY: Readonly<Record<string, string>> = { env_file: 'path', secrets: 'source', configs: 'source' };
const ITEMS: Readonly<Record<string, (value: ComposeValue) => Converted>> = { ports: shortPort, volumes: shortMount };

/**
 * Another way to write the value at a path with nothing lost, in either direction. Undefined: there is no other way. A list of
 * names with settings for each (`depends_on`, `networks`) and the long form of ports and mounts are `longForm`’s.
 */
export function otherForm(doc: ComposeText, path: ComposePath): OtherForm | undefined {
  const node = doc.nodeAt(path);
  if (!node || path.length < 3 || node.kind === 'empty') return undefined;
  const found = conversion(doc, path, node);
  if (!found) return undefined;
  const why = obstacle(doc, node) ?? ('why' in found.made ? found.made.why : undefined);
  if (why !== undefined) return { to: found.to, why };
  return { to: found.to, edits: [{ op: 'set', path, value: 'value' in found.made ? found.made.value : null }] };
}

interface Found {
  readonly to: FormName;
  readonly made: Converted;
}

function conversion(doc: ComposeText, path: ComposePath, node: ComposeNode): Found | undefined {
  const key = path.at(-1);
  if (typeof key === 'number') return itemForm(doc, path, node);
  const value = doc.valueAt(path) ?? null;
  if (PAIRS.has(String(key)) && isOfPairs(path)) {
    if (node.kind === 'sequence') return { to: 'map', made: mapOfPairs(textsIn(doc, path), String(key)) };
    if (node.kind === 'map') return { to: 'list', made: listOfPairs(pairsIn(doc, path), String(key)) };
    return undefined;
  }
  if (path.length !== 3 || path[0] !== 'services') return undefined;
  if (key === 'depends_on' || key === 'networks') return node.kind === 'map' ? namesForm(value) : undefined;
  if (ONE_OR_MORE.has(String(key))) return oneOrMore(value, node);
  const inside = LONG_KEY[String(key)];
  return inside === undefined ? undefined : wrapped(value, node, inside);
}

/** Services have them, and what is made with labels; `args` are a build’s. */
const isOfPairs = (path: ComposePath): boolean =>
  path.length === 3 || (path.length === 4 && (path[2] === 'build' || path[2] === 'deploy'));

function itemForm(doc: ComposeText, path: ComposePath, node: ComposeNode): Found | undefined {
  const list = String(path.at(-2));
  const value = doc.valueAt(path) ?? null;
  if (path.length !== 4 || path[0] !== 'services') return undefined;
  const short = ITEMS[list];
  if (short) return node.kind === 'map' ? { to: 'short', made: short(value) } : undefined;
  const inside = ITEM_KEY[list];
  return inside === undefined ? undefined : wrapped(value, node, inside);
}

function wrapped(value: ComposeValue, node: ComposeNode, key: string): Found | undefined {
  if (node.kind === 'scalar' && typeof value === 'string') return { to: 'long', made: { value: { [key]: value } } };
  if (!isMap(value)) return undefined;
  const more = Object.keys(value).filter((one) => one !== key);
  const inner = value[key];
  if (more.length > 0) return { to: 'short', made: { why: `The short form cannot say ${words(more)}.` } };
  if (typeof inner !== 'string') return { to: 'short', made: { why: `There is no “${key}” to write.` } };
  return { to: 'short', made: { value: inner } };
}

function oneOrMore(value: ComposeValue, node: ComposeNode): Found | undefined {
  if (node.kind === 'scalar' && typeof value === 'string') return { to: 'list', made: { value: [value] } };
  if (!Array.isArray(value)) return undefined;
  const [only, ...more] = value as readonly ComposeValue[];
  if (more.length > 0) return { to: 'text', made: { why: `One text cannot say ${value.length} entries.` } };
  if (typeof only !== 'string') return { to: 'text', made: { why: 'The entry is no text: it has keys of its own.' } };
  return { to: 'text', made: { value: only } };
}

/** `depends_on` and `networks` as a map whose entries say nothing that a list of names does not. */
function namesForm(value: ComposeValue): Found | undefined {
  if (!isMap(value)) return undefined;
  const said = Object.entries(value).find(([, settings]) => !saysNothing(settings));
  if (!said) return { to: 'list', made: { value: Object.keys(value) } };
  const [name, settings] = said;
  const what = isMap(settings) ? words(Object.keys(settings).filter((key) => !isUsual(key, settings[key]))) : 'it';
  return { to: 'list', made: { why: `“${name}” has settings that a list of names cannot say: ${what}.` } };
}

const saysNothing = (settings: ComposeValue | undefined): boolean =>
  settings === null || (isMap(settings) && Object.entries(settings).every(([key, value]) => isUsual(key, value)));
const isUsual = (key: string, value: ComposeValue | undefined): boolean =>
  (key === 'condition' && value === 'service_started') || (key === 'required' && value === true);

/** What would be lost with the way it is written, whatever it says. */
export function obstacle(doc: ComposeText, node: ComposeNode): string | undefined {
  if (node.origin.how !== 'own') return 'It comes from another place of the file: change it there.';
  if (node.tag !== undefined) return `Its tag ${node.tag} would be lost.`;
  if (node.kind === 'scalar') return undefined;
  const end = doc.text.indexOf('\n', node.range.to);
  const written = doc.text.slice(node.range.from, end < 0 ? undefined : end);
  if (/(^|\s)#/m.test(written)) return 'A comment in it would be lost.';
  if (/(^|[\s[{,])[&*]\w|(^|\s)<<\s*:/m.test(written)) return 'What it shares with other places would be lost.';
  return /(^|[\s[{,])![a-z]/m.test(written) ? 'A tag in it would be lost.' : undefined;
}

const textsIn = (doc: ComposeText, path: ComposePath) =>
  doc.keysAt(path).map((index) => doc.nodeAt([...path, index])?.text);
const pairsIn = (doc: ComposeText, path: ComposePath) =>
  doc.keysAt(path).map((key) => ({ key: String(key), value: doc.valueAt([...path, key]) ?? null }));

export const isMap = (value: ComposeValue | undefined): value is { readonly [key: string]: ComposeValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const words = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');
