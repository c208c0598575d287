import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemEnv } from '../../native/environment.ts';
import { withLock } from '../../native/lock.ts';
import { thisArch, type GuestArch } from '../arch.ts';
import { buildGuest, type BuiltGuest } from '../build.ts';
import type { ConvertRequest } from '../convert.ts';
import { type Apt, openApt } from '../debian/apt.ts';
import { emulatorPackages } from '../debian/packages.ts';
import { openTools, type Tools } from '../debian/tools.ts';
import { unpacked } from '../debian/unpack.ts';
import type { GuestManifest } from '../manifest.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../..');

export const guestCacheDir = path.join(root, '.cache/guest');
const sourceDir = path.join(root, 'engine/guest');

const common = () => ({ cacheDir: guestCacheDir, env: systemEnv(process.env), signal: new AbortController().signal });

/** Builds the guest of these sources, of packages that were fetched before where there are any. */
export const buildAnew = (arch: GuestArch, outputDir: string): Promise<BuiltGuest> =>
  buildGuest({ ...common(), arch, outputDir, sourceDir, isUpdating: false, say: () => undefined });

/**
 * The same as a copy in `outputDir/ARCH`: it is built once for all tests of these sources and packages, and kept for the
 * next run.
 */
export async function buildForTests(arch: GuestArch, outputDir: string): Promise<BuiltGuest> {
  const keptDir = path.join(guestCacheDir, 'tested', arch);
  const dir = path.join(outputDir, arch);
  await withLock(`guest-tested ${keptDir}`, undefined, async () => {
    const ingredients = await digestOfIngredients(arch);
    const kept = path.join(keptDir, ingredients);
    if (!existsSync(kept)) {
      await rm(keptDir, { recursive: true, force: true });
      const { dir: built } = await buildAnew(arch, path.join(keptDir, 'draft'));
      await rename(built, kept);
    }
    await rm(dir, { recursive: true, force: true });
    await cp(kept, dir, { recursive: true });
  });
  return { dir, manifest: JSON.parse(await readFile(path.join(dir, 'manifest.json'), 'utf8')) as GuestManifest };
}

/** Of our own sources, and of what Debian signed: both name every package and its bytes. */
async function digestOfIngredients(arch: GuestArch): Promise<string> {
  const hash = createHash('sha256');
  const add = async (dir: string, isWanted: (name: string) => boolean) => {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && isWanted(entry.name));
    for (const file of files.map(({ parentPath, name }) => path.join(parentPath, name)).sort()) {
      hash.update(`${path.relative(dir, file)}\0`).update(await readFile(file));
    }
  };
  await add(sourceDir, (name) => !name.endsWith('.test.ts'));
  for (const one of new Set([arch, thisArch()])) {
    await aptForTests(one);
    await add(path.join(guestCacheDir, `apt-${one}`, 'lists'), (name) => name.endsWith('_InRelease'));
  }
  return hash.digest('hex').slice(0, 16);
}

/** For `convertGuest`: the forms go into `dir` too. */
export const conversionRequest = (arch: GuestArch, dir: string): Omit<ConvertRequest, 'forms'> => ({
  ...common(),
  arch,
  dir,
  sourceDir,
});

/** Programs of Debian for this system, in a version that is known to work. */
export async function toolsForTests(names: readonly string[]): Promise<Tools> {
  return openTools(await aptForTests(thisArch()), names, { ...common(), arch: thisArch() });
}

export const emulatorForTests = (arch: GuestArch): Promise<Tools> => toolsForTests(emulatorPackages(arch));

/** The files of a package of that architecture, unpacked; to read only. */
export async function packageForTests(arch: GuestArch, name: string): Promise<string> {
  return unpacked(await (await aptForTests(arch)).fetch([name]), common());
}

async function aptForTests(arch: GuestArch): Promise<Apt> {
  const apt = await openApt({ ...common(), arch });
  if (!apt.hasLists) await apt.update();
  return apt;
}
