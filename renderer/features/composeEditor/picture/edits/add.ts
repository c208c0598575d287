import type { ComposeEdit, ComposeValue } from '../../../../../contract/compose/edit.ts';
import { SECTION, type UsedKind } from '../graph/kinds.ts';
import { isLong, isNothing, listOf, recordOf, serviceIn } from '../graph/value.ts';
import type { PublishedPort } from '../graph/ports.ts';

/** What is new, by what a person has said of it. Each is one step of undo. */
export const addService = (name: string, image: string): readonly ComposeEdit[] => [
  { op: 'set', path: ['services', name], value: { image } },
];

/** A secret or a config needs a source; a network or a volume needs nothing. */
export const addNamed = (kind: Exclude<UsedKind, 'service'>, name: string, file?: string): readonly ComposeEdit[] => [
  { op: 'set', path: [SECTION[kind], name], value: file === undefined ? null : { file } },
];

export function addPort(file: unknown, service: string, port: PublishedPort): readonly ComposeEdit[] {
  const value = isLong(serviceIn(file, service)['ports']) ? longPort(port) : shortPort(port);
  return [{ op: 'insert', path: ['services', service, 'ports'], value }];
}

const numberOrText = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);

function longPort({ hostIp, hostPort, containerPort, protocol }: PublishedPort): ComposeValue {
  return {
    target: numberOrText(containerPort),
    // Text, as the specification has it: it may be a range.
    ...(hostPort !== '' && { published: hostPort }),
    ...(hostIp !== '' && { host_ip: hostIp }),
    ...(protocol !== 'tcp' && { protocol }),
  };
}

function shortPort({ hostIp, hostPort, containerPort, protocol }: PublishedPort): string {
  const ip = hostIp.includes(':') && !hostIp.startsWith('[') ? `[${hostIp}]` : hostIp;
  const host = [...(ip === '' ? [] : [ip]), ...(hostPort === '' && ip === '' ? [] : [hostPort])];
  return `${[...host, containerPort].join(':')}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

export interface Mount {
  readonly target: string;
  readonly isReadOnly: boolean;
}

export function addMount(file: unknown, service: string, volume: string, mount: Mount): readonly ComposeEdit[] {
  const { target, isReadOnly } = mount;
  const isInLongForm = isLong(serviceIn(file, service)['volumes']);
  const value: ComposeValue = isInLongForm
    ? { type: 'volume', source: volume, target, ...(isReadOnly && { read_only: true }) }
    : `${volume}:${target}${isReadOnly ? ':ro' : ''}`;
  return [{ op: 'insert', path: ['services', service, 'volumes'], value }];
}

/** `on` waits for `needed`. In a map the condition is the one that the others have, as long as `needed` can meet it. */
export function addDependency(file: unknown, on: string, needed: string): readonly ComposeEdit[] {
  const path = ['services', on, 'depends_on'];
  const before = serviceIn(file, on)['depends_on'];
  if (isNothing(before) || Array.isArray(before)) return [{ op: 'insert', path, value: needed }];
  const others = Object.values(recordOf(before)).map((one) => recordOf(one)['condition']);
  const isHealthy =
    !isNothing(serviceIn(file, needed)['healthcheck']) && others.every((one) => one === 'service_healthy');
  const condition = isHealthy ? 'service_healthy' : 'service_started';
  return [{ op: 'insert', path, key: needed, value: { condition } }];
}

export interface ConnectOptions {
  /** Of a service that named no network: it stays on the one it has had. */
  readonly keepsDefault: boolean;
}

/** What a service is on a network with goes first where the two exclude each other. */
export function connect(
  file: unknown,
  service: string,
  network: string,
  { keepsDefault }: ConnectOptions,
): readonly ComposeEdit[] {
  const path = ['services', service, 'networks'];
  const { networks, network_mode: mode } = serviceIn(file, service);
  const isMap = Object.keys(recordOf(networks)).length > 0;
  if (isMap) return [{ op: 'insert', path, key: network, value: null }];
  const isFirst = listOf(networks).length === 0;
  return [
    ...(isNothing(mode) ? [] : [{ op: 'remove' as const, path: ['services', service, 'network_mode'] }]),
    ...(isFirst && keepsDefault ? [{ op: 'insert' as const, path, value: 'default' }] : []),
    { op: 'insert', path, value: network },
  ];
}

export function giveFile(
  file: unknown,
  service: string,
  kind: 'secret' | 'config',
  name: string,
): readonly ComposeEdit[] {
  const key = `${kind}s`;
  const value: ComposeValue = isLong(serviceIn(file, service)[key]) ? { source: name } : name;
  return [{ op: 'insert', path: ['services', service, key], value }];
}
