import type { RunSettings } from '../../model/run.ts';
import { cpuAmount, memoryAmount } from '../amounts.ts';
import { options } from '../docker.ts';
import { each } from './each.ts';

export function limitWords(settings: RunSettings): string[] {
  const bytes = (amount: number | undefined) => (amount ? memoryAmount(amount) : undefined);
  const count = (amount: number | undefined) => amount || undefined;
  return [
    ...options({
      memory: bytes(settings.memoryBytes),
      'memory-reservation': bytes(settings.memoryReservationBytes),
      'memory-swap': bytes(settings.memorySwapBytes),
      'memory-swappiness': settings.memorySwappiness,
      'oom-kill-disable': settings.oomKillDisable,
      'oom-score-adj': count(settings.oomScoreAdjust),
      'shm-size': bytes(settings.shmSizeBytes),
      cpus: settings.cpus ? cpuAmount(settings.cpus) : undefined,
      'cpu-shares': count(settings.cpuShares),
      'cpu-period': count(settings.cpuPeriodMicroseconds),
      'cpu-quota': count(settings.cpuQuotaMicroseconds),
      'cpu-rt-period': count(settings.cpuRealtimePeriodMicroseconds),
      'cpu-rt-runtime': count(settings.cpuRealtimeRuntimeMicroseconds),
      'cpuset-cpus': settings.cpusetCpus || undefined,
      'cpuset-mems': settings.cpusetMems || undefined,
      'pids-limit': count(settings.pids),
      'blkio-weight': count(settings.blkioWeight),
    }),
    ...each(
      'blkio-weight-device',
      settings.blkioWeightDevices.map(({ path, weight }) => `${path}:${weight}`),
    ),
    ...rates('device-read-bps', settings.deviceReadBytes),
    ...rates('device-write-bps', settings.deviceWriteBytes),
    ...rates('device-read-iops', settings.deviceReadOperations),
    ...rates('device-write-iops', settings.deviceWriteOperations),
    ...each(
      'ulimit',
      settings.ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`),
    ),
  ];
}

const rates = (flag: string, of: RunSettings['deviceReadBytes']): string[] =>
  each(
    flag,
    of.map(({ path, perSecond }) => `${path}:${perSecond}`),
  );
