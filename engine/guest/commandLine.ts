import type { GuestArch } from './arch.ts';

/** Each keeps the kernel from something that takes time at a start and that the guest has no use for. */
const QUICK = [
  'quiet',
  'loglevel=3',
  // Its ciphers were tested when Debian built it.
  'cryptomgr.notests',
  // Nothing in the guest loads a profile.
  'apparmor=0',
];

const EMULATED = [
  // An emulated processor runs nothing ahead of time: what protects against that protects nobody, and takes its time.
  'mitigations=off',
  // On a busy host an emulated timer comes late, and the kernel would give up: “IO-APIC + timer doesn't work”.
  'no_timer_check',
];

/** What the guest's kernel is started with. */
export function kernelCommandLine(console: string, isEmulated = false): string {
  return [`console=${console}`, ...QUICK, 'panic=-1', ...(isEmulated ? EMULATED : [])].join(' ');
}

/** The first serial port, where a PC and where QEMU's and Hyper-V's arm64 machines have it. */
export const serialConsole: Readonly<Record<GuestArch, string>> = { amd64: 'ttyS0', arm64: 'ttyAMA0' };
