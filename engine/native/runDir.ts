import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { EnginePaths } from './paths.ts';

/**
 * Where the engine's own folder has too long a name, its sockets may be in a folder that everybody may write to and whose
 * name can be guessed. Whoever made it first could put another engine's socket there: then it is not used at all.
 */
export async function refuseForeignRunDir({ dir, runDir }: EnginePaths, uid = process.getuid?.()): Promise<void> {
  if (path.dirname(runDir) === dir) return;
  const found = await lstat(runDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found || (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0)) return;
  throw new AppFailure({
    code: 'permission-denied',
    message: `The folder ${runDir}, where the engine’s sockets would go, is not this user’s alone.`,
    hint: 'Somebody else may have made it: look at it, and remove it. Or set XDG_RUNTIME_DIR, or GANTRY_DATA_DIR to a folder with a shorter name.',
  });
}
