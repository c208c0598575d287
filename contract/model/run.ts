import { z } from 'zod';
import { ContainerName } from './action.ts';
import { RestartPolicy } from './container.ts';

export const PortMapping = z.object({
  containerPort: z.number().int().min(1).max(65535),
  protocol: z.enum(['tcp', 'udp', 'sctp']).default('tcp'),
  /** Absent: every interface, as the CLI does. */
  hostIp: z.string().optional(),
  /** Absent: the engine picks a free one. */
  hostPort: z.number().int().min(1).max(65535).optional(),
});
export type PortMapping = z.infer<typeof PortMapping>;

export const RunMount = z.object({
  type: z.enum(['volume', 'bind', 'tmpfs']),
  /** Volume name or host path; empty for tmpfs and for an anonymous volume. */
  source: z.string(),
  target: z.string().startsWith('/', 'Write the path inside the container from its root, such as /data.'),
  isReadOnly: z.boolean().default(false),
});
export type RunMount = z.infer<typeof RunMount>;

/** What `docker run` is given. A field that is absent is left to the image and the engine. */
export const RunSettings = z.object({
  image: z.string().trim().min(1, 'Name an image, such as nginx or redis:7.'),
  name: ContainerName.optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  env: z
    .array(
      z.object({
        name: z
          .string()
          .min(1)
          .regex(/^[^=]+$/),
        value: z.string(),
      }),
    )
    .default([]),
  labels: z
    .array(
      z.object({
        name: z
          .string()
          .min(1)
          .regex(/^[^=]+$/),
        value: z.string(),
      }),
    )
    .default([]),
  ports: z.array(PortMapping).default([]),
  publishAll: z.boolean().default(false),
  mounts: z.array(RunMount).default([]),
  restartPolicy: RestartPolicy.optional(),
  autoRemove: z.boolean().default(false),
  tty: z.boolean().default(false),
  openStdin: z.boolean().default(false),
  workingDir: z.string().optional(),
  user: z.string().optional(),
  hostname: z.string().optional(),
  domainname: z.string().optional(),
  /** `bridge`, `none`, `host`, `container:<id>` or the name of a network. */
  network: z.string().optional(),
  memoryBytes: z.number().int().min(0).optional(),
  cpus: z.number().min(0).optional(),
  init: z.boolean().optional(),
  platform: z.string().optional(),
  pull: z.enum(['missing', 'always', 'never']).default('missing'),
  /** Containers made at once from these settings; names then get `-1`, `-2`, … */
  count: z.number().int().min(1).max(100).default(1),
  start: z.boolean().default(true),
});
export type RunSettings = z.infer<typeof RunSettings>;
export type RunSettingsInput = z.input<typeof RunSettings>;

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
