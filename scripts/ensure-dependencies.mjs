import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Makes node_modules what the lockfile says. npm leaves a copy of the lockfile inside node_modules
 * (`.package-lock.json`) after a complete install, so its absence or age tells an incomplete or old one.
 */
export function ensureDependencies() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && isCurrent(installed)) return;
  console.log('Installing what the lockfile says…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm could not install the packages: see its message above, mend that, and run the command again.');
    process.exit(1);
  }
}

/** Same packages at the same versions; a mere touch of the lockfile (a fresh clone, a checkout) does not count. */
function isCurrent(installed) {
  const lockfile = path.join(root, 'package-lock.json');
  if (statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || have[name]?.version === version || (optional && !have[name]),
  );
}
