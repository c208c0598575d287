import type { MachineCheck, VirtualizationState } from '../../contract/model/firstRun.ts';

const GIB = 2 ** 30;
/** An engine with a container or two, beside what else the computer does. */
const NEEDED_MEMORY_BYTES = 2 * GIB;
const GOOD_MEMORY_BYTES = 4 * GIB;
/** An image or two, and what a first build leaves. */
const NEEDED_DISK_BYTES = 4 * GIB;
const GOOD_DISK_BYTES = 20 * GIB;

/** What this computer says of itself. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform;
  /** Of the kernel: `6.1.0-18-amd64`, Darwin’s `22.1.0`, Windows’ `10.0.19045`. */
  readonly release: string;
  readonly name: string;
  readonly arch: string;
  readonly virtualization: VirtualizationState;
  /** That of this processor, where it is not loaded. */
  readonly kvmModule?: string;
  readonly totalMemoryBytes: number;
  readonly freeDiskBytes: number;
  readonly dataDir: string;
  readonly canWriteDataDir: boolean;
  readonly user: string;
  readonly isAdministrator: boolean;
  /** Of an engine that is there and refuses this user; absent: none does. */
  readonly refusedSocket?: string;
  /** The group that may use that socket, where there is one that a person can join. */
  readonly socketGroup?: string;
}

/** What an engine needs of a computer, and how what is missing is mended. */
export function judgeMachine(facts: MachineFacts): readonly MachineCheck[] {
  return [system(facts), virtualization(facts), memory(facts), disk(facts), rights(facts)];
}

/** The first release of each system that everything works on: Linux 4.18, macOS 13, Windows 10 2004. */
const LEAST: Readonly<Partial<Record<NodeJS.Platform, readonly number[]>>> = {
  linux: [4, 18],
  darwin: [22],
  win32: [10, 0, 19041],
};

function system({ platform, release, name, arch }: MachineFacts): MachineCheck {
  const least = LEAST[platform];
  const said = { id: 'system', name, arch } as const;
  if (!least) return { ...said, status: 'missing', reason: 'unknown-system' };
  if (arch !== 'x64' && arch !== 'arm64') return { ...said, status: 'missing', reason: 'unknown-processor' };
  return isAtLeast(release, least)
    ? { ...said, status: 'good', reason: 'supported' }
    : { ...said, status: 'missing', reason: 'too-old' };
}

function isAtLeast(release: string, least: readonly number[]): boolean {
  const numbers = (/^[\d.]+/.exec(release)?.[0] ?? '').split('.').map(Number);
  for (const [index, wanted] of least.entries()) {
    const has = numbers[index] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}

/** On Linux the engine runs without it; a VM is then ten times as slow. Elsewhere there is no engine without a VM. */
function virtualization(facts: MachineFacts): MachineCheck {
  const { platform, virtualization: reason, kvmModule, user, isAdministrator } = facts;
  const isNeeded = platform !== 'linux';
  const said = { id: 'virtualization', reason, isNeeded } as const;
  if (reason === 'usable') return { ...said, status: 'good' };
  const status = isNeeded && reason !== 'unknown' ? 'missing' : 'poor';
  if (platform !== 'linux') return { ...said, status };
  if (reason === 'no-rights') return { ...said, status, ...joining('kvm', user, isAdministrator) };
  if (reason !== 'no-module' || kvmModule === undefined) return { ...said, status };
  const command = ['modprobe', kvmModule];
  return {
    ...said,
    status,
    commands: [`sudo ${command.join(' ')}`],
    fix: { command, needsElevation: !isAdministrator, after: 'nothing' },
  };
}

function memory({ totalMemoryBytes }: MachineFacts): MachineCheck {
  const said = { id: 'memory', totalBytes: totalMemoryBytes, neededBytes: NEEDED_MEMORY_BYTES } as const;
  // Firmware and graphics keep some of what was bought.
  const has = totalMemoryBytes * 1.1;
  return { ...said, status: has >= GOOD_MEMORY_BYTES ? 'good' : has >= NEEDED_MEMORY_BYTES ? 'poor' : 'missing' };
}

function disk({ freeDiskBytes, dataDir }: MachineFacts): MachineCheck {
  const said = { id: 'disk', freeBytes: freeDiskBytes, neededBytes: NEEDED_DISK_BYTES, folder: dataDir } as const;
  const status = freeDiskBytes >= GOOD_DISK_BYTES ? 'good' : freeDiskBytes >= NEEDED_DISK_BYTES ? 'poor' : 'missing';
  return { ...said, status };
}

function rights(facts: MachineFacts): MachineCheck {
  const { user, isAdministrator, canWriteDataDir, dataDir, refusedSocket, socketGroup } = facts;
  const said = { id: 'rights', user } as const;
  if (!canWriteDataDir) return { ...said, status: 'missing', reason: 'not-writable', path: dataDir };
  if (refusedSocket !== undefined) {
    const how = socketGroup === undefined ? {} : joining(socketGroup, user, isAdministrator);
    return { ...said, status: 'poor', reason: 'socket-refused', path: refusedSocket, ...how };
  }
  return { ...said, status: 'good', reason: isAdministrator ? 'administrator' : 'user' };
}

/** It counts for who signs in after it. */
function joining(group: string, user: string, isAdministrator: boolean): Pick<MachineCheck, 'commands' | 'fix'> {
  const command = ['usermod', '-aG', group, user];
  return {
    commands: [`sudo ${command.join(' ')}`],
    fix: { command, needsElevation: !isAdministrator, after: 'sign-in' },
  };
}
