// Packages of Debian or Ubuntu, unpacked and not installed.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Packages in one folder, which takes its name when all of them are in it. Gives the folder when `program` is there, now or
 * before; undefined when a package cannot be had, which has then been said, with what `need` says of it.
 */
export function keepUnpacked(system, { packages, program, what, need }) {
  const { dir } = system;
  const isThere = () => existsSync(path.join(dir, program));
  if (isThere()) return dir;
  system.say(`Getting ${what} for the tests…`);
  const parent = path.dirname(dir);
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(path.join(parent, `${path.basename(dir)}-`));
  const all = path.join(draft, 'all');
  try {
    for (const name of packages) {
      const own = path.join(draft, name);
      mkdirSync(own);
      const failed = unpackPackage(system, name, own);
      if (failed !== undefined) {
        if (failed) system.complain(failed);
        system.complain(need(name));
        return undefined;
      }
      if (existsSync(all)) system.run('cp', ['-a', `${own}/root/.`, all], draft);
      else renameSync(path.join(own, 'root'), all);
    }
    takeName(all, dir, isThere);
    return dir;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Two test runs may begin at once. The name is taken in one step: what the other one has put there meanwhile is in use
 * already, and must not go away even for a moment.
 */
function takeName(draft, dir, isThere) {
  try {
    renameSync(draft, dir);
  } catch (thrown) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(thrown.code)) throw thrown;
    if (isThere()) return;
    rmSync(dir, { recursive: true, force: true });
    renameSync(draft, dir);
  }
}

/** Into `draft/root`. Undefined when that went well, else why not; an empty text where nothing is known. */
export function unpackPackage(system, name, draft) {
  return download(system, name, draft) ?? unpack(system, draft);
}

/** The first try is silent: it fails when the package lists are absent or old, which the second mends. */
function download(system, name, draft) {
  const apt = (...args) => system.run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', ...args], draft);
  if (apt('download', name).status === 0) return undefined;
  apt('update');
  const second = apt('download', name);
  return second.status === 0 ? undefined : (second.stderr ?? second.error?.message ?? '').trim();
}

function unpack(system, draft) {
  const [file] = readdirSync(draft).filter((name) => name.endsWith('.deb'));
  if (!file) return 'apt-get brought no package.';
  const { status, stderr, error } = system.run('dpkg-deb', ['-x', file, 'root'], draft);
  return status === 0 ? undefined : (stderr ?? error?.message ?? '').trim();
}
