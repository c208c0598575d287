import { z } from 'zod';
import { StackFiles, StackRef } from './stack.ts';

/**
 * A stack as `docker compose` is told of it. Without files, only what its containers' labels say is known: it can be stopped,
 * started and taken down, but not brought up.
 */
export const StackTarget = StackRef.extend({ files: StackFiles.optional() });
export type StackTarget = z.infer<typeof StackTarget>;

const ServiceName = z
  .string()
  .regex(/^[a-zA-Z0-9._-]+$/, 'A service has letters, digits, “.”, “_” and “-” in its name.');
/** None: all services of the stack. */
const services = z.array(ServiceName).default([]);
const timeoutSeconds = z.number().int().min(0).max(86_400).optional();
/** `policy`: as the file says for each service. */
const pull = z.enum(['policy', 'always', 'missing', 'never']).default('policy');

export const StackAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('up'),
    services,
    build: z.boolean().default(false),
    forceRecreate: z.boolean().default(false),
    noDeps: z.boolean().default(false),
    pull,
    /** The job ends when all run and are healthy. */
    wait: z.boolean().default(false),
    removeOrphans: z.boolean().default(false),
    /** New anonymous volumes instead of those of the containers before. */
    renewAnonVolumes: z.boolean().default(false),
    /** Volumes that differ from the file are made anew. **Their data is lost.** Otherwise they stay as they are. */
    recreateVolumes: z.boolean().default(false),
    timeoutSeconds,
  }),
  z.object({
    type: z.literal('create'),
    services,
    build: z.boolean().default(false),
    forceRecreate: z.boolean().default(false),
    pull,
    removeOrphans: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('down'),
    services,
    /** Named and anonymous ones. */
    volumes: z.boolean().default(false),
    /** `local`: those without a name of their own in the file. */
    images: z.enum(['none', 'local', 'all']).default('none'),
    removeOrphans: z.boolean().default(false),
    timeoutSeconds,
  }),
  z.object({ type: z.literal('start'), services }),
  z.object({ type: z.literal('stop'), services, timeoutSeconds }),
  /** With `noDeps` only these; otherwise also what the file says restarts with them (`depends_on.restart`). */
  z.object({ type: z.literal('restart'), services, timeoutSeconds, noDeps: z.boolean().default(false) }),
  z.object({ type: z.literal('pause'), services }),
  z.object({ type: z.literal('unpause'), services }),
  z.object({
    type: z.literal('kill'),
    services,
    signal: z
      .string()
      .regex(/^(SIG)?[A-Z0-9+-]+$/)
      .default('SIGKILL'),
  }),
  /** Containers that have stopped; with `stop` the others too. */
  z.object({
    type: z.literal('rm'),
    services,
    stop: z.boolean().default(false),
    volumes: z.boolean().default(false),
  }),
  z.object({ type: z.literal('pull'), services, includeDeps: z.boolean().default(false) }),
  z.object({ type: z.literal('push'), services }),
  z.object({
    type: z.literal('build'),
    services,
    noCache: z.boolean().default(false),
    pull: z.boolean().default(false),
  }),
  z.object({ type: z.literal('scale'), service: ServiceName, replicas: z.number().int().min(0).max(1000) }),
  /** Ends when one of them has stopped, with its exit code. */
  z.object({
    type: z.literal('wait'),
    services: z.array(ServiceName).min(1),
    /** Then the whole stack is taken down, as `down` does. */
    downProject: z.boolean().default(false),
  }),
  /** Files and folders between a container of a service and the computer that Gantry runs on. */
  z.object({
    type: z.literal('cp'),
    service: ServiceName,
    /** `in`: from this computer into the container. */
    direction: z.enum(['in', 'out']),
    containerPath: z.string().min(1, 'Say where in the container.'),
    hostPath: z.string().regex(/^([/~]|[a-zA-Z]:[\\/])/, 'Say a whole path of this computer.'),
    /** Which of several; absent: into all of them, or out of the first. */
    index: z.number().int().min(1).optional(),
    /** With owners and groups. */
    archive: z.boolean().default(false),
    followLink: z.boolean().default(false),
  }),
  /** Follows the files of `develop.watch` until it is cancelled. */
  z.object({ type: z.literal('watch'), services, noUp: z.boolean().default(false) }),
]);
export type StackAction = z.infer<typeof StackAction>;
export type StackActionInput = z.input<typeof StackAction>;

/** `docker compose run`: a container of its own from a service. */
export const OneOff = z.object({
  service: ServiceName,
  command: z.array(z.string()).default([]),
  /** Removed when it ends. */
  rm: z.boolean().default(true),
  name: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)
    .optional(),
  /** `8080:80` */
  publish: z.array(z.string().min(1)).default([]),
  servicePorts: z.boolean().default(false),
  noDeps: z.boolean().default(false),
  entrypoint: z.string().optional(),
  env: z.array(z.object({ name: z.string().regex(/^[^=]+$/), value: z.string() })).default([]),
  user: z.string().optional(),
  workingDir: z.string().optional(),
  /**
   * `false`: its output goes to the job, which ends with it. `true`: it is begun with an open input, for a terminal; the job
   * ends once it runs, and names the container.
   */
  interactive: z.boolean().default(false),
});
export type OneOff = z.infer<typeof OneOff>;

