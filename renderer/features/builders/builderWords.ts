import type { Builder, BuilderNode, GcRule } from '../../../contract/model/builder.ts';
import { formatSize, type StatusTone } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const TONES: Readonly<Record<string, StatusTone>> = {
  running: 'running',
  starting: 'starting',
  stopping: 'removing',
  stopped: 'exited',
  inactive: 'created',
  error: 'failed',
};

export const toneOf = (status: string): StatusTone => TONES[status] ?? 'unknown';

const WORDS: Readonly<Record<string, string>> = {
  get running() {
    return t('Running');
  },
  get inactive() {
    return t('Not started');
  },
  get stopped() {
    return t('Stopped');
  },
  get error() {
    return t('Does not answer');
  },
};

export const statusWord = (status: string): string => WORDS[status] ?? status;

/** Of all its nodes, the one that is worst. */
export function statusOf({ nodes, error }: Builder): string {
  if (error !== undefined || nodes.some(({ status }) => status === 'error')) return 'error';
  return nodes.find(({ status }) => status !== 'running')?.status ?? nodes[0]?.status ?? 'unknown';
}

const DRIVERS: Readonly<Record<string, string>> = {
  get docker() {
    return t('docker: the BuildKit inside the engine');
  },
  get 'docker-container'() {
    return t('docker-container: a BuildKit in a container of its own');
  },
  get remote() {
    return t('remote: a BuildKit that runs elsewhere');
  },
  get kubernetes() {
    return t('kubernetes: BuildKit in pods');
  },
  get cloud() {
    return t('cloud: Docker Build Cloud');
  },
};

export const driverWord = (driver: string): string => DRIVERS[driver] ?? driver;

/** Each platform once, over all nodes. */
export const platformsOf = (nodes: readonly BuilderNode[]): readonly string[] => [
  ...new Set(nodes.flatMap(({ platforms }) => platforms)),
];

const hours = (ms: number): string => {
  const count = Math.round(ms / 3_600_000);
  return count >= 48 && count % 24 === 0 ? t('{{count}} days', { count: count / 24 }) : t('{{count}} hours', { count });
};

/** `Removes source.local: unused for 2 days, above 3.4 GB` */
export function gcWords({ isForAll, filters, keepForMs, reservedBytes, maxUsedBytes, minFreeBytes }: GcRule): string {
  const what =
    filters.length > 0
      ? filters.join(',').replaceAll('type==', '').replaceAll(',', ', ')
      : isForAll
        ? 'everything'
        : t('all but internal');
  const parts = [
    keepForMs !== undefined && t('unused for {{keepForMs}}', { keepForMs: hours(keepForMs) }),
    maxUsedBytes !== undefined && t('above {{maxUsed}}', { maxUsed: formatSize(maxUsedBytes) }),
    minFreeBytes !== undefined &&
      t('with less than {{minFree}} free on the disk', { minFree: formatSize(minFreeBytes) }),
    reservedBytes !== undefined && t('never below {{reserved}}', { reserved: formatSize(reservedBytes) }),
  ].filter((part) => part !== false);
  return t('Removes {{what}}: {{parts}}', { what, parts: parts.join(', ') || t('whenever it is not used') });
}
