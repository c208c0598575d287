import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { thisArch, type GuestArch } from './arch.ts';
import { openApt, type Apt, type AptRequest, type FetchedPackage } from './debian/apt.ts';
import { readLicences } from './debian/licences.ts';
import { buildTools, kernelPackage, rootPackages } from './debian/packages.ts';
import { kernelOf } from './debian/kernelPackage.ts';
import { openTools, type Tools } from './debian/tools.ts';
import { unpacked } from './debian/unpack.ts';
import { makeErofs } from './image/erofs.ts';
import { makeInitramfs } from './image/initramfs.ts';
import { describePart, writeManifest, type GuestManifest } from './manifest.ts';
import { missingLibraries } from './root/closure.ts';
import { takeKernel } from './root/kernel.ts';
import { layOutRoot } from './root/layout.ts';
import { guestVersion } from './version.ts';

export interface BuildRequest {
  readonly arch: GuestArch;
  /** `engine/guest`: scripts and configuration of the guest lie in it. */
  readonly sourceDir: string;
  readonly cacheDir: string;
  /** The parts go to `outputDir/ARCH`; what was there is replaced once all is made. */
  readonly outputDir: string;
  /** Whether the lists of packages are read anew; without it, what was fetched before is taken again. */
  readonly isUpdating: boolean;
  readonly env: AptRequest['env'];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface BuiltGuest {
  readonly dir: string;
  readonly manifest: GuestManifest;
}

/**
 * Builds the guest of one architecture of Debian's packages: `kernel`, `initrd`, `root.erofs` and `manifest.json`. Needs no
 * root and runs nothing of the guest; the same packages and sources give the same bytes. Rejects with `AppFailure` when
 * packages cannot be had or do not fit together; nothing half-made is left.
 */
export async function buildGuest(request: BuildRequest): Promise<BuiltGuest> {
  const { arch, cacheDir, outputDir, say } = request;
  const fetched = await fetchAll(request);
  const work = await makeWorkDir(cacheDir);
  try {
    const draft = path.join(work, 'parts');
    const built = await make(request, fetched, work, draft);
    const dir = path.join(outputDir, arch);
    await mkdir(outputDir, { recursive: true });
    await rm(dir, { recursive: true, force: true });
    await rename(draft, dir);
    say(`${arch}: guest ${built.version} is in ${dir}`);
    return { dir, manifest: built };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Folders of ours that decide what is built. */
const INGREDIENTS = ['debian', 'files', 'image', 'root'];

interface Fetched {
  readonly tools: Tools;
  readonly kernel: FetchedPackage;
  readonly packages: readonly FetchedPackage[];
}

async function fetchAll(request: BuildRequest): Promise<Fetched> {
  const own = { ...request, arch: thisArch() };
  const hostApt = await open(own, request);
  const apt = request.arch === own.arch ? hostApt : await open(request, request);
  request.say(`${request.arch}: fetching packages`);
  const tools = await openTools(hostApt, buildTools, own);
  const kernel = await kernelOf(apt, kernelPackage(request.arch), request);
  return { tools, kernel, packages: await apt.fetch(rootPackages) };
}

async function open(apt: AptRequest, { isUpdating }: BuildRequest): Promise<Apt> {
  const opened = await openApt(apt);
  if (isUpdating || !opened.hasLists) await opened.update();
  return opened;
}

async function makeWorkDir(cacheDir: string): Promise<string> {
  await mkdir(path.join(cacheDir, 'work'), { recursive: true });
  return mkdtemp(path.join(cacheDir, 'work/build-'));
}

async function make(request: BuildRequest, fetched: Fetched, work: string, parts: string): Promise<GuestManifest> {
  const { arch, sourceDir, say } = request;
  const { tools } = fetched;
  const filesDir = path.join(sourceDir, 'files');
  const all = [...fetched.packages, fetched.kernel].sort((a, b) => (a.name < b.name ? -1 : 1));
  const version = await guestVersion(
    all,
    INGREDIENTS.map((name) => path.join(sourceDir, name)),
  );
  const packagesDir = await unpacked(fetched.packages, request);
  const kernelDir = await unpacked([fetched.kernel], request);
  await mkdir(parts, { recursive: true });

  say(`${arch}: kernel`);
  const kernel = await takeKernel(kernelDir, path.join(work, 'kernel'), tools);
  say(`${arch}: root`);
  const targetDir = path.join(work, 'usr');
  await layOutRoot({ arch, version, packagesDir, modulesDir: kernel.modulesDir, filesDir, targetDir });
  await refuseMissing(targetDir);
  const files = {
    kernel: path.join(parts, 'kernel'),
    initrd: path.join(parts, 'initrd'),
    root: path.join(parts, 'root.erofs'),
  };
  await copyFile(kernel.image, files.kernel);
  const busybox = path.join(targetDir, 'bin/busybox');
  await makeInitramfs({ version, kernel, busybox, init: path.join(filesDir, 'init'), targetFile: files.initrd }, tools);
  await makeErofs(targetDir, files.root, tools);

  const manifest: GuestManifest = {
    version,
    arch,
    kernelRelease: kernel.release,
    packages: await Promise.all(
      all.map(async ({ name, version: packageVersion, sha256 }) => ({
        name,
        version: packageVersion,
        sha256,
        licences: await readLicences(name === fetched.kernel.name ? kernelDir : packagesDir, name),
      })),
    ),
    parts: await Promise.all(Object.values(files).map(describePart)),
  };
  await writeManifest(parts, manifest);
  return manifest;
}

async function refuseMissing(rootDir: string): Promise<void> {
  const missing = await missingLibraries(rootDir);
  if (missing.length === 0) return;
  throw new AppFailure({
    code: 'unexpected',
    message: `The guest's programs need libraries that it would not have: ${missing.slice(0, 3).join(', ')}.`,
    hint: 'Add the packages that have them to engine/guest/debian/packages.ts.',
    detail: missing.join('\n'),
  });
}
