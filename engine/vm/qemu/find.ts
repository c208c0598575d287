import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { findProgram, systemPath } from '../../native/programs.ts';
import type { GuestArch } from '../driver.ts';
import { type Env, type Program, runProgram } from '../run.ts';
import { type QemuVersion, isAtLeast, parseQemuVersion, versionText } from './version.ts';

/** QEMU as it was found: its two programs, its version, and where its firmware is when that must be said. */
export interface Qemu {
  readonly system: Program;
  readonly image: Program;
  readonly version: QemuVersion;
  readonly dataDirs: readonly string[];
}

export interface FindQemu {
  readonly arch: GuestArch;
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** A folder with a QEMU of ours, looked at first: `bin/…` with `share/qemu`, or unpacked Debian packages. */
  readonly bundledDir?: string | undefined;
}

/** Undefined when there is none. Rejects when there is one that does not run or says no version. */
export async function findQemu(request: FindQemu): Promise<Qemu | undefined> {
  const found = (await inBundle(request)) ?? (await onPath(request));
  if (!found) return undefined;
  const { status, stdout, stderr } = await runProgram(found.system, ['--version'], { env: request.env });
  const version = status === 0 ? parseQemuVersion(stdout.toString()) : undefined;
  if (version) return { ...found, version };
  const engineText = (stderr.toString() || stdout.toString()).trim();
  throw new AppFailure({
    code: 'unexpected',
    message: `${found.system.file} does not run here, or is not QEMU.`,
    hint: 'Install QEMU again.',
    ...(engineText && { engineText }),
    detail: `exit status ${status}`,
  });
}

export async function needQemu(request: FindQemu): Promise<Qemu> {
  const qemu = await findQemu(request);
  if (qemu) return qemu;
  throw new AppFailure({
    code: 'not-found',
    message: 'QEMU is not installed on this machine.',
    hint: installHint(request.platform),
  });
}

export function installHint(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Install it: brew install qemu';
  if (platform === 'win32') return 'Install it: winget install SoftwareFreedomConservancy.QEMU';
  return 'Install it: sudo apt-get install qemu-system-x86 qemu-utils (or your distribution’s packages).';
}

/** Why this version will not do; undefined when it will. */
export function tooOld(version: QemuVersion, platform: NodeJS.Platform, arch: GuestArch): string | undefined {
  const least = leastVersion(platform, arch);
  return isAtLeast(version, ...least)
    ? undefined
    : `QEMU ${versionText(version)} is too old: ${least.join('.')} is needed.`;
}

/** 7.2 is Debian 12’s. HVF on Apple’s processors works from 8.2.1 on. Before 11 Windows’ hypervisor is not dependable with it. */
function leastVersion(platform: NodeJS.Platform, arch: GuestArch): readonly [number, number, number] {
  if (platform === 'win32') return [11, 0, 0];
  return platform === 'darwin' && arch === 'arm64' ? [8, 2, 1] : [7, 2, 0];
}

type Found = Omit<Qemu, 'version'>;

const MACHINE = { amd64: 'x86_64', arm64: 'aarch64' } as const;

/** `…w.exe` is the one without a console window. */
function names(
  platform: NodeJS.Platform,
  arch: GuestArch,
): { readonly system: readonly string[]; readonly image: string } {
  const system = `qemu-system-${MACHINE[arch]}`;
  return platform === 'win32'
    ? { system: [`${system}w.exe`, `${system}.exe`], image: 'qemu-img.exe' }
    : { system: [system], image: 'qemu-img' };
}

async function pick(request: FindQemu, searchPath: string) {
  const { system, image } = names(request.platform, request.arch);
  const [files, imageFile] = await Promise.all([
    Promise.all(system.map((name) => findProgram(name, searchPath))),
    findProgram(image, searchPath),
  ]);
  const file = files.find(Boolean);
  return file && imageFile ? { file, imageFile } : undefined;
}

async function inBundle(request: FindQemu): Promise<Found | undefined> {
  const dir = request.bundledDir;
  if (!dir) return undefined;
  const own = await pick(request, [path.join(dir, 'bin'), dir].join(path.delimiter));
  if (own) return plain(own, [path.join(dir, 'share/qemu')]);
  const debian = await pick(request, path.join(dir, 'usr/bin'));
  const loader = debian && (await findLoader(dir));
  if (!loader) return undefined;
  return {
    system: { file: loader.file, args: [...loader.args, debian.file] },
    image: { file: loader.file, args: [...loader.args, debian.imageFile] },
    dataDirs: ['qemu', 'seabios'].map((name) => path.join(dir, 'usr/share', name)),
  };
}

/** Debian’s packages bring their own C library, newer than this system’s perhaps: their loader starts their programs. */
async function findLoader(dir: string): Promise<Program | undefined> {
  const loaders = [
    ['usr/lib64/ld-linux-x86-64.so.2', 'usr/lib/x86_64-linux-gnu'],
    ['usr/lib/ld-linux-aarch64.so.1', 'usr/lib/aarch64-linux-gnu'],
  ] as const;
  for (const [loader, libraries] of loaders) {
    const file = await findProgram(path.basename(loader), path.join(dir, path.dirname(loader)));
    if (file) return { file, args: ['--library-path', path.join(dir, libraries)] };
  }
  return undefined;
}

async function onPath(request: FindQemu): Promise<Found | undefined> {
  const found = await pick(request, searchPath(request));
  return found && plain(found, []);
}

/** A desktop session’s PATH lacks where Homebrew and QEMU’s installer put things. */
function searchPath({ env, platform }: FindQemu): string {
  if (platform === 'linux') return systemPath(env);
  const more = platform === 'win32' ? [`${env['ProgramFiles'] ?? String.raw`C:\Program Files`}\\qemu`] : BREW;
  return [env['PATH'] ?? env['Path'] ?? '', ...more].join(path.delimiter);
}

const BREW = ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'];

const plain = ({ file, imageFile }: { file: string; imageFile: string }, dataDirs: readonly string[]): Found => ({
  system: { file, args: [] },
  image: { file: imageFile, args: [] },
  dataDirs,
});
