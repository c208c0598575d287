import { expect, test } from 'vitest';
import { readStats, type StatsMessage } from './statsSample.ts';

const message: StatsMessage = {
  cpu_stats: { cpu_usage: { total_usage: 3_000 }, system_cpu_usage: 30_000, online_cpus: 4 },
  precpu_stats: { cpu_usage: { total_usage: 1_000 }, system_cpu_usage: 10_000 },
  memory_stats: { usage: 1000, limit: 5000, stats: { total_inactive_file: 300, inactive_file: 200 } },
  networks: { eth0: { rx_bytes: 5, tx_bytes: 7 }, eth1: { rx_bytes: 10 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'Read', value: 8 },
      { op: 'write', value: 9 },
      { op: 'Total', value: 17 },
    ],
  },
  pids_stats: { current: 3 },
};

test('the numbers are those of docker stats', () => {
  expect(readStats(message, 42)).toEqual({
    at: 42,
    cpuPercent: 40,
    memoryBytes: 700,
    memoryLimitBytes: 5000,
    networkRxBytes: 15,
    networkTxBytes: 7,
    blockReadBytes: 8,
    blockWriteBytes: 9,
    pids: 3,
  });
});

test('with cgroup v2 the cache is what that calls it', () => {
  const memory_stats = { usage: 1000, limit: 5000, stats: { inactive_file: 200 } };
  expect(readStats({ ...message, memory_stats }, 0)?.memoryBytes).toBe(800);
});

test('the first message of a stream has no CPU yet, so it is no sample', () => {
  expect(readStats({ ...message, precpu_stats: { cpu_usage: { total_usage: 0 } } }, 0)).toBeUndefined();
});

test('the first message of a stream is compared with an earlier look, where there was one', () => {
  const first = { ...message, precpu_stats: { cpu_usage: { total_usage: 0 } } };
  const look = (agoNs: number) => ({
    cpu_usage: { total_usage: 3_000 - agoNs / 10 },
    system_cpu_usage: 30_000 - agoNs * 4,
  });
  expect(readStats(first, 0, look(500_000_000))?.cpuPercent).toBeCloseTo(10);
  expect(readStats(first, 0, look(50_000_000)), 'too short before').toBeUndefined();
  expect(readStats(first, 0, look(-50_000_000)), 'after it').toBeUndefined();
  expect(readStats(message, 0, look(500_000_000))?.cpuPercent, 'its own comes first').toBe(40);
});

test('a container that does not run has no sample', () => {
  expect(readStats({ read: '0001-01-01T00:00:00Z', cpu_stats: {}, precpu_stats: {} }, 0)).toBeUndefined();
});

test('a container without network and without block devices has zeros', () => {
  const { networks: _, ...rest } = message;
  const sample = readStats({ ...rest, blkio_stats: { io_service_bytes_recursive: null } }, 0);
  expect(sample).toMatchObject({ networkRxBytes: 0, blockWriteBytes: 0 });
});
