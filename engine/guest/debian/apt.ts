import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { run, runOrFail } from '../../native/command.ts';
import { hasSha256 } from '../../native/digest.ts';
import { writeFileAtomically } from '../../native/files.ts';
import { withLock } from '../../native/lock.ts';
import type { GuestArch } from '../arch.ts';
import { fromSid, source } from './packages.ts';

/** A package that lies in the cache, and is what the signed index says. */
export interface FetchedPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly file: string;
}

export interface AptRequest {
  readonly arch: GuestArch;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** A private apt of one architecture: own sources, own state; it knows nothing of what this system has installed. */
export interface Apt {
  /** Whether lists of packages have been read, now or earlier. */
  readonly hasLists: boolean;
  /** Reads the lists anew. Rejects when one of the sources does not answer or is not signed. */
  update(): Promise<void>;
  /** Exactly these packages. */
  fetch(names: readonly string[]): Promise<readonly FetchedPackage[]>;
  /** These and everything that they depend on. */
  fetchWithDependencies(names: readonly string[]): Promise<readonly FetchedPackage[]>;
}

/** Downloads are kept in `cacheDir`; they are checked against the index each time. */
export async function openApt({ arch, cacheDir, env, signal }: AptRequest): Promise<Apt> {
  const dir = path.join(cacheDir, `apt-${arch}`);
  const downloads = path.join(cacheDir, 'downloads');
  for (const one of ['lists/partial', 'cache/archives/partial', 'empty', 'answers']) {
    await mkdir(path.join(dir, one), { recursive: true });
  }
  await mkdir(path.join(downloads, 'partial'), { recursive: true });
  const conf = path.join(dir, 'apt.conf');
  // Put in place whole: two builds may share a cache.
  await writeFileAtomically(path.join(dir, 'sources.list'), sourcesList());
  await writeFileAtomically(path.join(dir, 'preferences'), preferences());
  await writeFileAtomically(path.join(dir, 'status'), '');
  await writeFileAtomically(conf, configuration(dir, arch));
  const options = { cwd: path.join(downloads, 'partial'), env: { ...env, LC_ALL: 'C.UTF-8' }, signal };
  const get = (...args: string[]) => runOrFail('apt-get', ['-c', conf, '-q', ...args], options);

  // What apt answers to the same question stays the same until the lists are read anew; asking takes seconds.
  const answers = path.join(dir, 'answers');
  const ask = async (...args: string[]): Promise<string> => {
    const file = path.join(answers, createHash('sha256').update(args.join(' ')).digest('hex').slice(0, 16));
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known !== undefined) return known;
    const answer = await get(...args);
    await writeFile(`${file}.draft-${process.pid}`, answer);
    await rename(`${file}.draft-${process.pid}`, file);
    return answer;
  };
  // Else `install --print-uris` tells MD5.
  const hash = ['-o', 'Acquire::ForceHash=SHA256'];
  const download = async (uris: string): Promise<readonly FetchedPackage[]> => {
    const wanted = parseUris(uris);
    const isThere = await Promise.all(wanted.map((one) => hasSha256(path.join(downloads, one.fileName), one.sha256)));
    const missing = wanted.filter((_, index) => !isThere[index]);
    if (missing.length > 0) await get('download', ...missing.map(({ name, version }) => `${name}=${version}`));
    for (const one of missing) await moveChecked(one, path.join(downloads, 'partial'), downloads);
    return wanted.map(({ fileName, ...rest }) => ({ ...rest, file: path.join(downloads, fileName) }));
  };

  // Two builds may share a cache: apt has locks of its own, but gives up where it should wait.
  const alone = <T>(work: () => Promise<T>): Promise<T> => withLock(`guest-apt ${downloads}`, signal, work);

  const lists = await readdir(path.join(dir, 'lists'));
  return {
    hasLists: lists.some((name) => name.includes('Packages')),
    update: () =>
      alone(async () => {
        await rm(answers, { recursive: true, force: true });
        await get('update', '-o', 'APT::Update::Error-Mode=any');
        await mkdir(answers);
      }),
    fetch: (names) => alone(async () => download(await ask('download', '--print-uris', ...names))),
    fetchWithDependencies: (names) =>
      alone(async () =>
        download(await ask('install', '-y', '--no-install-recommends', ...hash, '--print-uris', ...names)),
      ),
  };
}

interface WantedFile {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The lines of `--print-uris`: `'http://…' NAME_VERSION_ARCH.deb SIZE SHA256:…`. */
export function parseUris(text: string): readonly WantedFile[] {
  return text.split('\n').flatMap((line) => {
    const found = /^'[^']+' ((\S+?)_(\S+)_(\w+)\.deb) (\d+) SHA256:([0-9a-f]{64})/.exec(line);
    if (!found) return [];
    const [, fileName = '', name = '', version = '', architecture = '', size, sha256 = ''] = found;
    return [{ name, version: decodeURIComponent(version), architecture, fileName, sizeBytes: Number(size), sha256 }];
  });
}

/** apt has checked it against the signed index; an attempt that was cut off before leaves nothing under the real name. */
async function moveChecked({ fileName, sha256 }: WantedFile, from: string, to: string): Promise<void> {
  if (!(await hasSha256(path.join(from, fileName), sha256))) {
    throw new AppFailure({
      code: 'unexpected',
      message: `${fileName} is not what Debian's signed index says.`,
      hint: 'Try again; if it happens again, the mirror is broken.',
      detail: `expected sha256 ${sha256}`,
    });
  }
  await rename(path.join(from, fileName), path.join(to, fileName));
}

function sourcesList(): string {
  const { mirror, securityMirror, keyring, base, newest } = source;
  const line = (uri: string, suite: string) => `deb [signed-by=${keyring}] ${uri} ${suite} main\n`;
  return line(mirror, base) + line(securityMirror, `${base}-security`) + line(mirror, newest);
}

/** Nothing of the newest release but the engine. */
function preferences(): string {
  const pin = (names: string, priority: number) =>
    `Package: ${names}\nPin: release n=${source.newest}\nPin-Priority: ${priority}\n\n`;
  return pin(fromSid.join(' '), 990) + pin('*', -1);
}

function configuration(dir: string, arch: GuestArch): string {
  const settings: Record<string, string> = {
    'APT::Architecture': arch,
    'Dir::Etc::sourcelist': path.join(dir, 'sources.list'),
    'Dir::Etc::sourceparts': path.join(dir, 'empty'),
    'Dir::Etc::preferences': path.join(dir, 'preferences'),
    'Dir::Etc::preferencesparts': path.join(dir, 'empty'),
    'Dir::State::status': path.join(dir, 'status'),
    'Dir::State::lists': path.join(dir, 'lists'),
    'Dir::Cache': path.join(dir, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled': 'false',
    // apt drops to the user `_apt`, which may not look into our private folder; without root it changes nothing.
    'APT::Sandbox::User': 'root',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} "${value}";\n`);
  // The system's own settings are read before (a proxy among them); what must not count here is cleared.
  const clear = ['APT::Architectures', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'];
  return `${clear.map((key) => `#clear ${key};\n`).join('')}APT::Architectures { "${arch}"; };\n${lines.join('')}`;
}

/** Whether this system can fetch Debian packages at all; a person's words when it cannot. */
export async function aptProblem(env: AptRequest['env'], signal: AbortSignal): Promise<string | undefined> {
  for (const program of ['apt-get', 'dpkg-deb']) {
    const ended = await run(program, ['--version'], { env, signal }).catch(() => undefined);
    if (ended?.status !== 0) return `This machine has no ${program}: the guest is built of Debian packages.`;
  }
  return undefined;
}
