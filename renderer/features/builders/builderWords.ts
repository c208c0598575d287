import type { Builder, BuilderNode, GcRule } from '../../../contract/model/builder.ts';
import { formatSize, type StatusTone } from '../../ui/index.ts';

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
  running: 'Running',
  inactive: 'Not started',
  stopped: 'Stopped',
  error: 'Does not answer',
};

export const statusWord = (status: string): string => WORDS[status] ?? status;

/** Of all its nodes, the one that is worst. */
export function statusOf({ nodes, error }: Builder): string {
  if (error !== undefined || nodes.some(({ status }) => status === 'error')) return 'error';
  return nodes.find(({ status }) => status !== 'running')?.status ?? nodes[0]?.status ?? 'unknown';
}

const DRIVERS: Readonly<Record<string, string>> = {
  docker: 'docker: the BuildKit inside the engine',
  'docker-container': 'docker-container: a BuildKit in a container of its own',
  remote: 'remote: a BuildKit that runs elsewhere',
  kubernetes: 'kubernetes: BuildKit in pods',
  cloud: 'cloud: Docker Build Cloud',
};

export const driverWord = (driver: string): string => DRIVERS[driver] ?? driver;

/** Each platform once, over all nodes. */
export const platformsOf = (nodes: readonly BuilderNode[]): readonly string[] => [
  ...new Set(nodes.flatMap(({ platforms }) => platforms)),
];

const hours = (ms: number): string => {
  const count = Math.round(ms / 3_600_000);
  return count >= 48 && count % 24 === 0 ? `${count / 24} days` : `${count} hours`;
};

/** `Removes source.local: unused for 2 days, above 3.4 GB` */
export function gcWords({ isForAll, filters, keepForMs, reservedBytes, maxUsedBytes, minFreeBytes }: GcRule): string {
  const what =
    filters.length > 0
      ? filters.join(',').replaceAll('type==', '').replaceAll(',', ', ')
      : isForAll
        ? 'everything'
        : 'all but internal';
  const parts = [
    keepForMs !== undefined && `unused for ${hours(keepForMs)}`,
    maxUsedBytes !== undefined && `above ${formatSize(maxUsedBytes)}`,
    minFreeBytes !== undefined && `with less than ${formatSize(minFreeBytes)} free on the disk`,
    reservedBytes !== undefined && `never below ${formatSize(reservedBytes)}`,
  ].filter((part) => part !== false);
  return `Removes ${what}: ${parts.join(', ') || 'whenever it is not used'}`;
}
