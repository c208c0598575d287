// QEMU for the tests of the VM engine: Debian trixie's (10), with all it needs, unpacked into .cache/qemu and run by its own
// loader. Not installed, and not the system's: on Debian 12 that is 7.2, whose emulation of cmpxchg16b is broken.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './ensure-dependencies.mjs';

const PACKAGES = ['qemu-system-x86', 'qemu-system-arm', 'qemu-utils'];
const SUITE = 'trixie';
const MIRROR = 'http://deb.debian.org/debian';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const PROGRAM = 'usr/bin/qemu-system-x86_64';

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  dir: process.env.GANTRY_TEST_QEMU ?? path.join(root, '.cache/qemu'),
  keyring: KEYRING,
  run: (file, args, cwd) => spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 }),
  say: (line) => console.error(line),
  complain: (line) => console.error(line),
});

/** The folder it is unpacked in; undefined when it cannot be had, which has then been said. */
export function ensureQemu(system = thisSystem()) {
  if (existsSync(path.join(system.dir, PROGRAM))) return system.dir;
  system.say('Getting QEMU for the tests…');
  const parent = path.dirname(system.dir);
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(path.join(parent, 'qemu-'));
  try {
    const failed = fetch(system, draft);
    if (failed !== undefined) {
      if (failed) system.complain(failed);
      system.complain(
        'The tests of VMs need QEMU 10: it is fetched with apt-get and dpkg-deb on Debian and Ubuntu (with the package debian-archive-keyring).',
      );
      return undefined;
    }
    // Two test runs may begin at once: whoever comes second finds it there.
    if (!existsSync(system.dir)) renameSync(path.join(draft, 'root'), system.dir);
    return system.dir;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A private apt, as if nothing were installed: so it also brings the C library, newer than this system's perhaps. */
function fetch(system, draft) {
  if (!existsSync(system.keyring)) return `${system.keyring} is not there.`;
  for (const one of ['lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(path.join(draft, one), { recursive: true });
  writeFileSync(path.join(draft, 'sources.list'), `deb [signed-by=${system.keyring}] ${MIRROR} ${SUITE} main\n`);
  writeFileSync(path.join(draft, 'status'), '');
  const settings = {
    'Dir::Etc::sourcelist': path.join(draft, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::Etc::preferences': '-',
    'Dir::Etc::preferencesparts': '-',
    'Dir::State': path.join(draft),
    'Dir::State::status': path.join(draft, 'status'),
    'Dir::State::lists': path.join(draft, 'lists'),
    'Dir::Cache': path.join(draft, 'cache'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': 'root',
    'Debug::NoLocking': 'true',
  };
  const conf = path.join(draft, 'apt.conf');
  writeFileSync(
    conf,
    Object.entries(settings)
      .map(([key, value]) => `${key} "${value}";\n`)
      .join(''),
  );
  const apt = (...args) => {
    const { status, stderr, error } = system.run('apt-get', ['-c', conf, '-q', ...args], draft);
    return status === 0 ? undefined : (stderr ?? error?.message ?? '').trim();
  };
  const failed =
    apt('update', '-o', 'APT::Update::Error-Mode=any') ??
    apt('install', '-y', '--no-install-recommends', '--download-only', ...PACKAGES);
  if (failed !== undefined) return failed;
  const archives = path.join(draft, 'cache/archives');
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    const { status, stderr, error } = system.run(
      'dpkg-deb',
      ['-x', path.join(archives, file), path.join(draft, 'root')],
      draft,
    );
    if (status !== 0) return (stderr ?? error?.message ?? '').trim();
  }
  return existsSync(path.join(draft, 'root', PROGRAM)) ? undefined : `Debian’s packages brought no ${PROGRAM}.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dir = ensureQemu();
  if (!dir) process.exit(1);
  console.log(dir);
}
