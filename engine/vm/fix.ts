import { AppFailure } from '../../contract/errors.ts';
import type { RequirementFix } from '../../contract/model/engine.ts';
import { type Env, type Program, runProgram } from './run.ts';
import { powerShell } from './windows/powershell.ts';

export interface FixOptions {
  readonly env: Env;
  readonly platform?: NodeJS.Platform;
}

/** Windows says with these that it went well, and that the machine must be started again. */
const REBOOT = new Set([3010, 1641]);
/** The person said no to the question for permission: Windows, and pkexec. */
const DECLINED_WINDOWS = 1223;
const DECLINED_PKEXEC = 126;
const MINUTES_MS = 30 * 60_000;

/**
 * Takes the step, once the person has agreed to it; where it needs rights, the system itself asks for them. Rejects with
 * `cancelled` when that was declined, and with what the step said when it failed.
 */
export async function runFix(
  fix: RequirementFix,
  { env, platform = process.platform }: FixOptions,
): Promise<'done' | 'reboot-needed'> {
  const [file = '', ...args] = fix.command;
  const isWindows = platform === 'win32';
  const status = await (fix.needsElevation && isWindows
    ? elevatedOnWindows({ file, args }, env)
    : plain(fix.needsElevation ? { file: 'pkexec', args: [file, ...args] } : { file, args }, env));
  if (status.code === 0) return fix.needsReboot ? 'reboot-needed' : 'done';
  if (isWindows && status.code !== null && REBOOT.has(status.code)) return 'reboot-needed';
  throw new AppFailure({
    code: 'unexpected',
    message: `“${fix.title}” did not succeed.`,
    hint: `Run it yourself as an administrator: ${fix.command.join(' ')}`,
    ...(status.said && { engineText: status.said }),
    detail: `exit status ${status.code}`,
  });
}

interface Status {
  readonly code: number | null;
  readonly said: string;
}

async function plain({ file, args }: Program, env: Env): Promise<Status> {
  const { status, stdout, stderr } = await runProgram({ file, args: [] }, args, { env, timeoutMs: MINUTES_MS });
  if (file === 'pkexec' && status === DECLINED_PKEXEC) throw declined();
  return { code: status, said: (stderr.toString() || stdout.toString()).trim().slice(-2000) };
}

async function elevatedOnWindows({ file, args }: Program, env: Env): Promise<Status> {
  const input = { file, arguments: args.map(quoteForWindows).join(' ') };
  const found = (await powerShell(ELEVATED, input, { env, timeoutMs: MINUTES_MS })) as {
    status?: number;
    error?: number;
  };
  if (found.error === DECLINED_WINDOWS) throw declined();
  return { code: found.status ?? found.error ?? null, said: '' };
}

export const ELEVATED = `
$info = New-Object System.Diagnostics.ProcessStartInfo
$info.FileName = $in.file
$info.Arguments = $in.arguments
$info.Verb = 'runas'
$info.UseShellExecute = $true
$info.WindowStyle = 'Hidden'
try {
  $process = [System.Diagnostics.Process]::Start($info)
  $process.WaitForExit()
  @{ status = $process.ExitCode }
} catch {
  $cause = $_.Exception
  while ($cause.InnerException) { $cause = $cause.InnerException }
  if ($cause -isnot [System.ComponentModel.Win32Exception]) { throw }
  @{ error = $cause.NativeErrorCode }
}`.trim();

/** As the C runtime of Windows reads arguments: backslashes count only before a quote. */
export function quoteForWindows(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1')}"`;
}

const declined = () => new AppFailure({ code: 'cancelled', message: 'Permission was not given.' });
