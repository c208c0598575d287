import { readFile } from 'node:fs/promises';
import { run } from './command.ts';

/** Unmounts what a killed engine left below `dir`, the innermost first. */
export async function removeMounts(dir: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const point of mountsBelow(await readFile('/proc/self/mountinfo', 'utf8'), dir)) {
    await run('umount', ['--lazy', point], { env });
  }
}

/** proc_pid_mountinfo(5): the fifth field is the mount point, with spaces and the like in octal. */
export function mountsBelow(mountinfo: string, dir: string): readonly string[] {
  return mountinfo
    .split('\n')
    .map((line) =>
      (line.split(' ')[4] ?? '').replaceAll(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8))),
    )
    .filter((point) => point === dir || point.startsWith(`${dir}/`))
    .toReversed();
}
