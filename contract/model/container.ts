import { z } from 'zod';

/** Full id as the engine gives it (64 hex digits). Short ids exist on the screen only. */
export const ContainerId = z.string().regex(/^[0-9a-f]{12,64}$/, 'This is not a container id.');

/** An id alone is no address: the same id means nothing to another engine. */
export const ContainerRef = z.object({ context: z.string().min(1), id: ContainerId });
export type ContainerRef = z.infer<typeof ContainerRef>;

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
export type HealthStatus = 'starting' | 'healthy' | 'unhealthy';
export type Protocol = 'tcp' | 'udp' | 'sctp';

export interface ContainerPort {
  readonly containerPort: number;
  readonly protocol: Protocol;
  /** Absent: exposed by the image but not published. `0.0.0.0` and `::` mean every interface. */
  readonly hostIp?: string;
  readonly hostPort?: number;
}

export interface ContainerNetwork {
  readonly name: string;
  readonly networkId?: string;
  readonly ipAddress?: string;
  readonly ipv6Address?: string;
  readonly ipPrefixLength?: number;
  readonly gateway?: string;
  readonly macAddress?: string;
  readonly aliases?: readonly string[];
}

export interface ContainerMount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** Volume name; 64 hex digits when the volume is anonymous. */
  readonly name?: string;
  readonly source: string;
  readonly destination: string;
  readonly isReadOnly: boolean;
  readonly driver?: string;
  readonly propagation?: string;
}

/** Membership in a Compose project, read from its labels. */
export interface StackMembership {
  readonly project: string;
  readonly service?: string;
  readonly number?: number;
  readonly workingDir?: string;
  readonly configFiles?: readonly string[];
}

/** A row of a list. */
export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  /** As the person wrote it: `redis:7`, `sha256:…`. */
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly createdAt: number;
  readonly state: ContainerState;
  readonly health?: HealthStatus;
  /** Of the last run; only when `exited` or `dead`. */
  readonly exitCode?: number;
  /** When it entered `state`; exact after an event, to the engine's rounding ("Up 3 minutes") before one. */
  readonly stateSinceAt?: number;
  readonly ports: readonly ContainerPort[];
  readonly networks: readonly ContainerNetwork[];
  readonly mounts: readonly ContainerMount[];
  readonly labels: Readonly<Record<string, string>>;
  readonly stack?: StackMembership;
}

export const RestartPolicyName = z.enum(['no', 'always', 'unless-stopped', 'on-failure']);
export type RestartPolicyName = z.infer<typeof RestartPolicyName>;
export const RestartPolicy = z.object({
  name: RestartPolicyName,
  /** Only for `on-failure`; 0 means without end. */
  maximumRetryCount: z.number().int().min(0).optional(),
});
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** Limits of a container; 0 or absent means none. */
export interface ContainerLimits {
  readonly memoryBytes: number;
  /** Memory plus swap; -1 means unlimited swap. */
  readonly memorySwapBytes: number;
  readonly memoryReservationBytes: number;
  /** CPUs as a number: 1.5. */
  readonly cpus: number;
  readonly cpuShares: number;
  readonly cpusetCpus: string;
  readonly pids: number;
}

export interface HealthProbe {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly exitCode: number;
  readonly output: string;
}

export interface ContainerHealth {
  readonly status: HealthStatus | 'none';
  readonly failingStreak: number;
  readonly log: readonly HealthProbe[];
  readonly test: readonly string[];
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** What `docker inspect` says, in our words; `raw` is the engine's own answer. */
export interface ContainerDetail {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly platform: string;
  readonly createdAt: number;
  readonly state: ContainerState;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  readonly isOomKilled: boolean;
  /** The engine's words when a start failed. */
  readonly startError?: string;
  /** Process id on the engine's machine. */
  readonly pid?: number;
  readonly restartCount: number;
  readonly restartPolicy: RestartPolicy;
  readonly isAutoRemoved: boolean;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDir: string;
  readonly user: string;
  readonly hostname: string;
  readonly hasTty: boolean;
  readonly hasOpenStdin: boolean;
  readonly isPrivileged: boolean;
  readonly isRootReadOnly: boolean;
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly ContainerMount[];
  readonly networkMode: string;
  readonly networks: readonly ContainerNetwork[];
  readonly limits: ContainerLimits;
  readonly health?: ContainerHealth;
  /** Whether an init is its first process; absent where the engine's own default decides. */
  readonly hasInit?: boolean;
  readonly stopSignal: string;
  readonly stopTimeoutSeconds?: number;
  readonly logDriver: string;
  readonly runtime: string;
  readonly stack?: StackMembership;
  readonly raw: unknown;
}

/** What removing one container takes with it. */
export interface RemovePreview {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  /** The engine removes it, and its anonymous volumes, as soon as it ends (`--rm`). */
  readonly isAutoRemoved: boolean;
  /** Bytes in the writable layer; absent when the engine cannot say. */
  readonly writableBytes?: number;
  readonly anonymousVolumes: readonly {
    readonly name: string;
    readonly destination: string;
    readonly sizeBytes?: number;
  }[];
  /** These stay. */
  readonly namedVolumes: readonly string[];
}

/** One path of `docker diff`. */
export interface FilesystemChange {
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'deleted';
}

/** `docker top`: the engine's own columns. PIDs are those of the engine's machine. */
export interface ProcessTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
