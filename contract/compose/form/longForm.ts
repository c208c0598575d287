import type { ComposeEdit, ComposePath, ComposeValue } from '../edit';
import type { ComposeText } from '../parseCompose';
import { obstacle } from './otherForm';
import type { FormRow } from './rows';
import { MOUNT, PORT } from './shortSyntaxes';
import type { Parts, ShortSyntax } from './shortSyntax';

type Fields = Record<string, ComposeValue>;

/** The edits that write a value otherwise, or a sentence that says what would be lost. */
export type Rewritten = { readonly edits: readonly ComposeEdit[] } | { readonly why: string };

/** Writes a short port or mount in its long form, with the same meaning. Undefined: what is no port and no mount has none. */
export function toLongForm(row: FormRow & { written: 'short' }, syntax: ShortSyntax): Rewritten | undefined {
  const long = syntax === PORT ? longPort(row.parts) : syntax === MOUNT ? longMount(row.parts) : undefined;
  if (!long || 'why' in long) return long;
  return { edits: [{ op: 'set', path: row.path, value: long.fields }] };
}

type Long = { readonly fields: Fields } | { readonly why: string };

function longPort({ target = '', published, host_ip, protocol }: Parts): Long {
  // One entry of the short form may be many ports; the long form has one target.
  if (!/^\d+$/.test(target)) {
    return { why: `The long form has one container port, and “${target}” may be several.` };
  }
  const fields = {
    target: Number(target),
    ...(published !== undefined && published !== '' && { published }),
    ...(host_ip !== undefined && { host_ip: host_ip.replace(/^\[(.*)\]$/, '$1') }),
    ...(protocol !== undefined && { protocol }),
  };
  return { fields };
}

function longMount({ source, target = '', mode }: Parts): Long {
  if (mode !== undefined && mode !== 'ro' && mode !== 'rw') {
    return { why: `What “${mode}” is in the long form is not known for sure: write it there by hand.` };
  }
  if (source?.startsWith('$')) {
    return { why: `What ${source} will be is not known: a folder, or the name of a volume.` };
  }
  const isPath = source !== undefined && /^[./~]|^[a-zA-Z]:|^\\\\/.test(source);
  const fields = {
    type: isPath ? 'bind' : 'volume',
    ...(source !== undefined && { source }),
    target,
    ...(mode === 'ro' && { read_only: true }),
    // As the short form does.
    ...(isPath && { bind: { create_host_path: true } }),
  };
  return { fields };
}

const EACH: Readonly<Record<string, ComposeValue>> = {
  depends_on: { condition: 'service_started' },
  networks: null,
};

/**
 * Writes a list of names as a map, where each can have settings (a condition, aliases), with the same meaning. Undefined: it is
 * no list of names, or an empty one.
 */
export function toMapForm(doc: ComposeText, path: ComposePath): Rewritten | undefined {
  const key = String(path.at(-1));
  const names = doc.keysAt(path).map((index) => doc.nodeAt([...path, index])?.text);
  const list = doc.nodeAt(path);
  if (path.length !== 3 || !Object.hasOwn(EACH, key) || list?.kind !== 'sequence' || names.length === 0)
    return undefined;
  const why = obstacle(doc, list);
  if (why !== undefined) return { why };
  if (names.includes(undefined)) return { why: 'Not all of its entries are names.' };
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { why: `“${twice}” is in the list twice, and a map can have it once.` };
  return {
    edits: [{ op: 'set', path, value: Object.fromEntries(names.map((name) => [name, EACH[key] ?? null])) }],
  };
}
