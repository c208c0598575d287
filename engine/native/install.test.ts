import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { install } from './install.ts';
import { readInstallation } from './installation.ts';
import { type Manifest, manifest } from './manifest.ts';

let dir = '';
let installDir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-install-'));
  installDir = path.join(dir, 'install');
  for (const [name, script] of Object.entries(APT)) {
    await writeFile(path.join(dir, name), `#!/bin/sh\n${script}`, { mode: 0o755 });
  }
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Stands for apt: `gone` is no release, of `newest` the programs need a newer C library than there is, `stable` runs. */
const APT = {
  'apt-get': `
suite=$(basename "$(dirname "$2")")
case "$*" in
  *update*) [ "$suite" != gone ] || { echo "E: $suite has no Release file" >&2; exit 100; } ;;
  *--print-uris*) echo "'http://mirror/engine.deb' engine_$suite.deb 6 SHA256:$(printf %s "$suite" | sha256sum | cut -c1-64)" ;;
  *download*) printf %s "$suite" >"engine_$suite.deb" ;;
esac`,
  'apt-cache': `
case $2 in */newest/*) echo 'Version: 2.0' ;; *) echo 'Version: 1.0' ;; esac`,
  dpkg: 'exit 0',
  'dpkg-deb': `
mkdir -p "$3/usr/sbin"
case $(cat "$2") in
  newest) script='echo "libc.so.6: version GLIBC_2.99 not found" >&2; exit 1' ;;
  *) script='echo version 1.0' ;;
esac
for name in dockerd containerd docker; do
  printf '#!/bin/sh\\n%s\\n' "$script" >"$3/usr/sbin/$name"
  chmod +x "$3/usr/sbin/$name"
done`,
};

const installFrom = (suites: readonly string[], programs = manifest.programs) => {
  const packages = [{ name: 'engine', leastVersion: '1.0' }];
  const own: Manifest = { ...manifest, programs, debian: { ...manifest.debian, suites, packages, ifMissing: [] } };
  return install({
    installDir,
    manifest: own,
    source: 'debian',
    env: { PATH: `${dir}${path.delimiter}${process.env['PATH']}` },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
};
const errorOf = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppFailure);
  return (thrown as AppFailure).error;
};

test('a release that is not there and one that does not run here are passed over, and the one that was taken is recorded', async () => {
  const installation = await installFrom(['gone', 'newest', 'stable']);
  const sha256 = createHash('sha256').update('stable').digest('hex');
  expect(installation.parts).toEqual([{ name: 'engine', version: '1.0', source: 'debian', sha256 }]);
  expect(await readInstallation(installDir)).toEqual(installation);
  expect((await readdir(installDir)).sort()).toEqual([installation.id, 'installed.json'].sort());
});

test('when none can be used it says why of each, and what was installed before stays', async () => {
  const before = await installFrom(['stable']);
  const error = await errorOf(installFrom(['gone', 'newest']));
  expect(error.message).toContain('gone has no Release file');
  expect(error.message).toContain('dockerd as it was taken does not run on this system');
  expect('hint' in error && error.hint).toBeTruthy();
  expect(await readInstallation(installDir)).toEqual(before);
  expect((await readdir(installDir)).filter((name) => name.startsWith('unfinished-'))).toEqual([]);
});

test('what does not run here is told with the words of the program', async () => {
  const error = await errorOf(installFrom(['newest']));
  expect(error).toMatchObject({ code: 'unsupported', engineText: expect.stringContaining('GLIBC_2.99 not found') });
});

test('packages without a program that is needed are refused', async () => {
  const error = await errorOf(installFrom(['stable'], [...manifest.programs, 'runc']));
  expect(error).toMatchObject({ code: 'unsupported', message: 'What was taken has no runc.' });
});
