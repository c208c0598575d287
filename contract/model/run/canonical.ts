import type { RunSettings } from '../run.ts';
import type { RunHealthCheck } from './health.ts';
import type { RunMount } from './mounts.ts';
import type { RunNetwork } from './networks.ts';
import type { NamedValue } from './pairs.ts';
import type { ExposedPort } from './ports.ts';

/**
 * The one way in which settings are written that mean the same to the engine: what has no order is sorted, what says
 * nothing is left out. Two settings make the same container where their canonical forms are equal; use it to compare
 * them, not on what somebody types.
 */
export function canonicalSettings(settings: RunSettings): RunSettings {
  return defined({
    ...withoutEmpty(settings),
    ports: settings.ports.map(({ hostIp, ...port }) => ({ ...port, ...(hostIp && { hostIp }) })).toSorted(byPort),
    expose: settings.expose.filter((one) => !settings.ports.some((port) => byPort(one, port) === 0)).toSorted(byPort),
    labels: byName(settings.labels),
    annotations: byName(settings.annotations),
    sysctls: byName(settings.sysctls),
    storageOptions: byName(settings.storageOptions),
    logOptions: byName(settings.logOptions),
    capAdd: capabilities(settings.capAdd),
    capDrop: capabilities(settings.capDrop).filter((name) => !capabilities(settings.capAdd).includes(name)),
    mounts: settings.mounts.map(canonicalMount).toSorted((a, b) => compare(a.target, b.target)),
    networks: canonicalNetworks(settings.networks),
    ulimits: settings.ulimits.toSorted((a, b) => compare(a.name, b.name)),
    devices: settings.devices.map(({ hostPath, containerPath, permissions }) => ({
      hostPath,
      containerPath: containerPath === hostPath ? undefined : containerPath,
      permissions: permissions === 'rwm' ? undefined : permissions,
    })),
    deviceRequests: settings.deviceRequests.map(({ driver, count, options, ...rest }) => ({
      ...rest,
      driver: driver || undefined,
      count: count || undefined,
      options: byName(options),
    })),
    healthCheck: canonicalHealth(settings.healthCheck),
    restartPolicy: canonicalRestart(settings.restartPolicy),
  });
}

/** For these 0, -1 of processes and an empty text mean the same as nothing. */
const NOTHING_AT_ZERO = [
  ...[
    'memoryBytes',
    'memoryReservationBytes',
    'memorySwapBytes',
    'oomScoreAdjust',
    'shmSizeBytes',
    'cpus',
    'cpuShares',
  ],
  ...['cpuPeriodMicroseconds', 'cpuQuotaMicroseconds', 'cpuRealtimePeriodMicroseconds'],
  ...['cpuRealtimeRuntimeMicroseconds', 'pids', 'blkioWeight', 'stopTimeoutSeconds'],
] as const satisfies readonly (keyof RunSettings)[];

function withoutEmpty(settings: RunSettings): RunSettings {
  const { memoryBytes = 0, memorySwapBytes, cpus, pids } = settings;
  const rest: RunSettings = {
    ...settings,
    cpus: cpus && Math.round(cpus * 1e9) / 1e9,
    // The engine doubles the memory by itself.
    memorySwapBytes: memoryBytes > 0 && memorySwapBytes === 2 * memoryBytes ? 0 : memorySwapBytes,
    pids: pids === -1 ? 0 : pids,
    command: settings.command?.length === 0 ? undefined : settings.command,
  };
  const isNothing = ([key, value]: [string, unknown]) =>
    value === '' || (value === 0 && key !== 'stopTimeoutSeconds' && NOTHING_AT_ZERO.some((name) => name === key));
  return Object.fromEntries(Object.entries(rest).filter((entry) => !isNothing(entry))) as RunSettings;
}

/** As the engine does it: what is relabelled is made too where it is missing; `--tmpfs` has everything in one text. */
function canonicalMount(mount: RunMount): RunMount {
  const { type, tmpfsOptions, target, subpath, driver } = mount;
  const path = target.length > 1 ? target.replace(/\/+$/, '') || '/' : target;
  const rest: RunMount = {
    ...mount,
    target: path,
    subpath: subpath || undefined,
    driver: driver || undefined,
    driverOptions: byName(mount.driverOptions),
    volumeLabels: byName(mount.volumeLabels),
  };
  if (type === 'bind' && mount.selinux) return { ...rest, createSource: true };
  if (type === 'tmpfs' && tmpfsOptions !== undefined) {
    const { sizeBytes: _size, mode: _mode, ...plain } = rest;
    return { ...plain, isReadOnly: false, tmpfsOptions: tmpfsText(mount) };
  }
  return rest;
}

/** What `--tmpfs` is given after the path: `ro,size=1000,mode=1777,exec`. */
export function tmpfsText({ isReadOnly, sizeBytes, mode, tmpfsOptions = '' }: RunMount): string {
  return [
    ...(isReadOnly ? ['ro'] : []),
    ...(sizeBytes === undefined ? [] : [`size=${sizeBytes}`]),
    ...(mode === undefined ? [] : [`mode=${mode.toString(8)}`]),
    ...(tmpfsOptions ? [tmpfsOptions] : []),
  ].join(',');
}

function canonicalNetworks(networks: readonly RunNetwork[]): RunNetwork[] {
  const [first, ...others] = networks.map((network) => ({
    ...network,
    aliases: [...new Set(network.aliases)],
    gatewayPriority: network.gatewayPriority || undefined,
    macAddress: network.macAddress?.toLowerCase() || undefined,
    ipv4Address: network.ipv4Address || undefined,
    ipv6Address: network.ipv6Address || undefined,
    driverOptions: byName(network.driverOptions),
  }));
  if (!first) return [];
  const all = [{ ...first, name: first.name === 'default' ? 'bridge' : first.name }];
  const isDefault = others.length === 0 && isPlainBridge(all[0]);
  return isDefault ? [] : [...all, ...others.toSorted((a, b) => compare(a.name, b.name))];
}

/** Whether it is the engine’s default bridge without any wish. */
const isPlainBridge = (network: RunNetwork | undefined): boolean =>
  network?.name === 'bridge' &&
  Object.entries(network).every(
    ([key, value]) => key === 'name' || value === undefined || (Array.isArray(value) && value.length === 0),
  );

const canonicalRestart = (policy: RunSettings['restartPolicy']): RunSettings['restartPolicy'] =>
  !policy || policy.name === 'no'
    ? undefined
    : policy.name === 'on-failure' && policy.maximumRetryCount
      ? policy
      : { name: policy.name };

/** `cap_net_admin` → `NET_ADMIN`, each once. */
const capabilities = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.toUpperCase().replace(/^CAP_/, '')))].toSorted(compare);

const canonicalHealth = (check: RunHealthCheck | undefined): RunHealthCheck | undefined =>
  check && Object.values(check).some((value) => value !== undefined) ? defined(check) : undefined;

/** Without keys that hold nothing. */
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (pairs: readonly NamedValue[]): NamedValue[] => pairs.toSorted((a, b) => compare(a.name, b.name));
const byPort = (a: ExposedPort, b: ExposedPort): number =>
  a.containerPort - b.containerPort || compare(a.protocol, b.protocol);
