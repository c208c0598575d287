import type { Requirement } from '../../contract/model/engine.ts';

export type VmKind = 'qemu' | 'hyperv' | 'wsl2' | 'vfkit';
export type GuestArch = 'amd64' | 'arm64';

/** The files of one version of the guest, absolute paths; a driver takes the forms that it can boot. */
export interface GuestParts {
  readonly version: string;
  readonly arch: GuestArch;
  /** vmlinuz (amd64), uncompressed Image (arm64). */
  readonly kernel: string;
  readonly initrd: string;
  /** root.erofs, read-only. */
  readonly root: string;
  /** Hyper-V: VHDX with an ESP that holds the UKI. */
  readonly boot?: string;
  /** Hyper-V. */
  readonly rootVhdx?: string;
  /** WSL2. */
  readonly rootTar?: string;
  /** An empty data disk, made already (qcow2): the guest need not make a file system at its first start. */
  readonly dataTemplate?: string;
}

/** A folder of the host that the guest sees at the same path. */
export interface SharedFolder {
  readonly path: string;
  readonly isReadOnly: boolean;
}

/** What a VM is to be. `dir` is short (sockets: 104 bytes on macOS) and belongs to this VM alone. */
export interface VmSpec {
  /** Letters, digits and hyphens: hypervisors show it in their own lists. */
  readonly name: string;
  readonly dir: string;
  readonly guest: GuestParts;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Grows, never shrinks. */
  readonly dataSizeBytes: number;
  /** A tar, raw, padded to 512: keys, daemon.json, CAs, proxy, what to mount. */
  readonly configDisk: string;
  readonly shares: readonly SharedFolder[];
}

/** Where the guest's SSH answers. */
export type SshAddress =
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  | { readonly type: 'unix'; readonly path: string };

/** The guest's one line `READY {json}` on its serial port. */
export interface GuestReady {
  readonly version: string;
  readonly addresses: readonly string[];
  /** `ssh-ed25519 AAAA…`: what the SSH connection is pinned to. */
  readonly hostKey: string;
  /** Since the kernel began: initramfs, root, network, data, ssh, … */
  readonly stagesMs: Readonly<Record<string, number>>;
  /** What it said on the way that is wrong though it runs: a full disk, a folder that could not be mounted. */
  readonly warnings: readonly GuestWarning[];
}

export interface GuestWarning {
  /** `data-full`, `mount-failed`, … */
  readonly code: string;
  readonly message: string;
}

/** `stopped`: asked for, by the host or in the guest. `killed`: ended from outside. `crashed`: the guest or hypervisor gave up. */
export interface VmEnd {
  readonly reason: 'stopped' | 'killed' | 'crashed';
  readonly message?: string;
}

export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp';
  /** IPv4; `0.0.0.0` for all of the host's. */
  readonly hostIp: string;
  readonly hostPort: number;
}

/** A VM that runs and is held: watched, and steered where the hypervisor lets us. */
export interface RunningVm {
  /** Of the hypervisor's process, where the VM has one of its own. */
  readonly pid?: number;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly isAdopted: boolean;
  /**
   * Resolves with the READY line. Rejects with `AppFailure` (named cause, the end of the serial log as `engineText`) when the
   * VM ends or is not ready within its budget; the VM is then left as it is, for the caller to kill.
   */
  ready(signal: AbortSignal): Promise<GuestReady>;
  /** Known from READY on where the guest itself says its address, at once elsewhere. */
  readonly sshAddress: SshAddress | undefined;
  /** A file: what the kernel and init said since this start. */
  readonly serialLog: string;
  /** Never rejects. */
  readonly ended: Promise<VmEnd>;
  /**
   * Fast path of published ports, where the hypervisor has one (QEMU). Rejects with `port-in-use`, `permission-denied`
   * (ports below 1024, ranges Windows reserves), `invalid-input` (no such address here) and `unsupported` (IPv6).
   */
  publish?(port: PublishedPort & { readonly guestIp: string; readonly guestPort: number }): Promise<void>;
  /** Nothing happens when it was not published. */
  unpublish?(port: PublishedPort): Promise<void>;
  /** Halts the guest's processors; its clock stands still meanwhile. */
  pause?(): Promise<void>;
  resume?(): Promise<void>;
  /**
   * Asks the guest (`askGuest`, usually over SSH; else the way the hypervisor has), after `graceMs` pulls the plug, after some
   * seconds more ends the process. Resolves when the VM is gone.
   */
  stop(graceMs: number, askGuest?: () => Promise<void>): Promise<void>;
  kill(): Promise<void>;
  /** Lets go of it: it keeps running, for the next copy of the app to adopt, where the driver can (`adopt`). */
  release(): Promise<void>;
}

export type VmState = 'absent' | 'stopped' | 'running';

/** One hypervisor. Errors are `AppFailure`; nothing of it asks for rights: that is what a requirement's `fix` is for. */
export interface VmDriver {
  readonly kind: VmKind;
  /** How folders of the host get into the guest: by the hypervisor, or (`none`) by SFTP over the SSH connection. */
  readonly shares: 'virtiofs' | 'drvfs' | 'none';
  /** What this machine lacks for it, and the step that mends it. */
  probe(spec?: Pick<VmSpec, 'dir' | 'memoryBytes'>): Promise<readonly Requirement[]>;
  /** Makes what is not there yet (disks, the VM's definition). Idempotent: what is there is left alone. */
  create(spec: VmSpec): Promise<void>;
  /** Resolves when the VM begins to boot. Rejects with `conflict` when this folder's VM runs already. */
  start(spec: VmSpec): Promise<RunningVm>;
  /** From the process or the hypervisor, never a pid file alone. */
  state(spec: VmSpec): Promise<VmState>;
  /** The VM of this folder that runs though nobody here holds it. Rejects with `conflict` when another process holds it. */
  adopt(spec: VmSpec): Promise<RunningVm | undefined>;
  /** cpus, memory, disk; while stopped, else `conflict`. A smaller disk is refused (`invalid-input`). */
  resize(spec: VmSpec): Promise<void>;
  /** With its data. Ends it first when it runs. */
  remove(spec: VmSpec): Promise<void>;
}
