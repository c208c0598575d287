import { kernelCommandLine, serialConsole } from '../../guest/commandLine.ts';
import type { GuestArch } from '../driver.ts';
import { type QemuVersion, isAtLeast } from './version.ts';

export type Accelerator = 'tcg' | 'kvm' | 'hvf' | 'whpx';

/** How QEMU is steered: a socket outlives us and can be adopted; where Node cannot open one (Windows), its stdin and stdout. */
export type Control = { readonly type: 'socket'; readonly path: string } | { readonly type: 'stdio' };

export interface QemuMachine {
  readonly name: string;
  readonly arch: GuestArch;
  readonly accelerator: Accelerator;
  readonly version: QemuVersion;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly initrd: string;
  readonly root: string;
  /** qcow2. */
  readonly data: string;
  readonly config: string;
  readonly serialLog: string;
  readonly pidFile: string;
  readonly control: Control;
  /** Where QEMU looks for its firmware, when not where it was built to look. */
  readonly dataDirs: readonly string[];
}

/** The guest's own address in QEMU's user-mode network; the host is 10.0.2.2, its DNS 10.0.2.3. */
export const GUEST_IP = '10.0.2.15';
export const NETDEV = 'n0';

type Head = (version: QemuVersion) => readonly string[];

const TCG = 'tcg,thread=multi,tb-size=256';

/**
 * The first arguments by accelerator and architecture. Each has its reason:
 * - tcg below 10: the emulation of `cmpxchg16b` corrupts flags, and the kernel's allocator uses it: half the boots die.
 * - hvf on Intel: `pdpe1gb` and `avx512vl` are announced and do not work.
 * - whpx: `max` crashes on Ryzen; below 11 interrupts hang with the in-kernel chip; tcg where the feature is off.
 * - no firmware is named anywhere: the kernel is booted directly, and pflash crashes under hvf on recent macOS.
 */
const HEADS: Readonly<Record<Accelerator, Readonly<Record<GuestArch, Head>>>> = {
  tcg: {
    amd64: (version) => [
      ...['-machine', 'q35,vmport=off', '-accel', TCG],
      ...['-cpu', isAtLeast(version, 10) ? 'max' : 'max,-cx16'],
    ],
    arm64: () => ['-machine', 'virt', '-accel', TCG, '-cpu', 'cortex-a72'],
  },
  kvm: {
    amd64: () => ['-machine', 'q35,accel=kvm', '-cpu', 'host'],
    arm64: () => ['-machine', 'virt,accel=kvm,gic-version=max', '-cpu', 'host'],
  },
  hvf: {
    amd64: () => ['-machine', 'q35,accel=hvf', '-cpu', 'host,-pdpe1gb,-avx512vl'],
    arm64: () => ['-machine', 'virt,accel=hvf', '-cpu', 'host'],
  },
  whpx: {
    amd64: (version) => ['-machine', `q35,accel=whpx:tcg${irqchip(version)}`, '-cpu', 'qemu64'],
    arm64: () => ['-machine', 'virt,accel=whpx:tcg', '-cpu', 'cortex-a72'],
  },
};

const irqchip = (version: QemuVersion) => (isAtLeast(version, 11) ? '' : ',kernel-irqchip=off');

/** QEMU's whole command line but its program. Pure: what it names is neither looked at nor made. */
export function qemuArgs(machine: QemuMachine): readonly string[] {
  const { arch, accelerator, version, control } = machine;
  return [
    ...machine.dataDirs.flatMap((dir) => ['-L', dir]),
    ...HEADS[accelerator][arch](version),
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-name', value(machine.name)],
    ...['-smp', String(machine.cpus), '-m', String(Math.floor(machine.memoryBytes / 2 ** 20))],
    ...[
      '-kernel',
      machine.kernel,
      '-initrd',
      machine.initrd,
      '-append',
      `${kernelCommandLine(serialConsole[arch], accelerator === 'tcg')} edd=off`,
    ],
    ...disk('r', machine.root, 'format=raw,readonly=on'),
    ...disk('d', machine.data, 'format=qcow2,discard=unmap,detect-zeroes=unmap', ',discard=on'),
    ...disk('c', machine.config, 'format=raw,readonly=on'),
    // Port 0: the system picks one that is free; `info usernet` says which.
    ...['-netdev', `user,id=${NETDEV},hostfwd=tcp:127.0.0.1:0-:22`],
    ...['-device', `virtio-net-pci,netdev=${NETDEV},romfile=`],
    ...['-device', 'virtio-balloon-pci,free-page-reporting=on', '-device', 'virtio-rng-pci'],
    ...['-chardev', `file,id=s0,path=${value(machine.serialLog)}`, '-serial', 'chardev:s0'],
    ...['-pidfile', machine.pidFile],
    ...(control.type === 'stdio'
      ? ['-qmp', 'stdio']
      : ['-chardev', `socket,id=q0,path=${value(control.path)},server=on,wait=off`, '-mon', 'chardev=q0,mode=control']),
  ];
}

/** A machine that stands still before its first instruction, to see whether the accelerator works: QEMU sets up its processor. */
export const trialArgs = (accelerator: Accelerator, arch: GuestArch, version: QemuVersion): readonly string[] => [
  ...HEADS[accelerator][arch](version),
  ...['-nodefaults', '-no-user-config', '-display', 'none', '-m', '64', '-S', '-qmp', 'stdio'],
];

const disk = (id: string, file: string, drive: string, device = ''): readonly string[] => [
  ...['-drive', `if=none,id=${id},file=${value(file)},${drive}`],
  ...['-device', `virtio-blk-pci,drive=${id}${device}`],
];

/** In a list of options a comma is written twice. */
const value = (text: string): string => text.replaceAll(',', ',,');
