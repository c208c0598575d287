import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemEnv } from '../../native/environment.ts';
import { thisArch, type GuestArch } from '../arch.ts';
import { buildGuest, type BuiltGuest } from '../build.ts';
import type { ConvertRequest } from '../convert.ts';
import { openApt } from '../debian/apt.ts';
import { emulatorPackages } from '../debian/packages.ts';
import { openTools, type Tools } from '../debian/tools.ts';
import { unpacked } from '../debian/unpack.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../..');

export const guestCacheDir = path.join(root, '.cache/guest');

const common = () => ({ cacheDir: guestCacheDir, env: systemEnv(process.env), signal: new AbortController().signal });

/** Builds the guest of these sources, of packages that were fetched before where there are any. */
export const buildForTests = (arch: GuestArch, outputDir: string): Promise<BuiltGuest> =>
  buildGuest({
    ...common(),
    arch,
    outputDir,
    sourceDir: path.join(root, 'engine/guest'),
    isUpdating: false,
    say: () => undefined,
  });

/** For `convertGuest`: the forms go into `dir` too. */
export const conversionRequest = (arch: GuestArch, dir: string): Omit<ConvertRequest, 'forms'> => ({
  ...common(),
  arch,
  dir,
  sourceDir: path.join(root, 'engine/guest'),
});

/** Programs of Debian for this system, in a version that is known to work. */
export async function toolsForTests(names: readonly string[]): Promise<Tools> {
  const request = { ...common(), arch: thisArch() };
  const apt = await openApt(request);
  if (!apt.hasLists) await apt.update();
  return openTools(apt, names, request);
}

export const emulatorForTests = (arch: GuestArch): Promise<Tools> => toolsForTests(emulatorPackages(arch));

/** The files of a package of that architecture, unpacked; to read only. */
export async function packageForTests(arch: GuestArch, name: string): Promise<string> {
  const request = { ...common(), arch };
  const apt = await openApt(request);
  if (!apt.hasLists) await apt.update();
  return unpacked(await apt.fetch([name]), request);
}
