import type { DeviceRequest, RunDevice, RunSettings } from '../../model/run.ts';
import { toPairs } from '../../model/run/pairs.ts';
import { DEVICE_RATES, HOST_LISTS, HOST_RECORDS, HOST_SCALARS } from '../body/scalars.ts';
import type { EngineDefaults, MadeHostConfig } from './made.ts';

/** How it lives on the machine; what the engine fills in by itself is left out. */
export function hostOf(host: MadeHostConfig, defaults: EngineDefaults): Partial<RunSettings> {
  return {
    ...scalarsOf(host, defaults),
    ...listsOf(host),
    ...securityOf(host),
    ...logOf(host, defaults),
    cpus: host.NanoCpus ? host.NanoCpus / 1e9 : undefined,
    restartPolicy: restartOf(host),
    ulimits: (host.Ulimits ?? []).map(({ Name, Soft, Hard }) => ({ name: ulimitName(Name), soft: Soft, hard: Hard })),
    blkioWeightDevices: (host.BlkioWeightDevice ?? []).map(({ Path, Weight }) => ({ path: Path, weight: Weight })),
    devices: (host.Devices ?? []).map(deviceOf),
    deviceRequests: (host.DeviceRequests ?? []).map(requestOf),
  };
}

const SHM_DEFAULT_BYTES = 64 * 1024 ** 2;

function scalarsOf(host: MadeHostConfig, defaults: EngineDefaults): Partial<RunSettings> {
  const given: Readonly<Record<string, unknown>> = {
    ShmSize: SHM_DEFAULT_BYTES,
    Runtime: defaults.runtime,
    CgroupnsMode: defaults.cgroupnsMode,
    IpcMode: 'private',
  };
  const entries = Object.entries(HOST_SCALARS).flatMap(([ours, theirs]) => {
    const value = host[theirs];
    const isNothing = value === undefined || value === null || value === '' || value === given[theirs];
    // Engines before API 1.40 say -1 where nothing was chosen.
    return isNothing || (ours === 'memorySwappiness' && value === -1) ? [] : [[ours, value]];
  });
  return Object.fromEntries(entries) as Partial<RunSettings>;
}

function listsOf(host: MadeHostConfig): Partial<RunSettings> {
  type Rate = { readonly Path: string; readonly Rate: number };
  const lists = Object.entries(HOST_LISTS).map(([ours, theirs]) => [ours, host[theirs] ?? []]);
  const records = Object.entries(HOST_RECORDS).map(([ours, theirs]) => [
    ours,
    toPairs(host[theirs] as Record<string, string> | null | undefined),
  ]);
  const rates = Object.entries(DEVICE_RATES).map(([ours, theirs]) => [
    ours,
    ((host[theirs] ?? []) as readonly Rate[]).map(({ Path, Rate }) => ({ path: Path, perSecond: Rate })),
  ]);
  return Object.fromEntries([...lists, ...records, ...rates]) as Partial<RunSettings>;
}

/** Every engine masks these; newer ones some more. Another list was somebody’s choice. */
const MASKED = [
  ...['/proc/acpi', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/timer_list', '/proc/timer_stats'],
  ...['/proc/sched_debug', '/proc/scsi', '/sys/firmware'],
];
const MASKED_SOMETIMES =
  /^\/proc\/(asound|interrupts)$|^\/sys\/devices\/(virtual\/powercap|system\/cpu\/cpu\d+\/thermal_throttle)$/;
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];
const READ_ONLY_SOMETIMES = /^\/proc\/asound$/;

function securityOf(host: MadeHostConfig): Partial<RunSettings> {
  const { CapAdd, CapDrop, SecurityOpt, MaskedPaths: masked, ReadonlyPaths: readOnly } = host;
  const isOpen = masked?.length === 0 && readOnly?.length === 0 && !host.Privileged;
  // Who shares the machine’s processes cannot be labelled apart from it: the engine adds that by itself.
  const isUnlabelled = host.Privileged || host.PidMode === 'host' || host.IpcMode === 'host';
  const options = (SecurityOpt ?? []).filter((option) => !(isUnlabelled && option === 'label=disable'));
  return {
    capAdd: [...(CapAdd ?? [])],
    capDrop: [...(CapDrop ?? [])],
    securityOptions: isOpen ? [...options, 'systempaths=unconfined'] : options,
    maskedPaths: isOpen || isTheEngines(masked, MASKED, MASKED_SOMETIMES) ? undefined : [...(masked ?? [])],
    readOnlyPaths: isOpen || isTheEngines(readOnly, READ_ONLY, READ_ONLY_SOMETIMES) ? undefined : [...(readOnly ?? [])],
  };
}

function isTheEngines(
  paths: readonly string[] | null | undefined,
  always: readonly string[],
  sometimes: RegExp,
): boolean {
  if (!paths) return true;
  return (
    always.every((path) => paths.includes(path)) && paths.every((path) => always.includes(path) || sometimes.test(path))
  );
}

function logOf({ LogConfig: log }: MadeHostConfig, { logDriver }: EngineDefaults): Partial<RunSettings> {
  return {
    logDriver: log?.Type && log.Type !== logDriver ? log.Type : undefined,
    logOptions: toPairs(log?.Config),
  };
}

const POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

function restartOf({ RestartPolicy: policy }: MadeHostConfig): RunSettings['restartPolicy'] {
  const name = POLICIES.find((known) => known === policy?.Name);
  return name && { name, ...(policy?.MaximumRetryCount && { maximumRetryCount: policy.MaximumRetryCount }) };
}

type Of<K extends 'Devices' | 'DeviceRequests'> = NonNullable<MadeHostConfig[K]>[number];

const deviceOf = ({ PathOnHost, PathInContainer, CgroupPermissions }: Of<'Devices'>): RunDevice => ({
  hostPath: PathOnHost,
  ...(PathInContainer && { containerPath: PathInContainer }),
  ...(CgroupPermissions && { permissions: CgroupPermissions }),
});

const requestOf = ({ Driver, Count, DeviceIDs, Capabilities, Options }: Of<'DeviceRequests'>): DeviceRequest => ({
  ...(Driver && { driver: Driver }),
  ...(Count && { count: Count }),
  deviceIds: [...(DeviceIDs ?? [])],
  capabilities: (Capabilities ?? []).map((names) => [...names]),
  options: toPairs(Options),
});

/** Podman says `RLIMIT_NOFILE` of what it takes as `nofile`. */
export const ulimitName = (name: string): string => name.replace(/^RLIMIT_/, '').toLowerCase();
