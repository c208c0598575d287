import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../../contract/errors.ts';
import type { EnginePart } from '../../../contract/model/engine.ts';
import type { GuestArch, GuestParts } from '../driver.ts';
import type { GuestVersion } from '../versions/versions.ts';

const schema = z.object({
  version: z.string(),
  arch: z.enum(['amd64', 'arm64']),
  packages: z.array(z.object({ name: z.string(), version: z.string(), sha256: z.string() })),
});

/** What a folder that `npm run guest` filled holds. */
export interface FoundGuest {
  readonly parts: GuestParts;
  /** What of it a person asks for: engine, containerd, runc and kernel. */
  readonly packages: readonly EnginePart[];
}

const SHOWN = /^(docker\.io|containerd|runc|linux-image-.*)$/;

/** Parts by the name of their file; the first three are always there. */
const FILES = {
  kernel: 'kernel',
  initrd: 'initrd',
  root: 'root.erofs',
  boot: 'boot.vhdx',
  rootVhdx: 'root.vhdx',
  rootTar: 'root.tar',
  dataTemplate: 'data.qcow2',
} as const;

/** Rejects with `not-found` where there is no guest, and with `unsupported` for one of another architecture. */
export async function findGuest(dir: string, arch: GuestArch): Promise<FoundGuest> {
  const text = await readFile(path.join(dir, 'manifest.json'), 'utf8').catch(() => undefined);
  const parsed = text === undefined ? undefined : schema.safeParse(parseJson(text));
  if (!parsed?.success) throw noGuest(dir);
  const manifest = parsed.data;
  if (manifest.arch !== arch) throw wrongArch(manifest.arch, arch);
  const there = new Set(await readdir(dir));
  const file = (name: keyof typeof FILES) => path.join(dir, FILES[name]);
  const has = (name: keyof typeof FILES) => there.has(FILES[name]);
  if (!has('kernel') || !has('initrd') || !has('root')) throw noGuest(dir);
  return {
    parts: {
      version: manifest.version,
      arch,
      kernel: file('kernel'),
      initrd: file('initrd'),
      root: file('root'),
      ...(has('boot') && { boot: file('boot') }),
      ...(has('rootVhdx') && { rootVhdx: file('rootVhdx') }),
      ...(has('rootTar') && { rootTar: file('rootTar') }),
      ...(has('dataTemplate') && { dataTemplate: file('dataTemplate') }),
    },
    packages: manifest.packages
      .filter(({ name }) => SHOWN.test(name))
      .map(({ name, version, sha256 }) => ({ name, version, source: 'debian', sha256 })),
  };
}

/** As the versions of the guest are kept: all parts of one are in one folder. */
export const ownGuest = ({ version, root }: GuestParts): GuestVersion => ({ version, dir: path.dirname(root) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const noGuest = (dir: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The parts of the engine’s VM are not in ${dir}.`,
    hint: 'Install Gantry again. From its sources: “npm run guest” builds them.',
  });

const wrongArch = (has: string, needs: string) =>
  new AppFailure({
    code: 'unsupported',
    message: `The parts of the engine’s VM are for ${has}, and this machine is ${needs}.`,
    hint: `Install the Gantry for ${needs}.`,
  });
