import type { RunMount, RunSettings } from '../../../contract/model/run.ts';

/** The body of `POST /containers/create` that makes the same container as `runCommand` of the contract. */
export function createBody(settings: RunSettings): object {
  const [entrypoint, ...entrypointArgs] = settings.entrypoint ?? [];
  const command = [...entrypointArgs, ...(settings.command ?? [])];
  const ports = settings.ports.map((port) => ({ ...port, key: `${port.containerPort}/${port.protocol}` }));
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { key, hostIp = '', hostPort } of ports) {
    (bindings[key] ??= []).push({ HostIp: hostIp, HostPort: hostPort === undefined ? '' : String(hostPort) });
  }
  // What `docker create` says of the streams; `docker run --detach` says none of it.
  const isAttached = !settings.start;
  return {
    Image: settings.image,
    Hostname: settings.hostname,
    Domainname: settings.domainname,
    User: settings.user,
    WorkingDir: settings.workingDir,
    AttachStdin: isAttached && settings.openStdin,
    StdinOnce: isAttached && settings.openStdin,
    AttachStdout: isAttached,
    AttachStderr: isAttached,
    Tty: settings.tty,
    OpenStdin: settings.openStdin,
    Env: settings.env.map(({ name, value }) => `${name}=${value}`),
    Labels: Object.fromEntries(settings.labels.map(({ name, value }) => [name, value])),
    // The CLI takes one word for the entrypoint; more of them go before the command, which runs the same program.
    Entrypoint: settings.entrypoint && [entrypoint ?? ''],
    Cmd: command.length > 0 ? command : undefined,
    ExposedPorts: Object.fromEntries(ports.map(({ key }) => [key, {}])),
    HostConfig: {
      PortBindings: bindings,
      PublishAllPorts: settings.publishAll,
      AutoRemove: settings.autoRemove,
      RestartPolicy: settings.restartPolicy && {
        Name: settings.restartPolicy.name,
        MaximumRetryCount: settings.restartPolicy.maximumRetryCount ?? 0,
      },
      NetworkMode: settings.networks[0]?.name ?? 'default',
      Memory: settings.memoryBytes,
      NanoCpus: settings.cpus === undefined ? undefined : Math.round(settings.cpus * 1e9),
      Init: settings.init,
      Mounts: settings.mounts.length > 0 ? settings.mounts.map(toMountBody) : undefined,
    },
  };
}

const toMountBody = ({ type, source, target, isReadOnly }: RunMount): object => ({
  Type: type,
  ...(source && type !== 'tmpfs' && { Source: source }),
  Target: target,
  ...(isReadOnly && { ReadOnly: true }),
});
