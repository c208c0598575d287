import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDeb } from './deb.mjs';
import { ensureCleanRoot } from './ensure-debian.mjs';
import { root as repository } from './ensure-dependencies.mjs';
import { bundleTypescript } from './load-typescript.mjs';
import { makeStandIn } from './stand-in-electron.mjs';

/** About a minute once the base (debootstrap, 2 minutes) and the engine's packages are in .cache. */
const clean = ensureCleanRoot();

interface Report {
  readonly [key: string]: string;
}

describe.skipIf(clean.missing)('the .deb with the real engine, on a clean Debian', () => {
  let report: Report & Record<'filesBefore' | 'left' | 'leftWithSettings' | 'processes' | 'kept', readonly string[]>;
  let work = '';

  beforeAll(async () => {
    work = mkdtempSync(path.join(tmpdir(), 'gantry-clean-'));
    const [first, second] = await twoVersions(work);
    const base = path.join(work, 'root');
    mkdirSync(path.join(base, 'work'), { recursive: true });
    execFileSync('tar', ['-xf', clean.file!, '-C', base]);
    for (const file of [first, second]) cpSync(file, path.join(base, 'work', path.basename(file)));
    cpSync(
      await bundleTypescript('e2e/packages/inCleanRoot.ts', path.join(work, 'bundle')),
      path.join(base, 'work/drive.mjs'),
    );
    const inside = [first, second].map((file) => `/work/${path.basename(file)}`);
    await promisify(execFile)('unshare', [
      ...['--mount', '--pid', '--net', '--uts', '--ipc', '--fork', '--kill-child', 'sh', '-ec', ENTER, 'sh', base],
      ...inside,
    ]);
    report = JSON.parse(readFileSync(path.join(base, 'report.json'), 'utf8'));
  }, 300_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test('it installs by dpkg alone, and says how it is used', () => {
    expect(report['installed']).toBe('install ok installed 0.1.0');
    expect(report['ownedModes']).toBe('755 root\n4755 root');
    expect(report['help']).toContain('Usage: gantry');
    expect(report['desktop']).toContain('x-scheme-handler/gantry');
  });

  test('started in browser mode it installs the engine that came along, without a network, and runs a container', () => {
    expect(report['firstVersion']).toBe('0.1.0');
    expect(report['parts']).toEqual(expect.arrayContaining(['docker.io debian', 'containerd debian', 'runc debian']));
    expect(report['job']).toMatch(/^done/);
    expect(report['running']).toBe('kept running');
    expect(report['output']).toBe('it runs');
    console.log(
      `Started after ${report['startedAfterMs']} ms; its engine ran after ${report['engineRunsAfterMs']} ms.`,
    );
  });

  test('quitting leaves the container running, and so does an upgrade, which keeps settings and contexts', () => {
    expect(report['afterQuit']).toBe('kept running');
    expect(report['upgrade']).toContain('0.2.0');
    expect(report['afterUpgrade']).toBe('kept running');
    expect(report['secondVersion']).toBe('0.2.0');
    expect(report['settings']).toEqual({ theme: 'dark', stopTimeoutSeconds: 7 });
    expect(report['contexts']).toContain('kept');
  });

  test('data cannot be removed under a Gantry that runs', () => {
    expect(report['removeWhileItRuns']).toMatch(/Gantry runs .* End it first\./);
  });

  test('removing its data ends the engine without a trace of it, and keeps what the person chose to keep', () => {
    expect(report['keepSettings']).toContain('Gantry’s own engine with its containers, images and volumes');
    expect(report['kept']).toContain('settings.json');
    expect(report['kept']).not.toContain('engine');
    expect(report.processes.filter((name) => /docker|containerd|shim/.test(name))).toEqual([]);
    expect(report['mounts']).toEqual([]);
    expect(report['links']).not.toMatch(/gt-|veth|docker0/);
    expect(report['rules']).not.toMatch(/GT-/);
  });

  test('purged, the package leaves only what was kept; without that, nothing', () => {
    const own = report.leftWithSettings.filter((file) => !file.startsWith('/root/'));
    expect(own).toEqual([]);
    expect(report.leftWithSettings).toContain('/root/.local/share/gantry/settings.json');
    expect(report.left.filter((file) => file !== '/root/.local' && file !== '/root/.local/share')).toEqual([]);
  });
});

/** The same once more under a newer version, as an upgrade brings it. */
async function twoVersions(work: string): Promise<readonly [string, string]> {
  const unpacked = path.join(repository, 'release/linux-unpacked');
  const standIn = path.join(work, 'electron');
  makeStandIn('linux', standIn);
  await promisify(execFile)(process.execPath, ['scripts/pack.mjs', '--dir', '--linux', '--engine', 'debian'], {
    cwd: repository,
    env: { ...process.env, GANTRY_ELECTRON_DIST: standIn },
    maxBuffer: 1e8,
  });
  expect(existsSync(path.join(unpacked, 'resources/engine/bundle.json'))).toBe(true);
  const newer = path.join(work, 'newer');
  cpSync(unpacked, newer, { recursive: true });
  const file = path.join(newer, 'resources/browser/package.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": "[^"]+"/, '"version": "0.2.0"'));
  // Uncompressed: what is in it is, and only speed matters here. Electron's libraries are not needed without a window.
  const make = (from: string) => makeDeb({ unpacked: from, out: work, hasWindow: false, compress: 'none' });
  return [make(unpacked), make(newer)];
}

/** A clean root with what a kernel gives, and a network that ends at itself. */
const ENTER = `
base=$1; shift
mount --make-rprivate /
mount --bind "$base" "$base"
mount -t proc proc "$base/proc"
mount -t sysfs sys "$base/sys"
mount --rbind /sys/fs/cgroup "$base/sys/fs/cgroup"
mount -t tmpfs tmpfs "$base/run"
mount --rbind /dev "$base/dev"
mount -t tmpfs tmpfs "$base/tmp"
hostname clean
ip link set lo up
chroot "$base" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \\
  node /work/drive.mjs "$@" >"$base/work/log" 2>&1 || { cat "$base/work/log" >&2; exit 1; }
`;
