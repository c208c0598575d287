// What the system needs beside Node: on Debian and Ubuntu as root it is installed, elsewhere one sentence says what is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

const PATHS = [
  ...(process.env.PATH ?? '').split(path.delimiter),
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/usr/bin',
  '/bin',
];

/** A Debian package, what it is for, and whether the system has what it gives: by whatever package it came. */
const PACKAGES = {
  runc: { purpose: 'the engine', isThere: () => Boolean(findProgram('runc')) },
  iptables: { purpose: 'the engine', isThere: () => Boolean(findProgram('iptables')) },
  iproute2: { purpose: 'the engine', isThere: () => Boolean(findProgram('ip')) },
  'ca-certificates': { purpose: 'the engine', isThere: () => existsSync('/etc/ssl/certs/ca-certificates.crt') },
  'debian-archive-keyring': {
    purpose: 'the engine',
    isThere: () => existsSync('/usr/share/keyrings/debian-archive-keyring.gpg'),
  },
  'busybox-static': { purpose: 'the image that tests use', isThere: hasStaticBusybox },
  chromium: { purpose: 'the end-to-end tests', isThere: () => CHROMIUMS.some(findProgram) },
};
const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const ENGINE = ['runc', 'iptables', 'iproute2', 'ca-certificates', 'debian-archive-keyring'];
const TESTS = [...ENGINE, 'busybox-static', 'chromium'];

/** For `npm start`, before the app's own engine is installed. False when something is missing, which has then been said. */
export const ensureEngineSystem = async () => process.platform !== 'linux' || ensureDebianPackages(ENGINE);

/** For `npm test` and `npm run bench`. */
export async function ensureTestSystem() {
  if (process.platform === 'linux') return ensureDebianPackages(TESTS);
  console.error('The tests start a Linux engine of their own, so they run on Linux: use a Linux machine or container.');
  return false;
}

/** Installs those of the packages whose programs the system lacks. */
export async function ensureDebianPackages(names) {
  const missing = names.filter((name) => !PACKAGES[name].isThere());
  if (missing.length === 0) return true;
  if (!findProgram('apt-get')) {
    console.error(
      `This system lacks ${listed(missing)}: install ${missing.length === 1 ? 'it' : 'them'} with its package manager (the names are Debian's).`,
    );
    return false;
  }
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    console.error(`This system lacks ${listed(missing)}: run “sudo ${command}”.`);
    return false;
  }
  console.log(`Installing ${listed(missing)}…`);
  const isDone = aptGet(missing) || (aptUpdate() && aptGet(missing));
  const still = missing.filter((name) => !PACKAGES[name].isThere());
  if (isDone && still.length === 0) return true;
  console.error(
    `apt could not install ${listed(still.length > 0 ? still : missing)}: see its message above, or run “${command}”.`,
  );
  return false;
}

/** The first try is silent: it fails when the package lists are absent or old, which the second mends. */
let isSecondTry = false;
function aptGet(names) {
  const result = runApt(['install', '-y', '--no-install-recommends', ...names]);
  if (result.status !== 0 && isSecondTry) console.error(result.stderr.trim());
  return result.status === 0;
}

function aptUpdate() {
  isSecondTry = true;
  const result = runApt(['update']);
  // One source of several may be out of reach; whether it matters is seen at the second try.
  if (result.status !== 0) console.error(result.stderr.trim());
  return true;
}

function runApt(args) {
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function listed(names) {
  const purposes = [...new Set(names.map((name) => PACKAGES[name].purpose))];
  return purposes
    .map((purpose) => `${names.filter((name) => PACKAGES[name].purpose === purpose).join(', ')} (for ${purpose})`)
    .join(' and ');
}

function findProgram(name) {
  return PATHS.map((dir) => path.join(dir, name)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A static program names no loader in its first page. */
function hasStaticBusybox() {
  const program = findProgram('busybox');
  if (!program) return false;
  const file = openSync(program, 'r');
  try {
    const page = Buffer.alloc(4096);
    readSync(file, page, 0, page.length, 0);
    return !page.includes('/ld-');
  } finally {
    closeSync(file);
  }
}
