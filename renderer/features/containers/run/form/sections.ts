import type { FieldId } from '../fields/fields.ts';

interface SectionPlan {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldId[];
}

/** What nearly everybody needs; always open. The rest is in sections, in the order of need. */
export const FIRST_FIELDS: readonly FieldId[] = [
  'image',
  'command',
  'name',
  'restartPolicy',
  'autoRemove',
  'start',
  'ports',
  'env',
  'mounts',
];

export const SECTIONS: readonly SectionPlan[] = [
  {
    id: 'network',
    title: 'Network',
    fields: [
      'networks',
      'hostname',
      'domainname',
      'publishAll',
      'expose',
      'extraHosts',
      'dns',
      'dnsSearch',
      'dnsOptions',
      'links',
    ],
  },
  {
    id: 'resources',
    title: 'Resources',
    fields: [
      'memoryBytes',
      'cpus',
      'memoryReservationBytes',
      'memorySwapBytes',
      'pids',
      'shmSizeBytes',
      'cpuShares',
      'memorySwappiness',
      'cpusetCpus',
      'cpusetMems',
      'oomScoreAdjust',
      'oomKillDisable',
      'ulimits',
      'cpuPeriodMicroseconds',
      'cpuQuotaMicroseconds',
      'cpuRealtimePeriodMicroseconds',
      'cpuRealtimeRuntimeMicroseconds',
      'blkioWeight',
      'blkioWeightDevices',
      'deviceReadBytes',
      'deviceWriteBytes',
      'deviceReadOperations',
      'deviceWriteOperations',
    ],
  },
  {
    id: 'process',
    title: 'Process',
    fields: [
      'entrypoint',
      'workingDir',
      'user',
      'init',
      'stopSignal',
      'stopTimeoutSeconds',
      'tty',
      'openStdin',
      'groupAdd',
      'unsetEnv',
    ],
  },
  { id: 'health', title: 'Health', fields: ['healthCheck'] },
  {
    id: 'security',
    title: 'Security',
    fields: ['isPrivileged', 'isRootReadOnly', 'capAdd', 'capDrop', 'securityOptions', 'maskedPaths', 'readOnlyPaths'],
  },
  { id: 'storage', title: 'Storage', fields: ['volumesFrom', 'volumeDriver', 'storageOptions'] },
  { id: 'devices', title: 'Devices and GPUs', fields: ['devices', 'deviceRequests', 'deviceCgroupRules'] },
  { id: 'logging', title: 'Logging', fields: ['logDriver', 'logOptions'] },
  {
    id: 'namespaces',
    title: 'Namespaces and kernel',
    fields: ['pidMode', 'ipcMode', 'utsMode', 'usernsMode', 'cgroupnsMode', 'cgroupParent', 'sysctls'],
  },
  { id: 'labels', title: 'Labels', fields: ['labels', 'annotations'] },
  { id: 'making', title: 'Image and number', fields: ['pull', 'platform', 'runtime', 'count'] },
];

export const sectionOf = (id: string): SectionPlan | undefined =>
  FIRST_FIELDS.some((first) => first === id)
    ? undefined
    : SECTIONS.find(({ fields }) => fields.some((one) => one === id));
