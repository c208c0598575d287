import { z } from 'zod';
import { NamedValue, uniquePairs } from './pairs.ts';

export const RunDevice = z.object({
  hostPath: z.string().startsWith('/', 'Write the path of the device, such as /dev/fuse.'),
  /** Absent: the same path. */
  containerPath: z.string().startsWith('/').optional(),
  /** Read, write, make nodes: any of `rwm`; absent: all. */
  permissions: z
    .string()
    .regex(/^[rwm]{1,3}$/, 'Any of r (read), w (write) and m (make nodes).')
    .optional(),
});
export type RunDevice = z.infer<typeof RunDevice>;

/** Asks a driver of the engine for devices; GPUs above all: `capabilities: [['gpu']]`. */
export const DeviceRequest = z.object({
  /** Absent: whichever has these capabilities; `nvidia`, or `cdi` for devices with names. */
  driver: z.string().optional(),
  /** -1: all of them. */
  count: z.number().int().min(-1).optional(),
  deviceIds: z.array(z.string()).default([]),
  /** One of these lists must be met in full. */
  capabilities: z.array(z.array(z.string())).default([]),
  options: z.array(NamedValue).default([]),
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;

export const deviceFields = {
  devices: z.array(RunDevice).default([]),
  /** In the kernel’s words: `c 188:* rwm`. */
  deviceCgroupRules: z
    .array(z.string().regex(/^[acb] (\d+|\*):(\d+|\*) [rwm]{1,3}$/, 'Write it as “c 188:* rwm”.'))
    .default([]),
  deviceRequests: z.array(DeviceRequest).default([]),
};

export const logFields = {
  /** Absent: the engine’s own. */
  logDriver: z.string().optional(),
  logOptions: uniquePairs,
};
