import type { ComposeEdit, ComposeValue } from '../edit';
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
