import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** The pid in `pidFile`, if a process of that number runs with `marker` among its arguments: pids are reused. */
export async function findProcess(pidFile: string, marker: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(pidFile, 'utf8'), 10);
    return pid > 1 && (await isProcess(pid, marker)) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A zombie has no arguments left and counts as gone. */
export async function isProcess(pid: number, marker: string): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').includes(marker);
  } catch {
    return false;
  }
}

/** SIGTERM, and SIGKILL after `graceMs`. Resolves when the process is gone. */
export async function endProcess(pid: number, marker: string, graceMs: number): Promise<void> {
  signalProcess(pid, 'SIGTERM');
  const killAt = Date.now() + graceMs;
  let isKilled = false;
  while (await isProcess(pid, marker)) {
    if (!isKilled && Date.now() > killAt) {
      isKilled = signalProcess(pid, 'SIGKILL');
    }
    await delay(25); // Not a child of ours, perhaps: nothing tells when it ends.
  }
}

/** False when there is no such process. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
