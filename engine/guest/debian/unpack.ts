import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runOrFail } from '../../native/command.ts';
import type { AptRequest, FetchedPackage } from './apt.ts';

/**
 * The files of these packages in one folder, kept in the cache under what they are: unpacked once. Nothing of them is
 * run. The folder is to be read only.
 */
export async function unpacked(
  packages: readonly FetchedPackage[],
  { cacheDir, env, signal }: Pick<AptRequest, 'cacheDir' | 'env' | 'signal'>,
): Promise<string> {
  const hash = createHash('sha256')
    .update(packages.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
  const dir = path.join(cacheDir, 'unpacked', hash.slice(0, 16));
  if (existsSync(dir)) return dir;
  const draft = `${dir}.draft-${process.pid}`;
  try {
    await mkdir(draft, { recursive: true });
    for (const { file } of packages) await runOrFail('dpkg-deb', ['-x', file, draft], { env, signal });
    await rename(draft, dir).catch((error: NodeJS.ErrnoException) => {
      // Another build was first.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return dir;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
