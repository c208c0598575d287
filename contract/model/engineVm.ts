import { z } from 'zod';

const GIB = 2 ** 30;

/** Where the app's own engine runs: on this system itself (Linux), or in a light VM. */
export const EnginePlace = z.enum(['native', 'vm']);
export type EnginePlace = z.infer<typeof EnginePlace>;

export const Hypervisor = z.enum(['qemu', 'hyperv', 'wsl2', 'vfkit']);
export type Hypervisor = z.infer<typeof Hypervisor>;

/** A folder of this computer that containers may bind. */
export const SharedFolder = z.object({ path: z.string().min(1).max(4096), isReadOnly: z.boolean() });
export type SharedFolder = z.infer<typeof SharedFolder>;

/** What the person chose for the VM; what is absent is Gantry's to choose. */
export const VmChoices = z.object({
  hypervisor: Hypervisor.optional(),
  cpus: z.number().int().min(1).max(256).optional(),
  memoryBytes: z
    .number()
    .int()
    .min(GIB)
    .max(1024 * GIB)
    .optional(),
  /** Of the data disk, which takes what is written to it up to this. It grows, it never shrinks. */
  diskBytes: z
    .number()
    .int()
    .min(4 * GIB)
    .max(16_384 * GIB)
    .optional(),
  /** The VM is put to sleep when nothing has run in it for so long; 0: never. */
  saverMinutes: z.number().int().min(0).max(1440).default(0),
  /** The proxies and the certificates that this machine trusts are the engine's too. */
  passesProxies: z.boolean().default(true),
  passesCertificates: z.boolean().default(true),
  /** Programs and images of other architectures run, emulated and so slower. */
  emulates: z.boolean().default(false),
  /** Absent: the person's home folder. */
  folders: z.array(SharedFolder).max(32).optional(),
});
export type VmChoices = z.infer<typeof VmChoices>;

export const EngineChoices = z.object({
  /** Absent: native where it can be. */
  place: EnginePlace.optional(),
  vm: VmChoices.default(VmChoices.parse({})),
});
export type EngineChoices = z.infer<typeof EngineChoices>;

/** What of the choices takes effect only when the VM is started again. */
export type VmRestartReason = 'hypervisor' | 'cpus' | 'memory' | 'disk' | 'proxies' | 'certificates' | 'folders';

export interface HypervisorOption {
  readonly hypervisor: Hypervisor;
  readonly isUsable: boolean;
  /** Why it would be taken, or why it cannot be. */
  readonly reason: string;
}

/** The versions of the VM’s own system. */
export interface VmGuest {
  /** That came with the app. */
  readonly version: string;
  /** What the VM that runs was started with. */
  readonly runs?: string;
  /** That ran before on the same data and is kept: there is a way back to it. */
  readonly previous?: string;
  /** Why the one that came with the app is not started. */
  readonly passedOver?: string;
}

/** The VM as it is to be, as it is, and what this machine could give it. */
export interface VmOverview {
  readonly choices: VmChoices;
  /** What the choices come to: what is absent there, as Gantry chooses it. */
  readonly resources: { readonly cpus: number; readonly memoryBytes: number; readonly diskBytes: number };
  readonly hypervisors: readonly HypervisorOption[];
  readonly hypervisor: Hypervisor | undefined;
  /** That containers can bind, or could if it ran. */
  readonly folders: readonly SharedFolder[];
  readonly host: { readonly cpus: number; readonly memoryBytes: number };
  /** Absent where its parts are missing. */
  readonly guest?: VmGuest;
  /** Empty while none runs. */
  readonly restartFor: readonly VmRestartReason[];
  readonly disk: {
    /** What its file takes of this machine's disk now. */
    readonly takenBytes: number;
    /** It cannot be made smaller than this. */
    readonly leastBytes: number;
    readonly file: string;
  };
}

/** What goes when the VM is reset, or what there is to remove by hand with the app. */
export interface VmBelonging {
  readonly what: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** Goes with a reset; else only with the app. */
  readonly goesWithReset: boolean;
}
