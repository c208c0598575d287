import { memoryAmount } from '../../../../contract/commands/amounts.ts';
import type { DeviceRate, RunSettings } from '../../../../contract/model/run.ts';
import { filled } from './filled.ts';

export function serviceLimits(settings: RunSettings): object {
  const amount = (value: number | undefined) => value || undefined;
  const bytes = (value: number | undefined) => (value && value > 0 ? memoryAmount(value) : value || undefined);
  return filled({
    mem_limit: bytes(settings.memoryBytes),
    mem_reservation: bytes(settings.memoryReservationBytes),
    memswap_limit: bytes(settings.memorySwapBytes),
    mem_swappiness: settings.memorySwappiness,
    oom_kill_disable: settings.oomKillDisable,
    oom_score_adj: amount(settings.oomScoreAdjust),
    shm_size: bytes(settings.shmSizeBytes),
    cpus: amount(settings.cpus),
    cpu_shares: amount(settings.cpuShares),
    cpu_period: amount(settings.cpuPeriodMicroseconds),
    cpu_quota: amount(settings.cpuQuotaMicroseconds),
    cpu_rt_period: amount(settings.cpuRealtimePeriodMicroseconds),
    cpu_rt_runtime: amount(settings.cpuRealtimeRuntimeMicroseconds),
    cpuset: settings.cpusetCpus || undefined,
    pids_limit: settings.pids === -1 ? undefined : amount(settings.pids),
    blkio_config: filled({
      weight: amount(settings.blkioWeight),
      weight_device: settings.blkioWeightDevices.map(({ path, weight }) => ({ path, weight })),
      device_read_bps: rates(settings.deviceReadBytes),
      device_write_bps: rates(settings.deviceWriteBytes),
      device_read_iops: rates(settings.deviceReadOperations),
      device_write_iops: rates(settings.deviceWriteOperations),
    }),
    ulimits: Object.fromEntries(settings.ulimits.map(({ name, soft, hard }) => [name, { soft, hard }])),
  });
}

const rates = (of: readonly DeviceRate[]): object[] => of.map(({ path, perSecond }) => ({ path, rate: perSecond }));
