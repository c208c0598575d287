import type { Requirement } from '../../contract/model/engine.ts';
import type { GuestArch, VmDriver, VmKind, VmSpec } from './driver.ts';
import { createHyperVDriver } from './hyperv/driver.ts';
import { createQemuDriver } from './qemu/driver.ts';
import type { Env } from './run.ts';
import { createVfkitDriver } from './vfkit/driver.ts';
import { createWslDriver } from './wsl2/driver.ts';

/** What may be used where, the best first, and why it is where it is. */
const ORDER: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly [VmKind, string])[]>>> = {
  linux: [['qemu', 'QEMU, with KVM where this user may use it, shares nothing with the system’s own Docker.']],
  darwin: [
    ['vfkit', 'macOS’s own virtualization starts fastest and shares folders directly.'],
    ['qemu', 'QEMU needs no newer macOS; folders are shared over SSH.'],
  ],
  win32: [
    ['wsl2', 'WSL2 is on every edition of Windows, needs no rights once it is on, and sees the drives directly.'],
    ['hyperv', 'Hyper-V gives the engine a VM of its own, apart from other Linux distributions.'],
    ['qemu', 'QEMU runs where neither WSL2 nor Hyper-V may be turned on; folders are shared over SSH.'],
  ],
};

export interface Candidate {
  readonly kind: VmKind;
  readonly driver: VmDriver;
  readonly requirements: readonly Requirement[];
  readonly isUsable: boolean;
  /** Why it is chosen, or why not. */
  readonly reason: string;
}

/** `chosen` may not be usable yet: its requirements then say what to do. */
export interface Choice {
  readonly chosen: Candidate;
  /** All there are, the best first. */
  readonly candidates: readonly Candidate[];
}

export interface ChooseOptions {
  readonly platform: NodeJS.Platform;
  readonly createDriver: (kind: VmKind) => VmDriver;
  readonly spec?: Pick<VmSpec, 'dir' | 'memoryBytes'>;
  /** What the person asked for: it is taken, usable or not. */
  readonly wanted?: VmKind | undefined;
}

/** The first that works here as it is; else the first that a step of the app can make work; else the first. Undefined where there is none. */
export async function chooseVm({ platform, createDriver, spec, wanted }: ChooseOptions): Promise<Choice | undefined> {
  const candidates = await Promise.all(
    (ORDER[platform] ?? []).map(async ([kind, why]): Promise<Candidate> => {
      const driver = createDriver(kind);
      const requirements = await driver.probe(spec);
      const lacking = requirements.filter(isLacking);
      const isUsable = lacking.length === 0;
      const reason = isUsable ? why : lacking.map(({ name, message }) => `${name}: ${message}`).join(' ');
      return { kind, driver, requirements, isUsable, reason };
    }),
  );
  const asked = candidates.find(({ kind }) => kind === wanted);
  if (asked) return { chosen: { ...asked, reason: `Chosen in the settings. ${asked.reason}` }, candidates };
  const chosen = candidates.find(({ isUsable }) => isUsable) ?? candidates.find(isMendable) ?? candidates[0];
  return chosen && { chosen, candidates };
}

const isLacking = ({ isMet, isOptional }: Requirement): boolean => !isMet && !isOptional;

const isMendable = ({ requirements }: Candidate): boolean => requirements.filter(isLacking).every(({ fix }) => fix);

export interface DriverOptions {
  readonly env: Env;
  readonly arch: GuestArch;
  /** Where hypervisors that come with the app are. */
  readonly bundledDir?: string | undefined;
}

export function createVmDriver(kind: VmKind, { env, arch, bundledDir }: DriverOptions): VmDriver {
  switch (kind) {
    case 'qemu':
      return createQemuDriver({ env, arch, bundledDir });
    case 'vfkit':
      return createVfkitDriver({ env, bundledDir });
    case 'wsl2':
      return createWslDriver({ env });
    case 'hyperv':
      return createHyperVDriver({ env });
  }
}
