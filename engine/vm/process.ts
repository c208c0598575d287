import { readFile } from 'node:fs/promises';
import { isProcess, signalProcess } from '../native/process.ts';
import { readWithPowerShell } from './windows/powershell.ts';
import { type Env, runProgram } from './run.ts';

/** A process of ours that may have been started by another copy of the app: known by an argument that no other has. */
export interface VmProcess {
  readonly pidFile: string;
  /** Whole argument, usually the pid file's own path. */
  readonly marker: string;
  readonly env: Env;
  readonly platform: NodeJS.Platform;
}

/** The pid in the file, if that process lives and is the one: pids are reused. */
export async function findVmProcess(vm: VmProcess): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(vm.pidFile, 'utf8').catch(() => ''), 10);
  return pid > 1 && (await isVmProcess(vm, pid)) ? pid : undefined;
}

export async function isVmProcess({ marker, env, platform }: VmProcess, pid: number): Promise<boolean> {
  if (platform === 'linux') return isProcess(pid, marker);
  if (platform === 'darwin') {
    const { stdout } = await runProgram({ file: 'ps', args: [] }, ['-ww', '-o', 'command=', '-p', String(pid)], {
      env,
    });
    return stdout.toString().includes(marker);
  }
  const commandLine = await readWithPowerShell(COMMAND_LINE, { pid }, env);
  return typeof commandLine === 'string' && commandLine.includes(marker);
}

const COMMAND_LINE = '(Get-CimInstance -ClassName Win32_Process -Filter "ProcessId=$([int]$in.pid)").CommandLine';

/** Without grace. Resolves when it is gone. */
export async function killVmProcess(vm: VmProcess): Promise<void> {
  for (let pid = await findVmProcess(vm); pid !== undefined; pid = await findVmProcess(vm)) {
    signalProcess(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 25)); // Not a child of ours, perhaps: nothing tells when it ends.
  }
}
