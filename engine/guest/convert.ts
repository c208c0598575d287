import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { thisArch } from './arch.ts';
import type { BuildRequest } from './build.ts';
import { kernelCommandLine, serialConsole } from './commandLine.ts';
import { makeDataTemplate } from './convert/dataTemplate.ts';
import { makeBootDisk } from './convert/esp.ts';
import { writeRootTar } from './convert/rootTar.ts';
import { makeUki } from './convert/uki.ts';
import { writeVhdx } from './convert/vhdx.ts';
import { openApt } from './debian/apt.ts';
import { buildTools, conversionTools, emulatedArchs, emulationPackage, stubPackage } from './debian/packages.ts';
import { openTools, type Tools } from './debian/tools.ts';
import { unpacked } from './debian/unpack.ts';
import { describePart, writeManifest, type GuestManifest, type ManifestPart } from './manifest.ts';

/** What other hypervisors take, made of the parts of one built guest. */
export const guestForms = ['download', 'emulators', 'hyperv', 'qcow2', 'wsl'] as const;
export type GuestForm = (typeof guestForms)[number];

export type ConvertRequest = Pick<BuildRequest, 'arch' | 'cacheDir' | 'env' | 'signal' | 'sourceDir'> & {
  /** With the parts and their manifest; the forms go there too. */
  readonly dir: string;
  readonly forms: readonly GuestForm[];
};

const MIB = 1 << 20;
const TEMPLATE_BYTES = 64 * 1024 * MIB;
interface Setting {
  readonly request: ConvertRequest;
  readonly manifest: GuestManifest;
  readonly work: string;
  readonly build: Tools;
  readonly conversion: Tools;
}

/** Makes the forms that are asked for; resolves with their files. Nothing half-made is left under their names. */
export async function convertGuest(request: ConvertRequest): Promise<readonly string[]> {
  const own = { ...request, arch: thisArch() };
  const apt = await openApt(own);
  const build = await openTools(apt, buildTools, own);
  const conversion = await openTools(apt, conversionTools, own);
  const manifest = JSON.parse(await readFile(path.join(request.dir, 'manifest.json'), 'utf8')) as GuestManifest;
  await mkdir(path.join(request.cacheDir, 'work'), { recursive: true });
  const work = await mkdtemp(path.join(request.cacheDir, 'work/convert-'));
  try {
    const setting: Setting = { request, manifest, work, build, conversion };
    const made: string[] = [];
    for (const form of request.forms) made.push(...(await MAKERS[form](setting)));
    for (const name of made) await rename(path.join(work, name), path.join(request.dir, name));
    const files = made.map((name) => path.join(request.dir, name));
    await addToManifest(request.dir, manifest, await Promise.all(files.map(describePart)));
    return files;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function addToManifest(dir: string, manifest: GuestManifest, parts: readonly ManifestPart[]): Promise<void> {
  const isNew = new Set(parts.map(({ file }) => file));
  const all = [...manifest.parts.filter(({ file }) => !isNew.has(file)), ...parts];
  await writeManifest(dir, { ...manifest, parts: all });
}

const MAKERS: Readonly<Record<GuestForm, (setting: Setting) => Promise<readonly string[]>>> = {
  download: makeDownload,
  emulators: makeEmulators,
  hyperv: makeHyperV,
  qcow2: makeQcow2,
  wsl: makeWsl,
};

/** The root as it travels; kernel and initramfs are compressed already. 128 MiB of memory unpack it. */
async function makeDownload({ request, work, build }: Setting): Promise<readonly string[]> {
  const target = path.join(work, 'root.erofs.zst');
  await build.run('zstd', ['-q', '-19', '--long=27', '-T1', path.join(request.dir, 'root.erofs'), '-o', target]);
  return ['root.erofs.zst'];
}

/** Each a file of its own, for the app to put into a guest whose person wants it; no part of what everybody downloads. */
async function makeEmulators({ request, work }: Setting): Promise<readonly string[]> {
  const apt = await openApt(request);
  if (!apt.hasLists) await apt.update();
  const dir = await unpacked(await apt.fetch([emulationPackage]), request);
  const names = emulatedArchs[request.arch];
  for (const name of names) {
    await copyFile(path.join(dir, 'usr/bin', `qemu-${name}`), path.join(work, emulatorFile(name)));
  }
  return names.map(emulatorFile);
}

export const emulatorFile = (arch: string): string => `emulator-${arch}`;

async function makeHyperV({ request, manifest, work, conversion }: Setting): Promise<readonly string[]> {
  const { arch, dir } = request;
  const apt = await openApt(request);
  if (!apt.hasLists) await apt.update();
  const stubDir = await unpacked(await apt.fetch([stubPackage]), request);
  const uki = path.join(work, 'guest.efi');
  const boot = path.join(work, 'boot.raw');
  const { version, kernelRelease } = manifest;
  const parts = { kernel: path.join(dir, 'kernel'), initrd: path.join(dir, 'initrd') };
  await makeUki(
    {
      ...parts,
      arch,
      version,
      kernelRelease,
      commandLine: kernelCommandLine(serialConsole[arch]),
      stubDir,
      workDir: work,
      targetFile: uki,
    },
    conversion,
  );
  await makeBootDisk(uki, arch, boot, conversion);
  await writeVhdx(boot, path.join(work, 'boot.vhdx'));
  const root = path.join(work, 'root.raw');
  await copyFile(path.join(dir, 'root.erofs'), root);
  await truncate(root, Math.ceil((await stat(root)).size / MIB) * MIB);
  await writeVhdx(root, path.join(work, 'root.vhdx'));
  return ['boot.vhdx', 'root.vhdx'];
}

async function makeQcow2({ request, work, build, conversion }: Setting): Promise<readonly string[]> {
  const mke2fsConfig = path.join(request.sourceDir, 'files/etc/mke2fs.conf');
  const targetFile = path.join(work, 'data.qcow2');
  await makeDataTemplate({ sizeBytes: TEMPLATE_BYTES, mke2fsConfig, targetFile }, { build, conversion });
  return ['data.qcow2'];
}

async function makeWsl({ request, work, build }: Setting): Promise<readonly string[]> {
  const usr = path.join(work, 'usr');
  await build.run('fsck.erofs', [`--extract=${usr}`, '--no-preserve-owner', path.join(request.dir, 'root.erofs')]);
  await writeRootTar(usr, path.join(work, 'root.tar'));
  return ['root.tar'];
}
