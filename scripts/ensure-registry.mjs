// A real registry for the tests: Debian's package docker-registry, unpacked into .cache and not installed, because its
// installation would start a service.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepUnpacked } from './debian-package.mjs';
import { root } from './ensure-dependencies.mjs';

const PROGRAM = 'usr/bin/docker-registry';

/** This machine, as far as what follows looks at it and changes it. */
const thisSystem = () => ({
  dir: path.join(root, '.cache/registry'),
  path: process.env.PATH ?? '',
  run: (file, args, cwd) => spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }),
  say: (line) => console.error(line),
  complain: (line) => console.error(line),
});

/** Where the program is; undefined when it cannot be had, which has then been said. */
export function ensureRegistry(system = thisSystem()) {
  const kept = path.join(system.dir, PROGRAM);
  if (existsSync(kept)) return kept;
  const installed = system.path
    .split(path.delimiter)
    .flatMap((dir) => ['docker-registry', 'registry'].map((name) => path.join(dir, name)))
    .find((file) => existsSync(file));
  if (installed) return installed;
  const dir = keepUnpacked(system, {
    packages: ['docker-registry'],
    program: PROGRAM,
    what: 'the registry',
    need: () =>
      'The tests of registries need the program docker-registry: it is fetched with apt-get and dpkg-deb on Debian and Ubuntu; elsewhere put the program (github.com/distribution/distribution) on the PATH.',
  });
  return dir && kept;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const program = ensureRegistry();
  if (!program) process.exit(1);
  console.log(program);
}
