import { z } from 'zod';
import type { SettingChange } from '../../contract/model/containerChange.ts';
import { isSame } from './mergeBody.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a container is to be called and made from. */
export interface Target {
  readonly name: string;
  readonly body: Fields;
}

const fields = z.record(z.string(), z.unknown());
export const LiveStep = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rename'), from: z.string(), to: z.string() }),
  /** Of `POST /containers/{id}/update`, and what takes it back. */
  z.object({ type: z.literal('update'), body: fields, before: fields }),
  z.object({ type: z.literal('disconnect'), network: z.string(), endpoint: fields }),
  z.object({ type: z.literal('connect'), network: z.string(), endpoint: fields }),
]);
export type LiveStep = z.infer<typeof LiveStep>;

/** Those that the engine changes on a container that exists. 0 and nothing mean “leave it” to it, but for the last two. */
const LASTING = [
  'Memory',
  'MemorySwap',
  'MemoryReservation',
  'NanoCpus',
  'CpuShares',
  'CpuPeriod',
  'CpuQuota',
  'CpusetCpus',
  'CpusetMems',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'BlkioWeight',
];
const FREE = ['PidsLimit', 'RestartPolicy'];

/** The steps that make one of the other while it lives; undefined where something needs a new container. */
export function liveSteps(from: Target, to: Target): readonly LiveStep[] | undefined {
  const [fromHost, toHost] = [hostOf(from), hostOf(to)];
  const [fromNets, toNets] = [endpointsOf(from), endpointsOf(to)];
  const main = mainNetwork(fromHost);
  if (needsNew(from, to).size > 0) return undefined;
  const update: Record<string, unknown> = {};
  const before: Record<string, unknown> = {};
  for (const key of [...LASTING, ...FREE]) {
    if (isSame(fromHost[key], toHost[key])) continue;
    update[key] =
      key === 'PidsLimit' ? toHost[key] || -1 : key === 'RestartPolicy' ? policyOf(toHost[key]) : toHost[key];
    before[key] =
      key === 'PidsLimit' ? fromHost[key] || -1 : key === 'RestartPolicy' ? policyOf(fromHost[key]) : fromHost[key];
  }
  const others = [...new Set([...Object.keys(fromNets), ...Object.keys(toNets)])].filter(
    (network) => network !== main && !isSame(fromNets[network], toNets[network]),
  );
  return [
    ...(from.name === to.name ? [] : [{ type: 'rename', from: from.name, to: to.name } as const]),
    ...(Object.keys(update).length === 0 ? [] : [{ type: 'update', body: update, before } as const]),
    ...others.flatMap((network): LiveStep[] => [
      ...(network in fromNets ? [{ type: 'disconnect', network, endpoint: fromNets[network]! } as const] : []),
      ...(network in toNets ? [{ type: 'connect', network, endpoint: toNets[network]! } as const] : []),
    ]),
  ];
}

/** The settings, by the keys of their rows, that only a new container can have. */
export function needsNew(from: Target, to: Target): ReadonlySet<string> {
  const [fromHost, toHost] = [hostOf(from), hostOf(to)];
  const keys = new Set<string>();
  for (const key of union(from.body, to.body)) {
    if (key === 'HostConfig' || key === 'NetworkingConfig') continue;
    if (!isSame(from.body[key], to.body[key])) keys.add(key);
  }
  for (const key of union(fromHost, toHost)) {
    if (isSame(fromHost[key], toHost[key]) || FREE.includes(key)) continue;
    if (!LASTING.includes(key) || !toHost[key]) keys.add(`HostConfig.${key}`);
  }
  const main = mainNetwork(fromHost);
  if (!isSame(endpointsOf(from)[main], endpointsOf(to)[main])) keys.add(`Networks.${main}`);
  return keys;
}

/** Whether what a row shows is among them. */
export function isAmong({ key }: Pick<SettingChange, 'key'>, keys: ReadonlySet<string>): boolean {
  const [group = ''] = key.split('.', 1);
  if (keys.has(key)) return true;
  if (group === 'Ports') return keys.has('HostConfig.PortBindings') || keys.has('ExposedPorts');
  if (group === 'Mounts') return ['Binds', 'Mounts', 'Tmpfs'].some((one) => keys.has(`HostConfig.${one}`));
  if (group === 'VolumesFrom') return keys.has('HostConfig.VolumesFrom');
  return group !== 'HostConfig' && group !== 'Networks' && keys.has(group);
}

const policyOf = (policy: unknown) => ({ Name: 'no', MaximumRetryCount: 0, ...(policy as Fields | undefined) });

const hostOf = ({ body }: Target): Fields => (body['HostConfig'] ?? {}) as Fields;

const endpointsOf = ({ body }: Target): Readonly<Record<string, Fields>> =>
  (body['NetworkingConfig'] as { EndpointsConfig?: Record<string, Fields> } | undefined)?.EndpointsConfig ?? {};

function mainNetwork(host: Fields): string {
  const mode = host['NetworkMode'];
  return typeof mode !== 'string' || mode === '' || mode === 'default' ? 'bridge' : mode;
}

const union = (a: Fields, b: Fields): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
