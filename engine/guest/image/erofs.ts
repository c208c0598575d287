import type { Tools } from '../debian/tools.ts';

/** So that two builds give the same bytes: no times, no owners of this system, no chance in the identifier. */
const FIXED = ['-T0', '--all-root', '-U', '67616e74-7279-4000-8000-000000000000'];

/**
 * A read-only file system of this folder. It is not compressed inside: the download is (much better, as one stream), and
 * a guest that must not unpack what it runs starts sooner. See docs/decisions/0033.
 */
export async function makeErofs(dir: string, targetFile: string, tools: Tools): Promise<void> {
  await tools.run('mkfs.erofs', ['--quiet', ...FIXED, targetFile, dir]);
}
