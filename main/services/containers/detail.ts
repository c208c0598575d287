import type {
  ContainerDetail,
  ContainerHealth,
  ContainerLimits,
  ContainerPort,
  RestartPolicy,
} from '../../../contract/model/container.ts';
import { readTime } from '../../docker/readTime.ts';
import { readStack } from '../../live/stack.ts';
import { readProtocol, readState, toMount, toNetworks } from '../../live/summary.ts';
import type { Inspected, PortBindings } from './inspected.ts';

/** `GET /containers/{id}/json` in our words. */
export function toDetail(raw: Inspected): ContainerDetail {
  const { State: state = {}, Config: config = {}, HostConfig: host = {} } = raw;
  const status = readState(state.Status);
  const labels = config.Labels ?? {};
  const stack = readStack(labels);
  const startedAt = readTime(state.StartedAt);
  const finishedAt = readTime(state.FinishedAt);
  const health = toHealth(raw);
  const hasEnded = status === 'exited' || status === 'dead' || (status === 'created' && !!state.ExitCode);
  return {
    id: raw.Id,
    name: (raw.Name ?? '').replace(/^\//, ''),
    image: config.Image ?? '',
    imageId: raw.Image ?? '',
    platform: raw.Platform ?? '',
    createdAt: readTime(raw.Created) ?? 0,
    state: status,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(hasEnded && { exitCode: state.ExitCode ?? 0 }),
    isOomKilled: state.OOMKilled ?? false,
    ...(state.Error && { startError: state.Error }),
    ...(state.Pid && { pid: state.Pid }),
    restartCount: raw.RestartCount ?? 0,
    restartPolicy: toRestartPolicy(host.RestartPolicy),
    isAutoRemoved: host.AutoRemove ?? false,
    entrypoint: listOf(config.Entrypoint),
    command: listOf(config.Cmd),
    workingDir: config.WorkingDir ?? '',
    user: config.User ?? '',
    hostname: config.Hostname ?? '',
    hasTty: config.Tty ?? false,
    hasOpenStdin: config.OpenStdin ?? false,
    isPrivileged: host.Privileged ?? false,
    isRootReadOnly: host.ReadonlyRootfs ?? false,
    env: config.Env ?? [],
    labels,
    ports: toPorts(raw),
    mounts: (raw.Mounts ?? []).map(toMount),
    networkMode: host.NetworkMode ?? '',
    networks: toNetworks(raw.NetworkSettings?.Networks),
    limits: toLimits(host),
    ...(health && { health }),
    ...(typeof host.Init === 'boolean' && { hasInit: host.Init }),
    stopSignal: config.StopSignal || 'SIGTERM',
    ...(typeof config.StopTimeout === 'number' && { stopTimeoutSeconds: config.StopTimeout }),
    logDriver: host.LogConfig?.Type ?? '',
    runtime: host.Runtime ?? '',
    ...(stack && { stack }),
    raw,
  };
}

/** Podman gives a string where Docker gives a list. */
const listOf = (value: readonly string[] | string | null | undefined): readonly string[] =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : (value ?? []);

const POLICIES = ['no', 'always', 'unless-stopped', 'on-failure'] as const;

function toRestartPolicy(policy: NonNullable<Inspected['HostConfig']>['RestartPolicy']): RestartPolicy {
  const name = POLICIES.find((known) => known === policy?.Name) ?? 'no';
  return name === 'on-failure' ? { name, maximumRetryCount: policy?.MaximumRetryCount ?? 0 } : { name };
}

export function toLimits(host: NonNullable<Inspected['HostConfig']>): ContainerLimits {
  const byQuota = host.CpuQuota && host.CpuQuota > 0 ? host.CpuQuota / (host.CpuPeriod || 100_000) : 0;
  return {
    memoryBytes: host.Memory ?? 0,
    memorySwapBytes: host.MemorySwap ?? 0,
    memoryReservationBytes: host.MemoryReservation ?? 0,
    cpus: host.NanoCpus ? host.NanoCpus / 1e9 : byQuota,
    cpuShares: host.CpuShares ?? 0,
    cpusetCpus: host.CpusetCpus ?? '',
    pids: Math.max(0, host.PidsLimit ?? 0),
  };
}

/** What is bound now; of one that does not run, what will be when it is started. */
function toPorts({ NetworkSettings: network, HostConfig: host, Config: config }: Inspected): ContainerPort[] {
  const bound: PortBindings = network?.Ports ?? {};
  const exposed = Object.fromEntries(Object.keys(config?.ExposedPorts ?? {}).map((port) => [port, null]));
  const ports: PortBindings = Object.keys(bound).length > 0 ? bound : { ...exposed, ...host?.PortBindings };
  return Object.entries(ports).flatMap(([key, bindings]): ContainerPort[] => {
    const [port = '', protocol] = key.split('/');
    const of = { containerPort: Number(port), protocol: readProtocol(protocol) };
    if (!bindings || bindings.length === 0) return [of];
    return bindings.map(({ HostIp, HostPort }) => ({
      ...of,
      hostIp: HostIp || '0.0.0.0',
      ...(Number(HostPort) > 0 && { hostPort: Number(HostPort) }),
    }));
  });
}

const milliseconds = (nanoseconds: number | undefined) => (nanoseconds ? nanoseconds / 1e6 : undefined);

function toHealth({ State: state, Config: config }: Inspected): ContainerHealth | undefined {
  const check = config?.Healthcheck;
  const test = check?.Test ?? [];
  const status = state?.Health?.Status;
  const isKnown = status === 'starting' || status === 'healthy' || status === 'unhealthy';
  if (!isKnown && (test.length === 0 || test[0] === 'NONE')) return undefined;
  const intervalMs = milliseconds(check?.Interval);
  const timeoutMs = milliseconds(check?.Timeout);
  return {
    status: isKnown ? status : 'none',
    failingStreak: state?.Health?.FailingStreak ?? 0,
    log: (state?.Health?.Log ?? []).map(({ Start, End, ExitCode, Output }) => ({
      startedAt: readTime(Start) ?? 0,
      endedAt: readTime(End) ?? 0,
      exitCode: ExitCode ?? 0,
      output: Output ?? '',
    })),
    test,
    ...(intervalMs !== undefined && { intervalMs }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(check?.Retries && { retries: check.Retries }),
  };
}
