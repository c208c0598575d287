import type { ComposePath } from '../edit';
import { type Parts, type ShortSyntax, splitOutside } from './shortSyntax';

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(':');

/** `[[host_ip:][published]:]target[/protocol]` */
export const PORT: ShortSyntax = {
  noun: 'port',
  fields: [
    { id: 'host_ip', label: 'Host address', placeholder: 'all' },
    { id: 'published', label: 'Host port', placeholder: 'any' },
    { id: 'target', label: 'Container port', isNeeded: true },
    { id: 'protocol', label: 'Protocol', placeholder: 'tcp' },
  ],
  read(text) {
    const [ports = '', protocol, ...more] = splitOutside(text, '/');
    const parts = splitOutside(ports, ':');
    if (more.length > 0 || parts.length > 3) return undefined;
    return { target: parts.at(-1), published: parts.at(-2), host_ip: parts.at(-3), protocol };
  },
  write: ({ host_ip, published, target, protocol }) =>
    // An address stands before two colons, also where the engine chooses the port.
    joined([host_ip, host_ip === undefined ? published : (published ?? ''), target]) +
    (protocol === undefined ? '' : `/${protocol}`),
};

/** `[source:]target[:mode]`; a single letter before a colon is a drive of Windows, as Compose reads it. */
export const MOUNT: ShortSyntax = {
  noun: 'volume',
  fields: [
    { id: 'source', label: 'Source', placeholder: 'anonymous volume' },
    { id: 'target', label: 'Path in the container', isNeeded: true },
    { id: 'mode', label: 'Options', placeholder: 'rw' },
  ],
  read(text) {
    const parts = splitOutside(text, ':');
    if (/^[a-zA-Z]$/.test(parts[0] ?? '') && parts.length > 1) parts.splice(0, 2, `${parts[0]}:${parts[1]}`);
    if (parts.length > 3) return undefined;
    return parts.length === 1 ? { target: parts[0] } : { source: parts[0], target: parts[1], mode: parts[2] };
  },
  // Options can only be written behind a source.
  write: ({ source, target, mode }) => joined([source, target, source === undefined ? undefined : mode]),
};

/** `source[:target[:permissions]]` */
export const DEVICE: ShortSyntax = {
  noun: 'device',
  fields: [
    { id: 'source', label: 'Device of the host', isNeeded: true },
    { id: 'target', label: 'Path in the container', placeholder: 'the same' },
    { id: 'permissions', label: 'Permissions', placeholder: 'rwm' },
  ],
  read(text) {
    const [source, target, permissions, ...more] = splitOutside(text, ':');
    return more.length > 0 ? undefined : { source, target, permissions };
  },
  write: ({ source, target, permissions }) =>
    joined([source, permissions === undefined ? target : (target ?? source), permissions]),
};

/** `KEY=value`, or `KEY` alone. */
export const PAIR: ShortSyntax = {
  noun: 'entry',
  fields: [
    { id: 'key', label: 'Name', isNeeded: true },
    { id: 'value', label: 'Value' },
  ],
  read(text) {
    const at = text.indexOf('=');
    return at < 0 ? { key: text } : { key: text.slice(0, at), value: text.slice(at + 1) };
  },
  write: ({ key, value }) => (value === undefined ? (key ?? '') : `${key ?? ''}=${value}`),
};

/** `host=address`, or with a colon as it was before. */
export const HOST: ShortSyntax = {
  noun: 'host',
  fields: [
    { id: 'key', label: 'Host name', isNeeded: true },
    { id: 'value', label: 'Address', isNeeded: true },
  ],
  read(text) {
    const at = text.search(/[=:]/);
    if (at < 0) return undefined;
    return { key: text.slice(0, at), value: text.slice(at + 1), separator: text[at] };
  },
  write: ({ key = '', value = '', separator = '=' }: Parts) => `${key}${separator}${value}`,
};

const BY_KEY: Readonly<Record<string, ShortSyntax>> = {
  ports: PORT,
  volumes: MOUNT,
  devices: DEVICE,
  extra_hosts: HOST,
  ...Object.fromEntries(
    ['environment', 'labels', 'annotations', 'args', 'sysctls', 'additional_contexts', 'ssh'].map((key) => [key, PAIR]),
  ),
};

/** The short form of the items of a list in a service, where it has one. */
export function shortSyntaxAt(path: ComposePath): ShortSyntax | undefined {
  const key = path.at(-1);
  // `deploy.resources.reservations.devices` has a long form only.
  if (typeof key !== 'string' || (key === 'devices' && path.length > 3)) return undefined;
  return Object.hasOwn(BY_KEY, key) ? BY_KEY[key] : undefined;
}
