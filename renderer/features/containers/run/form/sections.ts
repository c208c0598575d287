import type { FieldId } from '../fields/fields.ts';
import { t } from '../../texts/index.ts';

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
    get title() {
      return t('Network');
    },
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
    get title() {
      return t('Resources');
    },
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
    get title() {
      return t('Process');
    },
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
  {
    id: 'health',
    get title() {
      return t('Health');
    },
    fields: ['healthCheck'],
  },
  {
    id: 'security',
    get title() {
      return t('Security');
    },
    fields: ['isPrivileged', 'isRootReadOnly', 'capAdd', 'capDrop', 'securityOptions', 'maskedPaths', 'readOnlyPaths'],
  },
  {
    id: 'storage',
    get title() {
      return t('Storage');
    },
    fields: ['volumesFrom', 'volumeDriver', 'storageOptions'],
  },
  {
    id: 'devices',
    get title() {
      return t('Devices and GPUs');
    },
    fields: ['devices', 'deviceRequests', 'deviceCgroupRules'],
  },
  {
    id: 'logging',
    get title() {
      return t('Logging');
    },
    fields: ['logDriver', 'logOptions'],
  },
  {
    id: 'namespaces',
    get title() {
      return t('Namespaces and kernel');
    },
    fields: ['pidMode', 'ipcMode', 'utsMode', 'usernsMode', 'cgroupnsMode', 'cgroupParent', 'sysctls'],
  },
  {
    id: 'labels',
    get title() {
      return t('Labels');
    },
    fields: ['labels', 'annotations'],
  },
  {
    id: 'making',
    get title() {
      return t('Image and number');
    },
    fields: ['pull', 'platform', 'runtime', 'count'],
  },
];

export const sectionOf = (id: string): SectionPlan | undefined =>
  FIRST_FIELDS.some((first) => first === id)
    ? undefined
    : SECTIONS.find(({ fields }) => fields.some((one) => one === id));
