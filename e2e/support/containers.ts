import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import type { EngineApi } from './engineApi.ts';

export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Running: boolean;
    readonly Paused: boolean;
    readonly StartedAt: string;
    readonly Pid: number;
    readonly Error: string;
  };
  readonly Config: {
    readonly Image: string;
    readonly Env: string[];
    readonly Cmd: string[] | null;
    readonly Tty: boolean;
    readonly OpenStdin: boolean;
    readonly Hostname: string;
    readonly Domainname: string;
    readonly Labels: Record<string, string>;
  };
  readonly HostConfig: Record<string, unknown> & { readonly Memory: number; readonly NanoCpus: number };
  readonly NetworkSettings: {
    readonly Ports: Record<string, { HostIp: string; HostPort: string }[] | null>;
    readonly Networks: Record<
      string,
      {
        readonly IPAddress: string;
        readonly Gateway: string;
        readonly IPPrefixLen: number;
        readonly MacAddress: string;
      }
    >;
  };
}

export interface Wanted {
  readonly command?: readonly string[];
  readonly env?: readonly string[];
  readonly tty?: boolean;
  readonly start?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly hostConfig?: Readonly<Record<string, unknown>>;
  readonly exposedPorts?: readonly string[];
  readonly healthcheck?: unknown;
  /** How long a stop waits before it kills; the engine's ten seconds otherwise. */
  readonly stopTimeoutSeconds?: number;
}

/** A loop that ends at once when told to: PID 1 must handle SIGTERM itself. */
export const IDLE = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];

/** Makes a labelled busybox container; the fixture removes everything with the label. */
export async function makeContainer(api: EngineApi, name: string, wanted: Wanted = {}): Promise<string> {
  const { Id } = await api.call<{ Id: string }>('POST', `/containers/create?name=${name}`, {
    Image: 'busybox:latest',
    Cmd: wanted.command ?? IDLE,
    Env: wanted.env ?? [],
    Tty: wanted.tty ?? false,
    OpenStdin: wanted.tty ?? false,
    Labels: { [TEST_LABEL]: '1', ...wanted.labels },
    // A binding of a port that is not exposed too is ignored by the engine.
    ExposedPorts: Object.fromEntries([...(wanted.exposedPorts ?? []), ...boundPorts(wanted)].map((port) => [port, {}])),
    HostConfig: wanted.hostConfig ?? {},
    ...(wanted.stopTimeoutSeconds !== undefined && { StopTimeout: wanted.stopTimeoutSeconds }),
    ...(wanted.healthcheck ? { Healthcheck: wanted.healthcheck } : {}),
  });
  if (wanted.start !== false) await api.call('POST', `/containers/${Id}/start`);
  return Id;
}

const boundPorts = ({ hostConfig }: Wanted) => Object.keys(hostConfig?.['PortBindings'] ?? {});

export const inspect = (api: EngineApi, idOrName: string): Promise<Inspected> =>
  api.call<Inspected>('GET', `/containers/${idOrName}/json`);

export const exists = async (api: EngineApi, idOrName: string): Promise<boolean> =>
  inspect(api, idOrName).then(
    () => true,
    () => false,
  );

/** Removes what a test made: by label, and by the names it typed into the app itself. */
export async function removeMade(api: EngineApi, names: readonly string[] = []): Promise<void> {
  const made = await api.call<{ Id: string; Names: string[]; Labels: Record<string, string> }[]>(
    'GET',
    '/containers/json?all=1',
  );
  await Promise.all(
    made
      .filter(({ Names, Labels }) => TEST_LABEL in Labels || Names.some((name) => names.includes(name.slice(1))))
      .map(({ Id }) => api.call('DELETE', `/containers/${Id}?force=1&v=1`).catch(() => undefined)),
  );
}
