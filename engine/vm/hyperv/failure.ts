import { AppFailure } from '../../../contract/errors.ts';
import { PowerShellError } from '../windows/powershell.ts';

/** What went wrong with Hyper-V, by names and numbers that no language changes. */
export function hypervFailure(thrown: unknown): unknown {
  if (!(thrown instanceof PowerShellError)) return thrown;
  const text = `${thrown.id} ${thrown.category} ${thrown.message}`;
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  const engineText = thrown.message;
  if (known) return new AppFailure({ ...known, engineText });
  return new AppFailure({
    code: 'unexpected',
    message: `Hyper-V did not do what was asked: ${thrown.message}`,
    hint: 'Its own words say more. Another driver may be chosen in the engine’s settings.',
    engineText,
    detail: thrown.id,
  });
}

const KNOWN: readonly (readonly [RegExp, AppFailure['error']])[] = [
  [
    /^AccessDenied|PermissionDenied|0x80070005/i,
    {
      code: 'permission-denied',
      message: 'This user may not use Hyper-V.',
      hint: 'Join the group Hyper-V Administrators (a step among the engine’s requirements), then log in again.',
    },
  ],
  [
    /CommandNotFound|CouldNotAutoLoadModule/i,
    {
      code: 'unsupported',
      message: 'Hyper-V is not on.',
      hint: 'See what the engine needs (its requirements): turning it on is a step there.',
    },
  ],
  [
    /0xC0351000|0x80370102/i,
    {
      code: 'unsupported',
      message: 'Hyper-V cannot start a VM: its hypervisor does not run.',
      hint: 'See that virtualization is on in the firmware, then start the machine again.',
    },
  ],
  [
    /0x8007000E|0x800705AA/i,
    {
      code: 'unsupported',
      message: 'There is not enough memory for the VM.',
      hint: 'Close other programs, or give the VM less memory in the engine’s settings.',
    },
  ],
  [
    /0x80070020/i,
    {
      code: 'conflict',
      message: 'A disk of the VM is in use by another program.',
      hint: 'A virus scanner, a backup or another VM may hold it. End that, then try again.',
    },
  ],
  [
    /0x80070070/i,
    {
      code: 'no-space',
      message: 'There is no space for the disks of the VM.',
      hint: 'Free some space where the engine’s folder is, then try again.',
    },
  ],
];
