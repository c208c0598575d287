import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tools } from '../debian/tools.ts';
import { keptModules, loadOrder, parseDependencies } from './modules.ts';
import { withoutSignature } from './signature.ts';

export interface Kernel {
  readonly release: string;
  /** The program itself, as the hypervisors boot it. */
  readonly image: string;
  /** `lib/modules/RELEASE` with what is kept, unpacked, and its lists. */
  readonly modulesDir: string;
  /** Files of the modules that lead to the root, in the order in which they are loaded. */
  always: readonly string[];
  elsewhere: readonly string[];
}

/** Enough to find the root: on virtio, and on what Hyper-V has in its place. */
const ALWAYS = ['virtio_blk', 'erofs'];
const ELSEWHERE = ['hv_storvsc', 'virtio_scsi', 'sd_mod', 'virtio_mmio'];

/** Takes the kernel out of its package; only the modules that are kept are unpacked. `workDir` must be empty. */
export async function takeKernel(packageDir: string, workDir: string, tools: Tools): Promise<Kernel> {
  const allModules = path.join(packageDir, 'usr/lib/modules');
  const [release] = await readdir(allModules);
  if (!release) throw new Error('The package of the kernel has no modules.');
  const before = await dependencies(path.join(packageDir, 'usr'), path.join(workDir, 'all'), release, tools);
  const target = path.join(workDir, 'kept/lib/modules', release);
  const kept = keptModules(before);
  for (const module of kept) {
    await mkdir(path.dirname(path.join(target, module)), { recursive: true });
    await copyFile(path.join(allModules, release, module), path.join(target, module));
  }
  await tools.run('xz', [
    '-d',
    '-T1',
    ...kept.filter((one) => one.endsWith('.xz')).map((one) => path.join(target, one)),
  ]);
  for (const module of kept) {
    const file = path.join(target, module.replace(/\.xz$/, ''));
    await writeFile(file, withoutSignature(await readFile(file)));
  }
  for (const list of ['modules.builtin', 'modules.order', 'modules.builtin.modinfo']) {
    await copyFile(path.join(allModules, release, list), path.join(target, list));
  }
  const after = await dependencies(path.join(workDir, 'kept'), path.join(workDir, 'kept'), release, tools);
  const files = (names: readonly string[]) => loadOrder(after, names).map((one) => path.join(target, one));
  return {
    release,
    image: path.join(packageDir, 'boot', `vmlinuz-${release}`),
    modulesDir: path.join(workDir, 'kept'),
    always: files(ALWAYS),
    elsewhere: files(ELSEWHERE),
  };
}

async function dependencies(from: string, to: string, release: string, tools: Tools) {
  await mkdir(path.join(to, 'lib/modules', release), { recursive: true });
  await tools.run('depmod', ['-b', from, '-o', to, release]);
  return parseDependencies(await readFile(path.join(to, 'lib/modules', release, 'modules.dep'), 'utf8'));
}
