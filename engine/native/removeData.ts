import { readFile, rm } from 'node:fs/promises';
import { AppFailure } from '../../contract/errors.ts';
import { runOrFail } from './command.ts';
import { mountsBelow, removeMounts } from './mounts.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Removes what an engine that does not run has kept: images, containers, volumes, networks, build cache. A volume may have
 * had a folder of the person mounted in it: while anything is mounted there nothing is removed (`conflict`). `env` has the
 * PATH of the engine's programs: without root most files belong to other ids of the user, and RootlessKit is those.
 */
export async function removeData(dataRoot: string, mode: 'root' | 'rootless', env: Env): Promise<void> {
  await removeMounts(dataRoot, env);
  const [mounted] = mountsBelow(await readFile('/proc/self/mountinfo', 'utf8'), dataRoot);
  if (mounted !== undefined) throw isMounted(mounted);
  if (mode === 'rootless') await runOrFail('rootlesskit', ['rm', '-rf', '--', dataRoot], { env });
  else await rm(dataRoot, { recursive: true, force: true });
}

const isMounted = (point: string): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `Something is still mounted at ${point}: nothing was removed.`,
    hint: 'Unmount it (umount), and reset the engine again.',
  });
