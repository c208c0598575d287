import type { SystemInfo } from '../../contract/model/system.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';

/** `GET /info`, as far as it is read. */
interface Info {
  readonly Name?: string;
  readonly ServerVersion?: string;
  readonly OperatingSystem?: string;
  readonly KernelVersion?: string;
  readonly Architecture?: string;
  readonly NCPU?: number;
  readonly MemTotal?: number;
  readonly Driver?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly LoggingDriver?: string;
  readonly CgroupDriver?: string;
  readonly CgroupVersion?: string;
  readonly DockerRootDir?: string;
  readonly DefaultRuntime?: string;
  readonly Runtimes?: Readonly<Record<string, unknown>> | null;
  readonly InitBinary?: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly Plugins?: { readonly Network?: readonly string[] | null; readonly Volume?: readonly string[] | null };
  readonly Swarm?: { readonly LocalNodeState?: string } | null;
  readonly Debug?: boolean;
  readonly LiveRestoreEnabled?: boolean;
  readonly RegistryConfig?: {
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null;
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
  } | null;
  readonly Containers?: number;
  readonly ContainersRunning?: number;
  readonly ContainersPaused?: number;
  readonly ContainersStopped?: number;
  readonly Images?: number;
  readonly Warnings?: readonly string[] | null;
}

interface Version {
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[] | null;
}

/** `docker info` and `docker version` of one engine. */
export async function readSystemInfo(connection: Connection, signal: AbortSignal): Promise<SystemInfo> {
  const { docker, context, engine } = connection;
  const get = <T>(path: string) =>
    requestJson<T>(docker, { method: 'GET', path, signal }).catch((thrown: unknown) => {
      throw toFailure(thrown, { context }, signal);
    });
  const [info, version] = await Promise.all([get<Info>('/info'), get<Version>('/version')]);
  const backing = info.DriverStatus?.find(([name]) => name === 'Backing Filesystem')?.[1];
  const containerdVersion = componentOf(version, 'containerd');
  const runcVersion = componentOf(version, 'runc');
  return {
    name: info.Name ?? '',
    serverVersion: info.ServerVersion ?? engine.version,
    apiVersion: engine.apiVersion,
    minApiVersion: engine.minApiVersion,
    operatingSystem: info.OperatingSystem ?? engine.os,
    kernelVersion: info.KernelVersion ?? '',
    architecture: info.Architecture ?? engine.arch,
    cpus: info.NCPU ?? 0,
    memoryBytes: info.MemTotal ?? 0,
    storageDriver: info.Driver ?? '',
    ...(backing && { backingFilesystem: backing }),
    loggingDriver: info.LoggingDriver ?? '',
    cgroupDriver: info.CgroupDriver ?? '',
    cgroupVersion: info.CgroupVersion ?? '1',
    rootDir: info.DockerRootDir ?? '',
    defaultRuntime: info.DefaultRuntime ?? '',
    runtimes: Object.keys(info.Runtimes ?? {}),
    ...(containerdVersion && { containerdVersion }),
    ...(runcVersion && { runcVersion }),
    ...(info.InitBinary && { initBinary: info.InitBinary }),
    securityOptions: info.SecurityOptions ?? [],
    networkDrivers: info.Plugins?.Network ?? [],
    volumeDrivers: info.Plugins?.Volume ?? [],
    swarmState: info.Swarm?.LocalNodeState ?? 'inactive',
    isDebug: info.Debug ?? false,
    isLiveRestoreEnabled: info.LiveRestoreEnabled ?? false,
    insecureRegistries: insecureRegistries(info),
    containers: {
      total: info.Containers ?? 0,
      running: info.ContainersRunning ?? 0,
      paused: info.ContainersPaused ?? 0,
      stopped: info.ContainersStopped ?? 0,
    },
    images: info.Images ?? 0,
    warnings: info.Warnings ?? [],
    raw: { info, version },
  };
}

const componentOf = ({ Components }: Version, name: string) =>
  Components?.find((component) => component.Name === name)?.Version;

const insecureRegistries = ({ RegistryConfig: registries }: Info): string[] => [
  ...Object.entries(registries?.IndexConfigs ?? {})
    .filter(([, { Secure }]) => Secure === false)
    .map(([name]) => name),
  ...(registries?.InsecureRegistryCIDRs ?? []),
];
