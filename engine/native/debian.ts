import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { EnginePart } from '../../contract/model/engine.ts';
import type { InstallProgress } from '../lifecycle/api.ts';
import { run, runOrFail } from './command.ts';
import { hasSha256 } from './digest.ts';
import type { DebianPackage, Manifest } from './manifest.ts';

interface Taken {
  readonly parts: readonly EnginePart[];
}

interface Wanted {
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface DebianRequest {
  readonly debian: Manifest['debian'];
  readonly suite: string;
  readonly packages: readonly DebianPackage[];
  /** Kept between attempts, so that a cancelled download goes on where it stopped. */
  readonly workDir: string;
  /** Where the packages' files go; it exists and is empty. */
  readonly targetDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

/**
 * Downloads Debian packages with a private apt (own sources, own state, the system's keyring: apt checks the
 * signatures) and unpacks them. Needs no root and changes nothing of the system's apt.
 */
export async function takeDebianPackages(request: DebianRequest): Promise<Taken> {
  const apt = await privateApt(request);
  const { onProgress, suite } = request;
  onProgress({ step: `Reading what Debian ${suite} has` });
  await apt.getOrFail(['update', '-o', 'APT::Update::Error-Mode=any']);
  const wanted = await resolve(request, apt);
  await download(request, apt, wanted);
  onProgress({ step: 'Unpacking' });
  for (const one of wanted) {
    await runOrFail('dpkg-deb', ['-x', path.join(apt.downloads, one.fileName), request.targetDir], request);
  }
  return { parts: wanted.map(({ name, version, sha256 }) => ({ name, version, source: 'debian', sha256 })) };
}

interface Apt {
  readonly downloads: string;
  getOrFail(args: readonly string[], onStatusLine?: (line: string) => void): Promise<string>;
  cache(args: readonly string[]): Promise<string>;
}

async function privateApt({ debian, suite, workDir, env, signal }: DebianRequest): Promise<Apt> {
  const dir = path.join(workDir, suite);
  const downloads = path.join(workDir, 'downloads');
  for (const one of ['lists/partial', 'cache/archives/partial']) await mkdir(path.join(dir, one), { recursive: true });
  await mkdir(downloads, { recursive: true });
  await writeFile(path.join(dir, 'sources.list'), `deb [signed-by=${debian.keyring}] ${debian.mirror} ${suite} main\n`);
  await writeFile(path.join(dir, 'status'), '');
  const conf = path.join(dir, 'apt.conf');
  const settings: Record<string, string> = {
    'Dir::Etc::sourcelist': path.join(dir, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::Etc::preferences': '-',
    'Dir::Etc::preferencesparts': '-',
    'Dir::State::status': path.join(dir, 'status'),
    'Dir::State::lists': path.join(dir, 'lists'),
    'Dir::Cache': path.join(dir, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled': 'false',
    // apt drops to the user `_apt`, which may not look into our private folder; without root it changes nothing.
    'APT::Sandbox::User': 'root',
  };
  await writeFile(
    conf,
    Object.entries(settings)
      .map(([key, value]) => `${key} "${value}";\n`)
      .join(''),
  );
  const aptEnv = { ...env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  const options = { cwd: downloads, env: aptEnv, signal };
  return {
    downloads,
    getOrFail: (args, onStatusLine) =>
      runOrFail('apt-get', ['-c', conf, '-q', ...(onStatusLine ? ['-o', 'APT::Status-Fd=3'] : []), ...args], {
        ...options,
        ...(onStatusLine && { onStatusLine }),
      }),
    cache: async (args) => (await run('apt-cache', ['-c', conf, ...args], options)).stdout,
  };
}

/** What of the wanted packages this release has, new enough; rejects when a needed one is missing. */
async function resolve(request: DebianRequest, apt: Apt): Promise<readonly Wanted[]> {
  const available: { package: DebianPackage; version: string }[] = [];
  for (const one of request.packages) {
    const version = /^Version: (.+)$/m.exec(await apt.cache(['show', '--no-all-versions', one.name]))?.[1];
    if (version && (await isAtLeast(version, one.leastVersion, request))) available.push({ package: one, version });
    else if (!one.isOptional) throw unresolved(one, version, request.suite);
  }
  const uris = await apt.getOrFail(['download', '--print-uris', ...available.map(({ package: { name } }) => name)]);
  return available.map(({ package: { name }, version }) => {
    const uri = uris.split('\n').find((line) => line.includes(` ${name}_`));
    const found = /^'[^']+' (\S+) (\d+) SHA256:([0-9a-f]{64})/.exec(uri ?? '');
    if (!found) throw unresolved({ name, leastVersion: version }, version, request.suite);
    return { name, version, fileName: found[1]!, sizeBytes: Number(found[2]), sha256: found[3]! };
  });
}

async function download(request: DebianRequest, apt: Apt, wanted: readonly Wanted[]): Promise<void> {
  const isThere = await Promise.all(wanted.map((one) => hasSha256(path.join(apt.downloads, one.fileName), one.sha256)));
  const missing = wanted.filter((_, index) => !isThere[index]);
  const totalBytes = wanted.reduce((sum, one) => sum + one.sizeBytes, 0);
  const missingBytes = missing.reduce((sum, one) => sum + one.sizeBytes, 0);
  const report = (fraction: number) =>
    request.onProgress({
      step: `Downloading from Debian ${request.suite}`,
      doneBytes: Math.round(totalBytes - missingBytes * (1 - fraction)),
      totalBytes,
    });
  report(0);
  if (missing.length > 0) {
    await apt.getOrFail(['download', ...missing.map(({ name }) => name)], (line) => {
      const percent = /^dlstatus:\d+:([\d.]+):/.exec(line)?.[1];
      if (percent) report(Number(percent) / 100);
    });
  }
  for (const one of wanted) {
    // apt has checked it against the signed index already; this also covers a file kept from an earlier attempt.
    if (!(await hasSha256(path.join(apt.downloads, one.fileName), one.sha256))) {
      await rm(path.join(apt.downloads, one.fileName), { force: true });
      throw new AppFailure({
        code: 'unexpected',
        message: `${one.fileName} is not what Debian's signed index says.`,
        hint: 'Try again; if it happens again, the mirror is broken.',
        detail: `expected sha256 ${one.sha256}`,
      });
    }
  }
  report(1);
}

async function isAtLeast(version: string, least: string, { env, signal }: DebianRequest): Promise<boolean> {
  return (await run('dpkg', ['--compare-versions', version, 'ge', least], { env, signal })).status === 0;
}

const unresolved = (wanted: DebianPackage, found: string | undefined, suite: string): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: `Debian ${suite} has no ${wanted.name} of at least version ${wanted.leastVersion}${found ? ` (only ${found})` : ''}.`,
    hint: 'Another release or source is tried.',
  });
