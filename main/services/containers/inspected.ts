import { AppFailure } from '../../../contract/errors.ts';
import type { ListedMount, ListedNetwork } from '../../live/summary.ts';

export type PortBindings = Readonly<
  Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>
>;

/** An answer of `GET /containers/{id}/json`, as far as it is read; Podman and old engines leave things out. */
export interface Inspected {
  readonly Id: string;
  readonly Name?: string;
  readonly Image?: string;
  readonly Platform?: string;
  readonly Created?: string;
  readonly RestartCount?: number;
  readonly SizeRw?: number;
  readonly State?: {
    readonly Status?: string;
    readonly StartedAt?: string;
    readonly FinishedAt?: string;
    readonly ExitCode?: number;
    readonly OOMKilled?: boolean;
    readonly Error?: string;
    readonly Pid?: number;
    readonly Health?: {
      readonly Status?: string;
      readonly FailingStreak?: number;
      readonly Log?:
        | readonly {
            readonly Start?: string;
            readonly End?: string;
            readonly ExitCode?: number;
            readonly Output?: string;
          }[]
        | null;
    } | null;
  };
  readonly Config?: {
    readonly Image?: string;
    readonly Entrypoint?: readonly string[] | string | null;
    readonly Cmd?: readonly string[] | string | null;
    readonly WorkingDir?: string;
    readonly User?: string;
    readonly Hostname?: string;
    readonly Tty?: boolean;
    readonly OpenStdin?: boolean;
    readonly Env?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
    readonly StopSignal?: string;
    readonly StopTimeout?: number | null;
    readonly Healthcheck?: {
      readonly Test?: readonly string[] | null;
      /** Nanoseconds, as the next one. */
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly Retries?: number;
    } | null;
  };
  readonly HostConfig?: {
    readonly RestartPolicy?: { readonly Name?: string; readonly MaximumRetryCount?: number } | null;
    readonly AutoRemove?: boolean;
    readonly Init?: boolean | null;
    readonly Privileged?: boolean;
    readonly ReadonlyRootfs?: boolean;
    readonly NetworkMode?: string;
    readonly PortBindings?: PortBindings | null;
    readonly LogConfig?: { readonly Type?: string };
    readonly Runtime?: string;
    readonly Binds?: readonly string[] | null;
    readonly Mounts?: readonly { readonly Source?: string }[] | null;
    readonly Memory?: number;
    readonly MemorySwap?: number;
    readonly MemoryReservation?: number;
    readonly NanoCpus?: number;
    readonly CpuQuota?: number;
    readonly CpuPeriod?: number;
    readonly CpuShares?: number;
    readonly CpusetCpus?: string;
    readonly PidsLimit?: number | null;
  };
  readonly NetworkSettings?: {
    readonly Ports?: PortBindings | null;
    readonly Networks?: Readonly<Record<string, ListedNetwork | null>> | null;
  };
  readonly Mounts?: readonly ListedMount[] | null;
}

/** Those that go with it. One that was asked for by name never does, even if it looks anonymous. */
export function anonymousVolumesOf({ HostConfig: host, Mounts }: Inspected): readonly ListedMount[] {
  const binds = (host?.Binds ?? []).map((bind) => bind.split(':', 1)[0] ?? '');
  const named = new Set([...binds, ...(host?.Mounts ?? []).map(({ Source }) => Source ?? '')]);
  return (Mounts ?? []).filter(
    ({ Type, Name = '' }) => Type === 'volume' && /^[0-9a-f]{64}$/.test(Name) && !named.has(Name),
  );
}

/** Throws `unexpected` when the answer is no container at all. */
export function checkInspected(answer: unknown): Inspected {
  if (typeof answer === 'object' && answer !== null && typeof (answer as Inspected).Id === 'string') {
    return answer as Inspected;
  }
  throw new AppFailure({
    code: 'unexpected',
    message: 'The engine’s answer is not a container.',
    detail: JSON.stringify(answer)?.slice(0, 1000) ?? String(answer),
  });
}
