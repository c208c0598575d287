import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import type { ComposeText } from '../parseCompose';
import type { FormRow } from './rows';
import { MOUNT, PORT } from './shortSyntaxes';
import type { Parts, ShortSyntax } from './shortSyntax';

type Fields = Record<string, ComposeValue>;

/** The edit that writes a short port or mount in its long form, with the same meaning; undefined: there is none. */
export function toLongForm(row: FormRow & { written: 'short' }, syntax: ShortSyntax): ComposeEdit[] | undefined {
  const value = syntax === PORT ? longPort(row.parts) : syntax === MOUNT ? longMount(row.parts) : undefined;
  return value && [{ op: 'set', path: row.path, value }];
}

function longPort({ target = '', published, host_ip, protocol }: Parts): Fields | undefined {
  // One entry of the short form may be many ports; the long form has one target.
  if (!/^\d+$/.test(target)) return undefined;
  return {
    target: Number(target),
    ...(published !== undefined && published !== '' && { published }),
    ...(host_ip !== undefined && { host_ip: host_ip.replace(/^\[(.*)\]$/, '$1') }),
    ...(protocol !== undefined && { protocol }),
  };
}

function longMount({ source, target = '', mode }: Parts): Fields | undefined {
  if (mode !== undefined && mode !== 'ro' && mode !== 'rw') return undefined;
  // What a variable will be is not known: a path or a name.
  if (source?.startsWith('$')) return undefined;
  const isPath = source !== undefined && /^[./~]|^[a-zA-Z]:|^\\\\/.test(source);
  return {
    type: isPath ? 'bind' : 'volume',
    ...(source !== undefined && { source }),
    target,
    ...(mode === 'ro' && { read_only: true }),
    // As the short form does.
    ...(isPath && { bind: { create_host_path: true } }),
  };
}

const EACH: Readonly<Record<string, ComposeValue>> = {
  depends_on: { condition: 'service_started' },
  networks: null,
};

/**
 * The edit that writes a list of names as a map, where each can have settings (a condition, aliases), with the same meaning.
 * Undefined: there is none, or a comment in the list would go with it.
 */
export function toMapForm(doc: ComposeText, path: ComposePath): ComposeEdit[] | undefined {
  const key = String(path.at(-1));
  const names = doc.keysAt(path).map((index) => doc.nodeAt([...path, index])?.text);
  const list = doc.nodeAt(path);
  if (path.length !== 3 || !Object.hasOwn(EACH, key) || list?.kind !== 'sequence') return undefined;
  const lineEnd = doc.text.indexOf('\n', list.range.to);
  const written = doc.text.slice(list.range.from, lineEnd < 0 ? undefined : lineEnd);
  const isPlain = !written.includes('#') && list.tag === undefined;
  const isNames = names.length > 0 && new Set(names).size === names.length && names.every((name) => name !== undefined);
  if (!isPlain || !isNames) return undefined;
  return [{ op: 'set', path, value: Object.fromEntries(names.map((name) => [name, EACH[key] ?? null])) }];
}
