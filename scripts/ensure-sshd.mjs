// A real SSH server for the tests: Debian's openssh-server, unpacked into .cache and not installed, because its
// installation would start a service; and dropbear, which many small machines have.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepUnpacked } from './debian-package.mjs';
import { root } from './ensure-dependencies.mjs';

/** With the libraries that they need and a small system lacks. */
const PACKAGES = ['openssh-server', 'libwrap0', 'dropbear-bin', 'libtomcrypt1', 'libtommath1', 'openssh-client'];

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  dir: path.join(root, '.cache/sshd'),
  run: (file, args, cwd) => spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }),
  say: (line) => console.error(line),
  complain: (line) => console.error(line),
});

/** The folder in which its programs and libraries are; undefined when they cannot be had, which has then been said. */
export const ensureSshd = (system = thisSystem()) =>
  keepUnpacked(system, {
    packages: PACKAGES,
    program: 'usr/sbin/sshd',
    what: 'the SSH servers',
    need: (name) =>
      `The tests of SSH need Debian's package ${name}: it is fetched with apt-get and dpkg-deb on Debian and Ubuntu.`,
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dir = ensureSshd();
  if (!dir) process.exit(1);
  console.log(dir);
}
