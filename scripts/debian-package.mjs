// A package of Debian or Ubuntu, unpacked and not installed.
import { readdirSync } from 'node:fs';

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
