import type { Connection } from '../docker/connection.ts';
import { ask, containerPath } from '../services/containers/ask.ts';

type Open = Readonly<Record<string, unknown>>;

export interface MadeEndpoint extends Open {
  readonly IPAMConfig?: { readonly IPv4Address?: string; readonly IPv6Address?: string } | null;
  readonly Aliases?: readonly string[] | null;
  readonly Links?: readonly string[] | null;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly GwPriority?: number;
  readonly MacAddress?: string;
  readonly IPAddress?: string;
}

/** A container as `GET /containers/{id}/json` says it: everything, because everything is to be made again. */
export interface MadeContainer {
  readonly Id: string;
  readonly Name: string;
  /** The image's id. */
  readonly Image: string;
  readonly State: {
    readonly Status?: string;
    readonly Running?: boolean;
    readonly Paused?: boolean;
    readonly Restarting?: boolean;
    readonly ExitCode?: number;
    readonly Error?: string;
    readonly Health?: {
      readonly Status?: string;
      readonly Log?: readonly { readonly Output?: string }[] | null;
    } | null;
  };
  readonly RestartCount?: number;
  readonly Config: Open & {
    /** The name that it was made with. */
    readonly Image: string;
    readonly Hostname?: string;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Tty?: boolean;
    readonly MacAddress?: string;
    readonly Healthcheck?: {
      readonly Test?: readonly string[] | null;
      /** Nanoseconds, as the others. */
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly StartPeriod?: number;
      readonly Retries?: number;
    } | null;
  };
  readonly HostConfig: Open & {
    readonly Binds?: readonly string[] | null;
    readonly Mounts?:
      readonly (Open & { readonly Type?: string; readonly Source?: string; readonly Target?: string })[] | null;
    readonly NetworkMode?: string;
    readonly Links?: readonly string[] | null;
    readonly IpcMode?: string;
    readonly PidMode?: string;
    readonly VolumesFrom?: readonly string[] | null;
    readonly RestartPolicy?: { readonly Name: string; readonly MaximumRetryCount?: number } | null;
    readonly AutoRemove?: boolean;
    readonly PublishAllPorts?: boolean;
    readonly PortBindings?: Readonly<Record<string, readonly { readonly HostPort?: string }[] | null>> | null;
  };
  readonly Mounts?:
    | readonly {
        readonly Type?: string;
        readonly Name?: string;
        readonly Source?: string;
        readonly Destination?: string;
        readonly RW?: boolean;
      }[]
    | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, MadeEndpoint | null>> | null };
}

/** What an image gives its containers. */
export interface ImageConfig extends Open {
  readonly Env?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly ExposedPorts?: Open | null;
  readonly Volumes?: Open | null;
}

export const inspectMade = (connection: Connection, id: string, signal?: AbortSignal): Promise<MadeContainer> =>
  ask<MadeContainer>(connection, { method: 'GET', path: containerPath(id, 'json'), signal });

export const nameOf = ({ Name }: { readonly Name: string }): string => Name.replace(/^\//, '');
