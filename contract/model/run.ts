import { z } from 'zod';
import { ContainerName } from './action.ts';
import { RestartPolicy } from './container.ts';
import { deviceFields, logFields } from './run/devices.ts';
import { healthFields } from './run/health.ts';
import { limitFields } from './run/limits.ts';
import { mountFields } from './run/mounts.ts';
import { networkFields } from './run/networks.ts';
import { portFields } from './run/ports.ts';
import { processFields } from './run/process.ts';
import { securityFields } from './run/security.ts';

export { DeviceRequest, RunDevice } from './run/devices.ts';
export { RunHealthCheck } from './run/health.ts';
export { DeviceRate, DeviceWeight, Ulimit } from './run/limits.ts';
export { PLAIN_MOUNT, RunMount, VolumesFrom } from './run/mounts.ts';
export { ExtraHost, Link, RunNetwork } from './run/networks.ts';
export { NamedValue } from './run/pairs.ts';
export { ExposedPort, PortMapping } from './run/ports.ts';

/**
 * What `docker run` is given: every field of the engine's create call that a person may want
 * (https://docs.docker.com/reference/api/engine/version/v1.51/#tag/Container/operation/ContainerCreate). A field that is
 * absent, and a list that is empty, is left to the image and the engine. The schema checks each field by itself; what
 * excludes each other is the engine's to refuse.
 */
export const RunSettings = z.object({
  image: z.string().trim().min(1, 'Name an image, such as nginx or redis:7.'),
  name: ContainerName.optional(),
  ...processFields,
  ...portFields,
  ...mountFields,
  ...networkFields,
  ...limitFields,
  ...healthFields,
  ...securityFields,
  ...deviceFields,
  ...logFields,
  restartPolicy: RestartPolicy.optional(),
  autoRemove: z.boolean().default(false),
  /** The program that makes the process of it, such as `runc` or `nvidia`. */
  runtime: z.string().optional(),
  platform: z.string().optional(),
  pull: z.enum(['missing', 'always', 'never']).default('missing'),
  /** Containers made at once from these settings; names then get `-1`, `-2`, … */
  count: z.number().int().min(1).max(100).default(1),
  start: z.boolean().default(true),
});
export type RunSettings = z.infer<typeof RunSettings>;
export type RunSettingsInput = z.input<typeof RunSettings>;

/** Everything left to the image and the engine. */
export const EMPTY_RUN: Readonly<Omit<RunSettings, 'image'>> = RunSettings.omit({ image: true }).parse({});

/** What stands in the way of a run, found before it is tried. */
export interface RunCheck {
  readonly nameOwner?: { readonly id: string; readonly name: string };
  readonly ports: readonly {
    readonly hostIp?: string;
    readonly hostPort: number;
    readonly protocol: 'tcp' | 'udp' | 'sctp';
    /** Who holds it: a container's name, or “another program on this machine”. */
    readonly owner: string;
    readonly ownerId?: string;
    readonly suggestedPort?: number;
  }[];
  /** Host addresses that this machine does not have; only said of engines on this machine. */
  readonly unknownAddresses?: readonly string[];
  /** Bind sources that do not exist on the engine's machine, where that can be known. */
  readonly missingSources: readonly string[];
  readonly hasImage: boolean;
}
