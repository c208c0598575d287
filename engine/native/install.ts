import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure, isCancelled } from '../../contract/errors.ts';
import type { EnginePart } from '../../contract/model/engine.ts';
import type { InstallProgress, InstallSource } from '../lifecycle/api.ts';
import { type Bundle, readBundle, takeBundle } from './bundle.ts';
import { run } from './command.ts';
import { takeDebianPackages } from './debian.ts';
import { takeStaticArchives } from './dockerStatic.ts';
import { type Installation, binPath, readInstallation, writeInstallation } from './installation.ts';
import { withLock } from './lock.ts';
import type { Manifest } from './manifest.ts';
import { engineMode } from './mode.ts';
import { findProgram, systemPath } from './programs.ts';

export interface InstallRequest {
  readonly installDir: string;
  readonly manifest: Manifest;
  readonly source: InstallSource;
  /** Where the engine is that came with the app, if one did. */
  readonly bundleDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

/** One way to fill an empty folder with programs. */
interface Attempt {
  readonly label: string;
  take(targetDir: string): Promise<{ readonly parts: readonly EnginePart[] }>;
}

/**
 * Takes the engine's programs from the first place that has them and whose programs run on this machine. What was
 * installed before stays in use until the new one is complete; a cancelled download is continued next time.
 */
export async function install(request: InstallRequest): Promise<Installation> {
  await mkdir(request.installDir, { recursive: true, mode: 0o700 });
  return withLock(`install:${request.installDir}`, request.signal, () => tryEach(request));
}

async function tryEach(request: InstallRequest): Promise<Installation> {
  const refusals: AppFailure[] = [];
  for (const attempt of await attempts(request)) {
    try {
      return await tryOne(request, attempt);
    } catch (error) {
      if (!(error instanceof AppFailure) || isCancelled(error)) throw error;
      refusals.push(error);
    }
  }
  const [first, ...others] = refusals;
  if (first && others.length === 0) throw first;
  throw new AppFailure({
    code: 'unexpected',
    message: `The engine could not be installed: ${refusals.map(({ error }) => error.message).join(' ')}`,
    hint: 'See that this machine reaches the Debian mirror, and try again.',
    detail: refusals.map(({ error }) => JSON.stringify(error)).join('\n'),
  });
}

async function tryOne(request: InstallRequest, attempt: Attempt): Promise<Installation> {
  const { installDir } = request;
  await removeUnfinished(installDir);
  const unpackDir = path.join(installDir, `unfinished-${randomBytes(4).toString('hex')}`);
  await mkdir(unpackDir, { mode: 0o755 });
  try {
    const { parts } = await attempt.take(unpackDir);
    request.onProgress({ step: 'Trying the programs' });
    await tryPrograms(unpackDir, request);
    const id = `${parts[0]?.version ?? 'engine'}-${randomBytes(3).toString('hex')}`.replaceAll(/[^\w.+-]/g, '_');
    await rename(unpackDir, path.join(installDir, id));
    const installation: Installation = { id, parts };
    await writeInstallation(installDir, installation);
    await rm(path.join(installDir, 'work'), { recursive: true, force: true });
    return installation;
  } finally {
    await rm(unpackDir, { recursive: true, force: true });
  }
}

async function attempts(request: InstallRequest): Promise<readonly Attempt[]> {
  const { source, manifest, installDir } = request;
  const workDir = path.join(installDir, 'work');
  const debian = async (): Promise<readonly Attempt[]> => {
    const packages = [...manifest.debian.packages];
    for (const one of manifest.debian.ifMissing) {
      if (one.isForRootless && engineMode() === 'root') continue;
      if (!(await findProgram(one.program, systemPath(request.env)))) packages.push(one);
    }
    return manifest.debian.suites.map((suite) => ({
      label: `Debian ${suite}`,
      take: (targetDir) =>
        takeDebianPackages({ ...request, debian: manifest.debian, suite, packages, workDir, targetDir }),
    }));
  };
  const dockerStatic: Attempt = {
    label: "Docker's archives",
    take: (targetDir) =>
      takeStaticArchives({ ...request, archives: manifest.dockerStatic[process.arch] ?? [], workDir, targetDir }),
  };
  const bundle = await readBundle(request.bundleDir);
  const bundled: readonly Attempt[] =
    bundle && request.bundleDir !== undefined ? [bundledAttempt(request, request.bundleDir, bundle)] : [];
  if (source === 'bundled') return bundled.length > 0 ? bundled : [noBundle];
  if (source === 'docker-static') return [dockerStatic];
  if (source === 'debian') return debian();
  return [...bundled, ...((await canUseApt(request)) ? await debian() : []), dockerStatic];
}

const bundledAttempt = (request: InstallRequest, dir: string, bundle: Bundle): Attempt => ({
  label: 'what came with the app',
  take: (targetDir) => takeBundle({ ...request, dir, bundle, targetDir }),
});

const noBundle: Attempt = {
  label: 'what came with the app',
  take: () =>
    Promise.reject(
      new AppFailure({
        code: 'not-found',
        message: 'No engine came with this Gantry.',
        hint: 'Let it be downloaded: from Debian or from Docker.',
      }),
    ),
};

async function canUseApt({ env, manifest }: InstallRequest): Promise<boolean> {
  const programs = ['apt-get', 'apt-cache', 'dpkg-deb'].map((name) => findProgram(name, systemPath(env)));
  const hasKeyring = await access(manifest.debian.keyring).then(
    () => true,
    () => false,
  );
  return hasKeyring && (await Promise.all(programs)).every(Boolean);
}

/** A package built against a newer C library unpacks well and then does not run: only trying tells. */
async function tryPrograms(dir: string, { manifest, env, signal }: InstallRequest): Promise<void> {
  for (const name of manifest.programs) {
    const file = await findProgram(name, binPath(dir));
    const result = file ? await run(file, ['--version'], { env, signal }) : undefined;
    if (result?.status === 0) continue;
    throw new AppFailure({
      code: 'unsupported',
      message: file ? `${name} as it was taken does not run on this system.` : `What was taken has no ${name}.`,
      ...(result && { engineText: result.stderr.slice(-2000) }),
      hint: 'Another release or source is tried.',
    });
  }
}

async function removeUnfinished(installDir: string): Promise<void> {
  const names = await readdir(installDir);
  const unfinished = names.filter((name) => name.startsWith('unfinished-'));
  await Promise.all(unfinished.map((name) => rm(path.join(installDir, name), { recursive: true, force: true })));
}

/** Frees older installations. Only while no engine runs from `installDir`: shims are started from it by path. */
export async function removeOldInstallations(installDir: string): Promise<void> {
  const current = await readInstallation(installDir);
  if (!current) return;
  const entries = await readdir(installDir, { withFileTypes: true });
  const old = entries.filter((entry) => entry.isDirectory() && entry.name !== current.id && entry.name !== 'work');
  await Promise.all(old.map(({ name }) => rm(path.join(installDir, name), { recursive: true, force: true })));
}
