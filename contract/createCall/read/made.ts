type Texts = readonly string[] | null;
type TextRecord = Readonly<Record<string, string>> | null;
type Open = Readonly<Record<string, unknown>>;

export interface MadeHealthcheck {
  readonly Test?: Texts;
  /** Nanoseconds, as the others. */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** What an image gives its containers, and a container has. */
export interface MadeConfig extends Open {
  readonly Image?: string;
  readonly Hostname?: string;
  readonly Env?: Texts;
  readonly Labels?: TextRecord;
  /** Podman gives a text. */
  readonly Entrypoint?: Texts | string;
  readonly Cmd?: Texts;
  readonly ExposedPorts?: Open | null;
  readonly Volumes?: Open | null;
  readonly Healthcheck?: MadeHealthcheck | null;
  readonly MacAddress?: string;
}

export interface MadeMount {
  readonly Type?: string;
  readonly Source?: string;
  readonly Target?: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: {
    readonly Propagation?: string;
    readonly NonRecursive?: boolean;
    readonly CreateMountpoint?: boolean;
    readonly ReadOnlyNonRecursive?: boolean;
    readonly ReadOnlyForceRecursive?: boolean;
  } | null;
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: TextRecord;
    readonly Subpath?: string;
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: TextRecord } | null;
  } | null;
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number } | null;
  readonly ImageOptions?: { readonly Subpath?: string } | null;
}

export interface MadeHostConfig extends Open {
  readonly Binds?: Texts;
  readonly Mounts?: readonly MadeMount[] | null;
  readonly Tmpfs?: TextRecord;
  readonly VolumesFrom?: Texts;
  readonly NetworkMode?: string;
  readonly Links?: Texts;
  readonly ExtraHosts?: Texts;
  readonly PortBindings?: Readonly<
    Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>
  > | null;
  readonly RestartPolicy?: { readonly Name?: string; readonly MaximumRetryCount?: number } | null;
  readonly NanoCpus?: number;
  readonly CapAdd?: Texts;
  readonly CapDrop?: Texts;
  readonly SecurityOpt?: Texts;
  readonly MaskedPaths?: Texts;
  readonly ReadonlyPaths?: Texts;
  readonly Privileged?: boolean;
  readonly PidMode?: string;
  readonly IpcMode?: string;
  readonly UTSMode?: string;
  readonly LogConfig?: { readonly Type?: string; readonly Config?: TextRecord } | null;
  readonly Ulimits?: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[] | null;
  readonly BlkioWeightDevice?: readonly { readonly Path: string; readonly Weight: number }[] | null;
  readonly Devices?:
    | readonly {
        readonly PathOnHost: string;
        readonly PathInContainer?: string;
        readonly CgroupPermissions?: string;
      }[]
    | null;
  readonly DeviceRequests?:
    | readonly {
        readonly Driver?: string;
        readonly Count?: number;
        readonly DeviceIDs?: Texts;
        readonly Capabilities?: readonly (readonly string[])[] | null;
        readonly Options?: TextRecord;
      }[]
    | null;
}

export interface MadeEndpoint extends Open {
  readonly IPAMConfig?: {
    readonly IPv4Address?: string;
    readonly IPv6Address?: string;
    readonly LinkLocalIPs?: Texts;
  } | null;
  readonly Aliases?: Texts;
  readonly Links?: Texts;
  readonly DriverOpts?: TextRecord;
  readonly GwPriority?: number;
  readonly MacAddress?: string;
}

/** A container as `GET /containers/{id}/json` says it. */
export interface Made {
  readonly Id: string;
  readonly Name?: string;
  /** The image’s id. */
  readonly Image?: string;
  readonly State?: { readonly Running?: boolean; readonly Paused?: boolean; readonly Restarting?: boolean };
  readonly Config?: MadeConfig;
  readonly HostConfig?: MadeHostConfig;
  readonly Mounts?:
    | readonly {
        readonly Type?: string;
        readonly Name?: string;
        readonly Destination?: string;
        readonly RW?: boolean;
      }[]
    | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, MadeEndpoint | null>> | null };
}

/** What the engine fills in by itself; of `GET /info`. */
export interface EngineDefaults {
  readonly hostName: string;
  readonly logDriver: string;
  readonly runtime: string;
  readonly cgroupnsMode: string;
}
