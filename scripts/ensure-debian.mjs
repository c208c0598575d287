// A real base image for the tests: Debian (or Ubuntu) of this machine's own release, made once by debootstrap of the
// packages that apt gets here, and kept in .cache as an archive of its files.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackPackage } from './debian-package.mjs';
import { root } from './ensure-dependencies.mjs';

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  dir: path.join(root, '.cache/debian'),
  path: process.env.PATH ?? '',
  isRoot: process.getuid?.() === 0,
  release: () => readFileSync('/etc/os-release', 'utf8'),
  run: (file, args, cwd, env = {}) =>
    spawnSync(file, args, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  say: (line) => console.error(line),
});

/**
 * `{ file }`, or `{ missing }` with why it cannot be had here. `other` names another release of Debian, and packages that
 * it has from the start.
 */
export function ensureDebian(system = thisSystem(), other) {
  const own = suiteOf(system);
  if (!own) return { missing: 'This is neither Debian nor Ubuntu, so there is nothing to make a base image of.' };
  const suite = other?.suite ?? own;
  const file = path.join(system.dir, `${suite}${other ? `-${other.name}` : ''}.tar`);
  if (existsSync(file)) return { file };
  if (!system.isRoot) return { missing: 'Only root can run debootstrap.' };
  const mirror = mirrorOf(system, own);
  if (!mirror) return { missing: 'apt knows no place to get packages from.' };
  system.say(`Making a base image of ${suite} for the tests…`);
  mkdirSync(system.dir, { recursive: true });
  const draft = mkdtempSync(path.join(system.dir, 'draft-'));
  try {
    return make(system, { suite, mirror, draft, file, include: other?.include ?? [] });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function make(system, { suite, mirror, draft, file, include }) {
  const program = findDebootstrap(system, draft);
  if (program.missing !== undefined) return program;
  const base = path.join(draft, 'base');
  const more = include.length > 0 ? [`--include=${include.join(',')}`] : [];
  const options = ['--variant=minbase', ...more];
  const made = system.run('sh', [program.file, ...options, suite, base, mirror], draft, program.env);
  if (made.status !== 0) return { missing: `debootstrap could not make it: ${lastLines(made)}` };
  // What apt downloaded is of no use in an image.
  const emptied = ['./var/cache/apt/archives/*.deb', './var/lib/apt/lists/*', './dev/*'];
  const tar = ['--numeric-owner', ...emptied.map((one) => `--exclude=${one}`), '-C', base, '-cf', 'base.tar', '.'];
  const packed = system.run('tar', tar, draft);
  if (packed.status !== 0) return { missing: `It could not be packed: ${lastLines(packed)}` };
  renameSync(path.join(draft, 'base.tar'), file);
  return { file };
}

/** As installed, or from its package: it is a script. */
function findDebootstrap(system, draft) {
  const installed = system.path
    .split(path.delimiter)
    .map((dir) => path.join(dir, 'debootstrap'))
    .find((one) => existsSync(one));
  if (installed) return { file: installed, env: {} };
  const failed = unpackPackage(system, 'debootstrap', draft);
  if (failed !== undefined) return { missing: `debootstrap cannot be had: ${failed || 'apt-get failed'}` };
  const unpacked = path.join(draft, 'root');
  return {
    file: path.join(unpacked, 'usr/sbin/debootstrap'),
    env: { DEBOOTSTRAP_DIR: path.join(unpacked, 'usr/share/debootstrap') },
  };
}

function suiteOf(system) {
  const release = system.release();
  if (!/^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(release)) return undefined;
  return /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1];
}

/** Where apt gets the main packages of this release. */
function mirrorOf(system, suite) {
  const { status, stdout } = system.run(
    'apt-get',
    ['indextargets', '--format', '$(RELEASE) $(COMPONENT) $(SITE) $(REPO_URI)'],
    system.dir === '' ? '.' : path.dirname(path.dirname(system.dir)),
  );
  if (status !== 0) return undefined;
  const line = stdout.split('\n').find((one) => one.startsWith(`${suite} main `) && !one.includes('security'));
  return line?.split(' ').at(-1);
}

const lastLines = ({ stdout, stderr, error }) =>
  error?.message ?? `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-3).join(' | ');

/** A clean current Debian with what the package depends on, and Node for browser mode: nothing is fetched by its test. */
export const ensureCleanRoot = () =>
  ensureDebian(thisSystem(), {
    suite: 'trixie',
    name: 'clean',
    include: ['nodejs', 'iptables', 'iproute2', 'ca-certificates'],
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, missing } = ensureDebian();
  console.log(file ?? missing);
  process.exitCode = file ? 0 : 1;
}
