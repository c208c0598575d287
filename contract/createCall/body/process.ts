import { toRecord } from '../../model/run/pairs.ts';
import type { PortMapping, RunHealthCheck, RunSettings } from '../../model/run.ts';
import { CONFIG_SCALARS, named } from './scalars.ts';

/** What the engine calls `Config`: the process, and what others are told of it. */
export function configBody(settings: RunSettings): object {
  // What `docker create` says of the streams; `docker run --detach` says none of it.
  const isAttached = !settings.start;
  return {
    Image: settings.image,
    ...named(settings, CONFIG_SCALARS),
    AttachStdin: isAttached && settings.openStdin,
    StdinOnce: isAttached && settings.openStdin,
    AttachStdout: isAttached,
    AttachStderr: isAttached,
    // A name alone takes the variable of the image away.
    Env: [...settings.env.map(({ name, value }) => `${name}=${value}`), ...settings.unsetEnv],
    Labels: toRecord(settings.labels),
    // An empty word takes the image’s away.
    Entrypoint: settings.entrypoint?.length === 0 ? [''] : settings.entrypoint,
    Cmd: settings.command && settings.command.length > 0 ? settings.command : undefined,
    ExposedPorts: Object.fromEntries([...settings.ports, ...settings.expose].map((port) => [portKey(port), {}])),
    Healthcheck: settings.healthCheck && healthBody(settings.healthCheck),
  };
}

export const portKey = ({ containerPort, protocol }: Pick<PortMapping, 'containerPort' | 'protocol'>): string =>
  `${containerPort}/${protocol}`;

export function portBindings(ports: readonly PortMapping[]): object {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports) {
    (bindings[portKey(port)] ??= []).push({ HostIp: port.hostIp ?? '', HostPort: hostPortText(port) });
  }
  return bindings;
}

/** `8080`, `8000-8010`, or nothing: any that is free. */
const hostPortText = ({ hostPort, hostPortEnd }: PortMapping): string =>
  hostPort === undefined ? '' : hostPortEnd === undefined ? String(hostPort) : `${hostPort}-${hostPortEnd}`;

function healthBody({ test, retries, ...times }: RunHealthCheck): object {
  return {
    Test: test,
    Interval: nanoseconds(times.intervalMs),
    Timeout: nanoseconds(times.timeoutMs),
    StartPeriod: nanoseconds(times.startPeriodMs),
    StartInterval: nanoseconds(times.startIntervalMs),
    Retries: retries,
  };
}

const nanoseconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms * 1e6);
