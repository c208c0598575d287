import type { RunSettings } from '../../model/run.ts';

/** Settings that the engine’s `HostConfig` has one to one, under its names; read in both directions. */
export const HOST_SCALARS = {
  memoryBytes: 'Memory',
  memoryReservationBytes: 'MemoryReservation',
  memorySwapBytes: 'MemorySwap',
  memorySwappiness: 'MemorySwappiness',
  oomKillDisable: 'OomKillDisable',
  oomScoreAdjust: 'OomScoreAdj',
  shmSizeBytes: 'ShmSize',
  cpuShares: 'CpuShares',
  cpuPeriodMicroseconds: 'CpuPeriod',
  cpuQuotaMicroseconds: 'CpuQuota',
  cpuRealtimePeriodMicroseconds: 'CpuRealtimePeriod',
  cpuRealtimeRuntimeMicroseconds: 'CpuRealtimeRuntime',
  cpusetCpus: 'CpusetCpus',
  cpusetMems: 'CpusetMems',
  pids: 'PidsLimit',
  blkioWeight: 'BlkioWeight',
  isPrivileged: 'Privileged',
  isRootReadOnly: 'ReadonlyRootfs',
  autoRemove: 'AutoRemove',
  publishAll: 'PublishAllPorts',
  pidMode: 'PidMode',
  ipcMode: 'IpcMode',
  utsMode: 'UTSMode',
  usernsMode: 'UsernsMode',
  cgroupnsMode: 'CgroupnsMode',
  cgroupParent: 'CgroupParent',
  runtime: 'Runtime',
  volumeDriver: 'VolumeDriver',
  init: 'Init',
} as const satisfies Partial<Record<keyof RunSettings, string>>;

/** Lists of texts. */
export const HOST_LISTS = {
  dns: 'Dns',
  dnsOptions: 'DnsOptions',
  dnsSearch: 'DnsSearch',
  groupAdd: 'GroupAdd',
  deviceCgroupRules: 'DeviceCgroupRules',
} as const satisfies Partial<Record<keyof RunSettings, string>>;

/** Names with values. */
export const HOST_RECORDS = {
  sysctls: 'Sysctls',
  storageOptions: 'StorageOpt',
  annotations: 'Annotations',
} as const satisfies Partial<Record<keyof RunSettings, string>>;

/** What a device gives at most, in bytes or operations a second. */
export const DEVICE_RATES = {
  deviceReadBytes: 'BlkioDeviceReadBps',
  deviceWriteBytes: 'BlkioDeviceWriteBps',
  deviceReadOperations: 'BlkioDeviceReadIOps',
  deviceWriteOperations: 'BlkioDeviceWriteIOps',
} as const satisfies Partial<Record<keyof RunSettings, string>>;

/** Settings that the engine’s `Config` has one to one. */
export const CONFIG_SCALARS = {
  hostname: 'Hostname',
  domainname: 'Domainname',
  user: 'User',
  workingDir: 'WorkingDir',
  tty: 'Tty',
  openStdin: 'OpenStdin',
  stopSignal: 'StopSignal',
  stopTimeoutSeconds: 'StopTimeout',
} as const satisfies Partial<Record<keyof RunSettings, string>>;

/** Each setting under the engine’s name for it; what is absent stays absent. */
export const named = (settings: RunSettings, names: Partial<Record<keyof RunSettings, string>>): object =>
  Object.fromEntries(
    Object.entries(names).flatMap(([ours, theirs]) => {
      const value = settings[ours as keyof RunSettings];
      // “No init” is a wish of its own.
      const isNothing = value === undefined || (value === false && ours !== 'init');
      return isNothing || (Array.isArray(value) && value.length === 0) ? [] : [[theirs, value]];
    }),
  );
