// What the system needs beside Node: on Debian and Ubuntu as root it is installed, elsewhere one sentence says what is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { root } from './ensure-dependencies.mjs';

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
  chromium: { purpose: 'the end-to-end tests', isThere: hasChromium },
};

const ENGINE = ['runc', 'iptables', 'iproute2', 'ca-certificates', 'debian-archive-keyring'];
const TESTS = [...ENGINE, 'busybox-static', 'chromium'];

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  platform: process.platform,
  uid: process.getuid?.(),
  isUbuntu: /^ID(_LIKE)?=.*\bubuntu\b/m.test(readIfThere('/etc/os-release')),
  hasApt: Boolean(findProgram('apt-get')),
  isThere: (name) => PACKAGES[name].isThere(),
  run: (file, args) =>
    spawnSync(file, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }),
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});

/** For `npm start`, before the app's own engine is installed. False when something is missing, which has then been said. */
export const ensureEngineSystem = async (system = thisSystem()) =>
  system.platform !== 'linux' || ensureDebianPackages(ENGINE, system);

/** For `npm test` and `npm run bench`. */
export async function ensureTestSystem(system = thisSystem()) {
  if (system.platform !== 'linux') {
    system.complain(
      'The tests start a Linux engine of their own, so they run on Linux: use a Linux machine or container.',
    );
    return false;
  }
  if (system.uid !== 0) {
    system.complain(
      'The tests start, break and stop Docker engines of their own, for which they must be root: run “sudo npm test”, or “npm run test:unit” for those that need no engine.',
    );
    return false;
  }
  if (!system.isUbuntu) return ensureDebianPackages(TESTS, system);
  const packages = TESTS.filter((name) => name !== 'chromium');
  return (await ensureDebianPackages(packages, system)) && ensurePlaywrightChromium(system);
}

/** Ubuntu's package of that name is only a way to a snap, which a container cannot have: Playwright brings its own. */
async function ensurePlaywrightChromium(system) {
  if (await system.isThere('chromium')) return true;
  system.say('Installing Playwright’s Chromium (for the end-to-end tests)…');
  const { status, stderr } = system.run('npx', ['--no-install', 'playwright', 'install', '--with-deps', 'chromium']);
  if (status === 0 && (await system.isThere('chromium'))) return true;
  if (stderr) system.complain(stderr.trim());
  system.complain(
    'This system lacks chromium (for the end-to-end tests): run “npx playwright install --with-deps chromium”, or set GANTRY_CHROMIUM to a Chromium or Chrome that is there.',
  );
  return false;
}

/** Installs those of the packages whose programs the system lacks. */
async function ensureDebianPackages(names, system) {
  const missing = await lacking(names, system);
  if (missing.length === 0) return true;
  if (!system.hasApt) {
    system.complain(
      `This system lacks ${listed(missing)}: install ${missing.length === 1 ? 'it' : 'them'} with its package manager (the names are Debian's).`,
    );
    return false;
  }
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (system.uid !== 0) {
    system.complain(`This system lacks ${listed(missing)}: run “sudo ${command}”.`);
    return false;
  }
  system.say(`Installing ${listed(missing)}…`);
  const isDone = aptInstall(missing, system);
  const still = await lacking(names, system);
  if (isDone && still.length === 0) return true;
  system.complain(
    `apt could not install ${listed(still.length > 0 ? still : missing)}: see its message above, or run “${command}”.`,
  );
  return false;
}

/** The first try is silent: it fails when the package lists are absent or old, which the second mends. */
function aptInstall(names, system) {
  const apt = (...args) => system.run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args]);
  const install = () => apt('install', '-y', '--no-install-recommends', ...names);
  if (install().status === 0) return true;
  const update = apt('update');
  // One source of several may be out of reach; whether it matters is seen at the second try.
  if (update.status !== 0) system.complain(update.stderr.trim());
  const second = install();
  if (second.status !== 0) system.complain(second.stderr.trim());
  return second.status === 0;
}

async function lacking(names, system) {
  const isThere = await Promise.all(names.map((name) => system.isThere(name)));
  return names.filter((_, index) => !isThere[index]);
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

/** Any that the end-to-end tests take (e2e/support/chromium.ts); the last is what Playwright installed itself. */
async function hasChromium() {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
  if ([process.env.GANTRY_CHROMIUM, ...places].some((file) => file && existsSync(file))) return true;
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
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

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
