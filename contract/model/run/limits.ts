import { z } from 'zod';

const bytes = z.number().int().min(0).optional();
const text = z.string().optional();

/** `/dev/sda` with a weight between 10 and 1000. */
export const DeviceWeight = z.object({
  path: z.string().startsWith('/', 'Write the path of the device, such as /dev/sda.'),
  weight: z.number().int().min(0).max(1000),
});
export type DeviceWeight = z.infer<typeof DeviceWeight>;

/** Bytes or operations a second that a device gives at most. */
export const DeviceRate = z.object({
  path: z.string().startsWith('/', 'Write the path of the device, such as /dev/sda.'),
  perSecond: z.number().int().min(0),
});
export type DeviceRate = z.infer<typeof DeviceRate>;

/** `nofile`, `nproc`, `core` …; -1 means without end. */
export const Ulimit = z.object({
  name: z.string().min(1, 'Which limit, such as nofile?'),
  soft: z.number().int().min(-1),
  hard: z.number().int().min(-1),
});
export type Ulimit = z.infer<typeof Ulimit>;

/** Limits; 0 or absent means none. */
export const limitFields = {
  memoryBytes: bytes,
  memoryReservationBytes: bytes,
  /** Memory plus swap; -1: as much swap as there is. */
  memorySwapBytes: z.number().int().min(-1).optional(),
  /** How readily its memory is swapped out, 0 to 100. */
  memorySwappiness: z.number().int().min(0).max(100, 'From 0 to 100.').optional(),
  /** Never ended for want of memory: without a limit it can take the whole machine. */
  oomKillDisable: z.boolean().default(false),
  /** -1000 (ended last) to 1000 (ended first). */
  oomScoreAdjust: z.number().int().min(-1000, 'From -1000 to 1000.').max(1000, 'From -1000 to 1000.').optional(),
  shmSizeBytes: bytes,
  cpus: z.number().min(0).optional(),
  cpuShares: z.number().int().min(0).optional(),
  cpuPeriodMicroseconds: z.number().int().min(0).optional(),
  cpuQuotaMicroseconds: z.number().int().min(-1).optional(),
  cpuRealtimePeriodMicroseconds: z.number().int().min(0).optional(),
  cpuRealtimeRuntimeMicroseconds: z.number().int().min(0).optional(),
  /** `0-3` or `0,1` */
  cpusetCpus: text,
  cpusetMems: text,
  /** -1 or absent: no limit. */
  pids: z.number().int().min(-1).optional(),
  blkioWeight: z
    .number()
    .int()
    .refine((weight) => weight === 0 || (weight >= 10 && weight <= 1000), 'From 10 to 1000.')
    .optional(),
  blkioWeightDevices: z.array(DeviceWeight).default([]),
  deviceReadBytes: z.array(DeviceRate).default([]),
  deviceWriteBytes: z.array(DeviceRate).default([]),
  deviceReadOperations: z.array(DeviceRate).default([]),
  deviceWriteOperations: z.array(DeviceRate).default([]),
  ulimits: z.array(Ulimit).default([]),
};
