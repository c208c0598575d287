import { AppFailure } from '../../../contract/errors.ts';
import { type Env, runProgram } from '../run.ts';

export const WSL = 'wsl.exe';

/** wsl.exe writes UTF-16 without a mark, or UTF-8 where `WSL_UTF8` is set or a program of Linux speaks through it. */
export function decodeWsl(bytes: Buffer): string {
  const looksLikeUtf16 = bytes.subarray(0, 64).includes(0);
  return bytes.toString(looksLikeUtf16 ? 'utf16le' : 'utf8').replace(/^\u{feff}/u, '');
}

/** Distributions by name, which is all of wsl.exe’s output that no language changes. With none it says so in words: no names. */
export async function listDistributions(env: Env, which: 'all' | 'running'): Promise<readonly string[]> {
  const args = ['--list', ...(which === 'running' ? ['--running'] : []), '--quiet'];
  const { status, stdout } = await runProgram({ file: WSL, args: [] }, args, { env });
  if (status !== 0) return [];
  return decodeWsl(stdout)
    .split(/\r?\n/)
    .map((line) => line.replaceAll('\0', '').trim())
    .filter(Boolean);
}

/** Names of distributions are not case-sensitive. */
export const hasName = (names: readonly string[], name: string): boolean =>
  names.some((one) => one.toLowerCase() === name.toLowerCase());

/** Runs wsl.exe to its end; rejects with what its error code means. */
export async function wsl(args: readonly string[], env: Env, timeoutMs = 300_000): Promise<string> {
  const { status, stdout, stderr } = await runProgram({ file: WSL, args: [] }, args, { env, timeoutMs });
  const said = `${decodeWsl(stdout)}\n${decodeWsl(stderr)}`.trim();
  if (status === 0) return said;
  throw new AppFailure(wslFailure(said, args, status));
}

/** In the language of the system but for its last line, `Error code: Wsl/Service/…/NAME`, and hexadecimal numbers. */
function wslFailure(engineText: string, args: readonly string[], status: number | null): AppFailure['error'] {
  const known = KNOWN.find(([pattern]) => pattern.test(engineText))?.[1];
  if (known) return { ...known, engineText };
  return {
    code: 'unexpected',
    message: `WSL did not do what was asked (${args[0] ?? ''}).`,
    hint: 'Its own words say more. “wsl --update” brings the newest WSL; “wsl --shutdown” starts it afresh, with all its distributions.',
    engineText,
    detail: `${args.join(' ')}: exit status ${status}`,
  };
}

const KNOWN: readonly (readonly [RegExp, AppFailure['error']])[] = [
  [
    /HCS_E_HYPERV_NOT_INSTALLED|0x80370102|WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED|0x80370114/i,
    {
      code: 'unsupported',
      message: 'WSL cannot start a VM: a feature of Windows is off, or virtualization is off in the firmware.',
      hint: 'See what the engine needs (its requirements): each has its step.',
    },
  ],
  [
    /WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED|0x8007019e|ERROR_LINUX_SUBSYSTEM_NOT_PRESENT/i,
    {
      code: 'unsupported',
      message: 'The Windows Subsystem for Linux is not on.',
      hint: 'See what the engine needs (its requirements): turning it on is a step there.',
    },
  ],
  [
    /ERROR_DISK_FULL|0x80070070/i,
    {
      code: 'no-space',
      message: 'There is no space for the engine’s disk.',
      hint: 'Free some space where the engine’s folder is, then try again.',
    },
  ],
  [
    /ERROR_SHARING_VIOLATION|0x80070020/i,
    {
      code: 'conflict',
      message: 'The engine’s disk is in use by another program.',
      hint: 'A virus scanner or a backup may hold it. Try again; “wsl --shutdown” ends WSL itself, with all its distributions.',
    },
  ],
  [
    /E_ACCESSDENIED|0x80070005/i,
    {
      code: 'permission-denied',
      message: 'WSL may not do that for this user.',
      hint: 'A policy of this machine may forbid it: its administrator knows.',
    },
  ],
];
