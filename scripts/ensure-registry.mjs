// A real registry for the tests: Debian's package docker-registry, unpacked into .cache and not installed, because its
// installation would start a service.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackPackage } from './debian-package.mjs';
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
  return fetch(system, kept);
}

function fetch(system, kept) {
  system.say('Getting the registry for the tests…');
  const parent = path.dirname(system.dir);
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(path.join(parent, 'registry-'));
  try {
    const failed = unpackPackage(system, 'docker-registry', draft);
    if (failed !== undefined) {
      if (failed) system.complain(failed);
      system.complain(
        'The tests of registries need the program docker-registry: it is fetched with apt-get and dpkg-deb on Debian and Ubuntu; elsewhere put the program (github.com/distribution/distribution) on the PATH.',
      );
      return undefined;
    }
    // Two test runs may begin at once: whoever comes second finds it there.
    if (!existsSync(kept)) {
      rmSync(system.dir, { recursive: true, force: true });
      renameSync(path.join(draft, 'root'), system.dir);
    }
    return kept;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const program = ensureRegistry();
  if (!program) process.exit(1);
  console.log(program);
}
