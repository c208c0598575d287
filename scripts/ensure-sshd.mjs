// A real SSH server for the tests: Debian's openssh-server, unpacked into .cache and not installed, because its
// installation would start a service; and dropbear, which many small machines have.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackPackage } from './debian-package.mjs';
import { root } from './ensure-dependencies.mjs';

/** With the libraries that they need and a small system lacks. */
const PACKAGES = ['openssh-server', 'libwrap0', 'dropbear-bin', 'libtomcrypt1', 'libtommath1', 'openssh-client'];
const PROGRAM = 'usr/sbin/sshd';

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  dir: path.join(root, '.cache/sshd'),
  run: (file, args, cwd) => spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }),
  say: (line) => console.error(line),
  complain: (line) => console.error(line),
});

/** The folder in which its programs and libraries are; undefined when they cannot be had, which has then been said. */
export function ensureSshd(system = thisSystem()) {
  if (existsSync(path.join(system.dir, PROGRAM))) return system.dir;
  system.say('Getting the SSH servers for the tests…');
  const parent = path.dirname(system.dir);
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(path.join(parent, 'sshd-'));
  try {
    for (const name of PACKAGES) {
      const own = path.join(draft, name);
      mkdirSync(own);
      const failed = unpackPackage(system, name, own);
      if (failed !== undefined) {
        if (failed) system.complain(failed);
        system.complain(
          `The tests of SSH need Debian's package ${name}: it is fetched with apt-get and dpkg-deb on Debian and Ubuntu.`,
        );
        return undefined;
      }
      mkdirSync(path.join(draft, 'all'), { recursive: true });
      system.run('cp', ['-a', `${own}/root/.`, path.join(draft, 'all')], draft);
    }
    // Two test runs may begin at once: whoever comes second finds it there.
    if (!existsSync(path.join(system.dir, PROGRAM))) {
      rmSync(system.dir, { recursive: true, force: true });
      renameSync(path.join(draft, 'all'), system.dir);
    }
    return system.dir;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dir = ensureSshd();
  if (!dir) process.exit(1);
  console.log(dir);
}
