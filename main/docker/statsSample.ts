import type { StatsSample } from '../../contract/model/stats.ts';

interface CpuStats {
  readonly cpu_usage?: { readonly total_usage?: number; readonly percpu_usage?: readonly number[] | null };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}

/** What `/containers/{id}/stats` says once a second, as far as we read it. */
export interface StatsMessage {
  readonly read?: string;
  readonly cpu_stats?: CpuStats;
  readonly precpu_stats?: CpuStats;
  readonly memory_stats?: {
    readonly usage?: number;
    readonly limit?: number;
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly networks?: Readonly<Record<string, { readonly rx_bytes?: number; readonly tx_bytes?: number }>>;
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly { readonly op?: string; readonly value?: number }[] | null;
  };
  readonly pids_stats?: { readonly current?: number };
}

/** Of each CPU, between two looks. */
const LEAST_NS = 100_000_000;

/**
 * The numbers of `docker stats` (docker/cli, `cli/command/container/stats_helpers.go`). Undefined for a container that
 * does not run, and where there is nothing to take the CPU's difference from: the first message of a stream has only
 * `earlier`, if that is given.
 */
export function readStats(message: StatsMessage, at: number, earlier?: CpuStats): StatsSample | undefined {
  const { memory_stats: memory, cpu_stats: cpu, precpu_stats } = message;
  const before = precpu_stats?.system_cpu_usage ? precpu_stats : isLongBefore(earlier, cpu) ? earlier : undefined;
  if (!cpu?.system_cpu_usage || !before?.system_cpu_usage) return undefined;
  return {
    at,
    cpuPercent: cpuPercent(cpu, before),
    memoryBytes: withoutCache(memory?.usage ?? 0, memory?.stats ?? {}),
    memoryLimitBytes: memory?.limit ?? 0,
    networkRxBytes: sum(Object.values(message.networks ?? {}), ({ rx_bytes }) => rx_bytes),
    networkTxBytes: sum(Object.values(message.networks ?? {}), ({ tx_bytes }) => tx_bytes),
    blockReadBytes: blockBytes(message, 'read'),
    blockWriteBytes: blockBytes(message, 'write'),
    pids: message.pids_stats?.current ?? 0,
  };
}

/** Too short a time gives wild numbers; and the engine may send first what it measured before we looked. */
function isLongBefore(earlier: CpuStats | undefined, now: CpuStats | undefined): boolean {
  const passed = (now?.system_cpu_usage ?? 0) - (earlier?.system_cpu_usage ?? 0);
  return passed >= LEAST_NS * (now?.online_cpus || 1);
}

function cpuPercent(cpu: CpuStats, before: CpuStats): number {
  const used = (cpu.cpu_usage?.total_usage ?? 0) - (before.cpu_usage?.total_usage ?? 0);
  const system = (cpu.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const cpus = cpu.online_cpus || cpu.cpu_usage?.percpu_usage?.length || 1;
  return used > 0 && system > 0 ? (used / system) * cpus * 100 : 0;
}

/** cgroup v1 calls the reclaimable cache `total_inactive_file`, v2 `inactive_file`. */
function withoutCache(usage: number, stats: Readonly<Record<string, number>>): number {
  const cache = stats['total_inactive_file'] ?? stats['inactive_file'] ?? 0;
  return cache < usage ? usage - cache : usage;
}

function blockBytes({ blkio_stats }: StatsMessage, op: string): number {
  const entries = blkio_stats?.io_service_bytes_recursive ?? [];
  return sum(entries, (entry) => (entry.op?.toLowerCase() === op ? entry.value : 0));
}

function sum<T>(items: readonly T[], of: (item: T) => number | undefined): number {
  return items.reduce((total, item) => total + (of(item) ?? 0), 0);
}
