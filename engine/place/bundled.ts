import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisArch } from '../guest/arch.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where what the VM is made of may lie. */
export interface BundlePlaces {
  /** Of the packaged app; undefined when it is run from its sources. */
  readonly resourcesDir?: string | undefined;
  /** Where to begin to look for the sources' cache: the folder of this file, or of the bundle it is in. */
  readonly from?: string;
}

/**
 * The folder with the guest's parts: `GANTRY_GUEST`, what came with the app, else what `npm run guest` built. Where there is
 * none, the folder in which it would be looked for: what is missing is then a requirement's to say.
 */
export function guestDir(env: Env, places: BundlePlaces = thisPlaces()): string {
  const arch = thisArch();
  const named = env['GANTRY_GUEST'];
  if (named) return withArch(path.resolve(named), arch) ?? path.resolve(named);
  const ofApp = places.resourcesDir && path.join(places.resourcesDir, 'guest');
  const found = [ofApp, cached(places.from, 'guest/built')].flatMap((dir) => (dir && withArch(dir, arch)) || []);
  return found[0] ?? ofApp ?? path.join(rootOf(places.from) ?? '.', '.cache/guest/built', arch);
}

/** The folder with hypervisors that come with the app: `GANTRY_QEMU`, the packaged app's, else the one its tests fetched. */
export function hypervisorDir(env: Env, places: BundlePlaces = thisPlaces()): string | undefined {
  if (env['GANTRY_QEMU']) return path.resolve(env['GANTRY_QEMU']);
  const ofApp = places.resourcesDir && path.join(places.resourcesDir, 'qemu');
  return [ofApp, cached(places.from, 'qemu')].find((dir) => dir && existsSync(dir));
}

const thisPlaces = (): BundlePlaces => ({
  // Electron's own; not so for one that runs the sources, whose folder holds no guest.
  resourcesDir: (process as { readonly resourcesPath?: string }).resourcesPath,
});

const withArch = (dir: string, arch: string): string | undefined =>
  [path.join(dir, arch), dir].find((one) => existsSync(path.join(one, 'manifest.json')));

const cached = (from: string | undefined, name: string): string | undefined => {
  const root = rootOf(from);
  return root && path.join(root, '.cache', name);
};

/** The nearest folder above with a `.cache` in it. */
function rootOf(from = path.dirname(fileURLToPath(import.meta.url))): string | undefined {
  for (let dir = from; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, '.cache')) && existsSync(path.join(dir, 'package.json'))) return dir;
    if (dir === path.dirname(dir)) return undefined;
  }
}
