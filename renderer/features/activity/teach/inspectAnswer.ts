/** What `docker inspect` says of a container besides what every page shows; any of it may be missing. */
export interface InspectAnswer {
  readonly LogPath?: string;
  readonly AppArmorProfile?: string;
  /** Without it the images are in containerd's store, which says `Storage`. */
  readonly GraphDriver?: { readonly Name?: string; readonly Data?: Readonly<Record<string, string>> | null } | null;
  readonly Storage?: { readonly RootFS?: { readonly Snapshot?: { readonly Name?: string } } };
  readonly NetworkSettings?: { readonly SandboxKey?: string };
  readonly HostConfig?: {
    readonly PidMode?: string;
    readonly IpcMode?: string;
    readonly UTSMode?: string;
    readonly UsernsMode?: string;
    readonly CgroupnsMode?: string;
    readonly CgroupParent?: string;
    readonly CapAdd?: readonly string[] | null;
    readonly CapDrop?: readonly string[] | null;
    readonly SecurityOpt?: readonly string[] | null;
    readonly ShmSize?: number;
  };
}
