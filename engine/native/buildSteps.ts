import { readdir, readFile } from 'node:fs/promises';
import { signalProcess } from './process.ts';

/**
 * Ends the commands of builds that a killed dockerd left running: BuildKit starts them itself, without containerd, and
 * nobody can use what they still do. Call it while no dockerd of `dataRoot` runs.
 */
export async function endBuildSteps(dataRoot: string): Promise<void> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1);
  for (const pid of pids) if (await isBuildStep(pid, dataRoot)) signalProcess(pid, 'SIGKILL');
}

/** By its group, which containers are not in, and by its files, which are in the folder of this engine and no other's. */
async function isBuildStep(pid: number, dataRoot: string): Promise<boolean> {
  try {
    if (!/^\d+:[^:]*:.*buildkit/m.test(await readFile(`/proc/${pid}/cgroup`, 'utf8'))) return false;
    return isRootOn(await readFile(`/proc/${pid}/mountinfo`, 'utf8'), dataRoot);
  } catch {
    return false; // it has ended
  }
}

/** proc_pid_mountinfo(5): what is mounted at `/` takes its changes to a folder below `dir`. */
export function isRootOn(mountinfo: string, dir: string): boolean {
  const root = mountinfo.split('\n').find((line) => line.split(' ')[4] === '/') ?? '';
  return root.includes(`upperdir=${dir.replaceAll(' ', String.raw`\040`)}/`);
}
