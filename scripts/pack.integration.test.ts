import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './ensure-dependencies.mjs';
import { SIZES } from './icon-sizes.mjs';
import { sizeOf } from './parts.mjs';
import { makeStandIn } from './stand-in-electron.mjs';

/** Each system packed as a release is, but for Electron, signatures and installers. About half a minute. */
const SYSTEMS = {
  linux: { folder: 'linux-unpacked', resources: 'resources' },
  win: { folder: 'win-unpacked', resources: 'resources' },
  mac: { folder: process.arch === 'arm64' ? 'mac-arm64' : 'mac', resources: 'Gantry.app/Contents/Resources' },
} as const;
const MB = 1_000_000;

let work = '';
beforeAll(() => (work = mkdtempSync(path.join(tmpdir(), 'gantry-pack-'))));
afterAll(() => rmSync(work, { recursive: true }));

describe.each(Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[])('packed for %s', (system) => {
  const folder = path.join(root, 'release', SYSTEMS[system].folder);
  const resources = path.join(folder, SYSTEMS[system].resources);
  const asar = path.join(resources, 'app.asar');
  let files: readonly string[] = [];

  beforeAll(() => {
    const standIn = path.join(work, system);
    makeStandIn(system, standIn);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/pack.mjs', '--dir', `--${system}`, '--engine', 'debian'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, GANTRY_ELECTRON_DIST: standIn } },
    );
    if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
    files = listPackage(asar, { isPack: false });
  }, 300_000);

  test('the app’s code is under 15 MB, without source maps, tests, types or what only makes it', () => {
    const { size } = statSync(asar);
    console.log(`${system}: app.asar ${(size / MB).toFixed(1)} MB, all ${(sizeOf(folder) / MB).toFixed(0)} MB`);
    expect(size).toBeLessThan(15 * MB);
    expect(files.filter((file) => /\.(map|tsx?|mts|cts|md|br|gz)$|\.test\.|\/(__tests__|tests?)\//.test(file))).toEqual(
      [],
    );
    const development = Object.keys(packageJson().devDependencies).map((name) => `/node_modules/${name}/package.json`);
    expect(files.filter((file) => development.includes(file))).toEqual([]);
  });

  test('every library that it needs is in it, with what that library begins with', () => {
    for (const name of Object.keys(packageJson().dependencies)) {
      const manifest = `node_modules/${name}/package.json`;
      expect(files).toContain(`/${manifest}`);
      const { main = 'index.js', module = main } = JSON.parse(extractFile(asar, manifest).toString()) as Manifest;
      const entry = path.posix.join(`/node_modules/${name}`, module);
      expect(files.some((file) => file === entry || file === `${entry}.js`) || !existsIn(name, module)).toBe(true);
    }
    expect(files).toEqual(
      expect.arrayContaining(['/dist/app/main.mjs', '/dist/app/preload.cjs', '/dist/main/cli.mjs']),
    );
  });

  test('what comes along is outside the asar, and so are its licences and the list of it', () => {
    const { platform, parts } = JSON.parse(readFileSync(path.join(resources, 'parts.json'), 'utf8'));
    expect(platform).toBe(`${{ linux: 'linux', win: 'win32', mac: 'darwin' }[system]}-${process.arch}`);
    const sbom = JSON.parse(readFileSync(path.join(resources, 'notices/sbom.cdx.json'), 'utf8'));
    expect(sbom.bomFormat).toBe('CycloneDX');
    const named: readonly string[] = sbom.components.map(({ name }: { name: string }) => name);
    expect(named).toEqual(expect.arrayContaining(Object.keys(packageJson().dependencies)));
    expect(named).toEqual(expect.arrayContaining(parts.map(({ name }: { name: string }) => name)));
    const notices = readFileSync(path.join(resources, 'notices/LICENCES.txt'), 'utf8');
    for (const name of [...Object.keys(packageJson().dependencies), 'react', '@mantine/core'])
      expect(notices).toContain(name);
  });

  test.runIf(system === 'linux')('the engine’s archives come along, and the app once more for Node', () => {
    const { archives } = JSON.parse(readFileSync(path.join(resources, 'engine/bundle.json'), 'utf8'));
    for (const { file } of archives) expect(statSync(path.join(resources, 'engine', file)).size).toBeGreaterThan(MB);
    expect(existsSync(path.join(resources, 'browser/dist/main/packaged.mjs'))).toBe(true);
    expect(existsSync(path.join(resources, 'browser/dist/app'))).toBe(false);
    // Each is loaded from what was packed: something that was left out too much would be missed here.
    for (const name of Object.keys(packageJson().dependencies).filter((one) => one !== 'electron-updater')) {
      const code = `await import(${JSON.stringify(name)})`;
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
        cwd: path.join(resources, 'browser'),
        encoding: 'utf8',
      });
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    }
  });

  test.runIf(system === 'mac')('macOS knows the links and files that it opens', () => {
    const plist = readFileSync(path.join(folder, 'Gantry.app/Contents/Info.plist'), 'utf8');
    expect(plist).toMatch(/CFBundleURLSchemes<\/key>\s*<array>\s*<string>gantry</);
    expect(plist).toContain('public.yaml');
    expect(existsSync(path.join(resources, 'icon.icns'))).toBe(true);
  });
});

test('the icon is there in all sizes, as each system wants it', () => {
  for (const size of SIZES) {
    const png = readFileSync(path.join(root, `resources/icons/${size}x${size}.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  const ico = readFileSync(path.join(root, 'resources/icons/icon.ico'));
  expect(ico.readUInt16LE(4)).toBe(7);
  const icns = readFileSync(path.join(root, 'resources/icons/icon.icns'));
  expect([icns.toString('ascii', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
});

test('a release burns its switches in, asks Windows for no rights, and signs what comes along for macOS', () => {
  const release = parse(readFileSync(path.join(root, 'electron-builder.release.yml'), 'utf8'));
  expect(release.electronFuses).toMatchObject({
    ...{ runAsNode: false, enableCookieEncryption: true, onlyLoadAppFromAsar: true },
    ...{ enableEmbeddedAsarIntegrityValidation: true, enableNodeOptionsEnvironmentVariable: false },
  });
  expect(release.nsis).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
  expect(release.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
  expect(readFileSync(path.join(root, release.mac.entitlements), 'utf8')).toContain(
    'com.apple.security.virtualization',
  );
  const archs = (targets: readonly { target: string; arch: readonly string[] }[]) =>
    Object.fromEntries(targets.map(({ target, arch }) => [target, arch]));
  expect(archs(release.win.target)).toEqual({ nsis: ['x64', 'arm64'], zip: ['x64', 'arm64'] });
  expect(archs(release.mac.target)).toEqual({ dmg: ['x64', 'arm64'], zip: ['x64', 'arm64'] });
  expect(archs(release.linux.target)).toEqual({ AppImage: ['x64', 'arm64'], rpm: ['x64', 'arm64'] });
});

interface Manifest {
  readonly main?: string;
  /** Of those that are imported, not required. */
  readonly module?: string;
}

const packageJson = () =>
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
const existsIn = (name: string, file: string) =>
  ['', '.js'].some((end) => existsSync(path.join(root, 'node_modules', name, file + end)));
