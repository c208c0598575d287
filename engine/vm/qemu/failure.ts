import type { AppError } from '../../../contract/errors.ts';

/** Why QEMU ended before it could be spoken to, from its own words. */
export function qemuFailure(output: string, ended: string): AppError {
  const engineText = output.trim().slice(-4000);
  const known = KNOWN.find(([pattern]) => pattern.test(engineText))?.[1];
  if (known) return { ...known, engineText };
  const last = engineText.split('\n').findLast((line) => line.trim() !== '');
  return {
    code: 'unexpected',
    message: `QEMU did not start: ${last ?? ended}`,
    hint: 'What it says names the cause. Another accelerator or driver may be chosen in the engine’s settings.',
    engineText,
    detail: ended,
  };
}

const KNOWN: readonly (readonly [RegExp, AppError])[] = [
  [
    /Failed to get "\w+" lock|Cannot lock pid file|used by another process/i,
    {
      code: 'conflict',
      message: 'The VM was not started: another QEMU has its disk.',
      hint: 'Stop that one first: two on one disk would destroy it.',
    },
  ],
  [
    /Could not access KVM kernel module: Permission denied/i,
    {
      code: 'permission-denied',
      message: 'This user may not use KVM (/dev/kvm).',
      hint: 'Join the group kvm (sudo usermod -aG kvm $USER), then log out and in again.',
    },
  ],
  [
    /Could not access KVM kernel module|failed to initialize kvm|kvm_init_vcpu failed|kvm_buf_set_msrs/i,
    {
      code: 'unsupported',
      message: 'KVM does not work on this machine.',
      hint: 'See that virtualization is on in its firmware; without, choose emulation (tcg), which is slower.',
    },
  ],
  [
    /HV_DENIED|HV_UNSUPPORTED|failed to initialize hvf/i,
    {
      code: 'unsupported',
      message: 'macOS did not let QEMU use its hypervisor.',
      hint: 'QEMU must be signed with the right com.apple.security.hypervisor: install it with Homebrew.',
    },
  ],
  [
    /WHPX: (No accelerator found|Failed)|failed to initialize whpx/i,
    {
      code: 'unsupported',
      message: 'The Windows Hypervisor Platform is not on.',
      hint: 'Turn the Windows feature HypervisorPlatform on, then start the machine again.',
    },
  ],
  [
    /cannot set up guest memory|Cannot allocate memory/i,
    {
      code: 'unsupported',
      message: 'There is not enough memory for the VM.',
      hint: 'Close other programs, or give the VM less memory in the engine’s settings.',
    },
  ],
  [
    /No space left on device/i,
    {
      code: 'no-space',
      message: 'The VM was not started: the disk of its folder is full.',
      hint: 'Free some space there, then start the engine again.',
    },
  ],
];