/** What is only read, as text of `docker compose`. */
export const StackReportKind = z.enum(['config', 'ps', 'top', 'images', 'volumes', 'version', 'ls', 'port', 'stats']);
export type StackReportKind = z.infer<typeof StackReportKind>;

/** One difference between what a container was made with and what the file says now. */
export interface SettingChange {
  /** A key of the Compose file: `environment.MODE`, `ports`. */
  readonly key: string;
  /** As short text; absent: it was not there. Secrets are dots. */
  readonly before?: string;
  /** Absent: it is not there any more. */
  readonly after?: string;
}

/** What `up` does with one container. `restart`: it is stopped and started again, as its network is made anew. */
export type ContainerStep = 'create' | 'recreate' | 'start' | 'restart' | 'remove' | 'stay' | 'blocked';

export type RecreateReason =
  /** The service in the file is another one than it was made from. */
  | 'config'
  /** Its tag is of another image now. */
  | 'image'
  | 'forced'
  /** It is not on a network of the file. */
  | 'network'
  /** It has not the volume of the file. */
  | 'volume'
  /** `up --build` or `--pull always`: it depends on what comes out. */
  | 'build'
  | 'pull';

export interface PlannedContainer {
  readonly name: string;
  /** Absent for one that is made. */
  readonly id?: string;
  readonly step: ContainerStep;
  readonly reasons: readonly RecreateReason[];
  readonly changes: readonly SettingChange[];
}

export interface PlannedService {
  readonly service: string;
  /** As the file says; one that is built may have none. */
  readonly image?: string;
  /** It is not there yet, or is made in any case. */
  readonly imageStep: 'stay' | 'pull' | 'build';
  readonly containers: readonly PlannedContainer[];
}

export interface PlannedResource {
  readonly name: string;
  /** The key in the file. */
  readonly key: string;
  /** `differs`: a volume that is not as the file says, and stays so, with its data. */
  readonly step: 'create' | 'recreate' | 'stay' | 'differs' | 'missing';
  readonly changes: readonly SettingChange[];
}

export interface StackPlan {
  readonly command: string;
  /** In the order of the file. */
  readonly services: readonly PlannedService[];
  readonly networks: readonly PlannedResource[];
  readonly volumes: readonly PlannedResource[];
  /** Containers of the project whose service is not in the file, or not in its chosen profiles. */
  readonly orphans: readonly { readonly id: string; readonly name: string; readonly service: string }[];
  readonly areOrphansRemoved: boolean;
  /** What compose says of the files: variables that are not set. */
  readonly warnings: readonly string[];
  /** False: `up` would leave everything as it is. */
  readonly hasChanges: boolean;
}

/** How one service that runs differs from the file. */
export interface ServiceDrift {
  readonly service: string;
  /**
   * `missing`: it has fewer containers than the file says; `surplus`: more; `orphan`: it is not in the file; `changed`: made
   * from other settings or another image.
   */
  readonly kind: 'missing' | 'surplus' | 'orphan' | 'changed';
  readonly containers: readonly string[];
  readonly reasons: readonly RecreateReason[];
  readonly changes: readonly SettingChange[];
}

export interface StackDrift {
  readonly services: readonly ServiceDrift[];
  readonly networks: readonly PlannedResource[];
  readonly volumes: readonly PlannedResource[];
  readonly warnings: readonly string[];
  /** Nothing of it is there: it is down, which is no drift. */
  readonly isDown: boolean;
}

/** Exactly what `down` removes. */
export interface DownPlan {
  readonly command: string;
  readonly containers: readonly { readonly id: string; readonly name: string; readonly state: string }[];
  readonly networks: readonly { readonly id: string; readonly name: string; readonly keptBy: readonly string[] }[];
  /** `sizeBytes` is absent where the driver cannot say. */
  readonly volumes: readonly {
    readonly name: string;
    readonly isAnonymous: boolean;
    readonly sizeBytes?: number;
    readonly keptBy: readonly string[];
  }[];
  readonly images: readonly {
    readonly id: string;
    readonly reference: string;
    readonly sizeBytes: number;
    readonly keptBy: readonly string[];
  }[];
  /** Containers of the project that the file does not name, and that stay. */
  readonly orphans: readonly { readonly id: string; readonly name: string; readonly service: string }[];
}

export interface ServiceToRun {
  readonly name: string;
  readonly image?: string;
  readonly isBuilt: boolean;
  readonly dependsOn: readonly string[];
  /** Those that need it, directly or through others. */
  readonly dependants: readonly string[];
  readonly replicas: number;
  /** Ports of this computer that only one container can have. */
  readonly fixedPorts: readonly string[];
  readonly isWatched: boolean;
}
