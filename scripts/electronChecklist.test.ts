import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builds } from './vite/builds.mjs';

// The app as it is built, started on a stand-in for Electron. The list is Electron's own: electronjs.org, “Security”.
const root = fileURLToPath(new URL('..', import.meta.url));
const MARK = 'REPORT ';
const HOSTILE = {
  addresses: [
    ...['https://evil.example/', 'http://evil.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'smb://host/x'],
    ...['data:text/html,<script>1</script>', 'gantry://container/x', 'gantry://app.evil/', 'blob:x', 'vscode://x', ''],
  ],
  permissions: [
    ...['clipboard-read', 'media', 'geolocation', 'notifications', 'midi', 'pointerLock', 'fullscreen', 'openExternal'],
    ...['display-capture', 'hid', 'serial', 'usb', 'storage-access', 'fileSystem', 'keyboardLock', 'idle-detection'],
  ],
  frames: [
    null,
    { url: 'https://evil.example/', parent: null },
    { url: 'gantry://app.evil/', parent: null },
    { url: 'gantry://container/x', parent: null },
    { url: 'about:blank', parent: null },
    { url: 'gantry://app/', parent: {} },
  ],
  message: ['upload', ['/etc/passwd']],
  pages: [
    'gantry://app/',
    'gantry://app/../secret',
    'gantry://container/x',
    'gantry://run?image=x',
    'gantry://app%2f/',
  ],
  links: [
    ...['gantry://app/../../etc/passwd', 'gantry://container/x"><img src=x onerror=alert(1)>', 'gantry://evil/'],
    ...['gantry://run?image=x&privileged=true', 'https://evil.example/', 'file:///etc/passwd', 'javascript:alert(1)'],
    ...['--inspect=9229', '--no-sandbox', 'gantry:', `gantry://container/${'x'.repeat(100_000)}`],
  ],
};

interface Report {
  readonly failed?: string;
  readonly sandboxed: boolean;
  readonly windows: readonly { readonly webPreferences: Readonly<Record<string, unknown>>; readonly show: boolean }[];
  readonly loaded: readonly string[];
  readonly schemes: readonly { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[];
  readonly appPaths: Readonly<Record<string, string>>;
  readonly switches?: readonly (readonly string[])[];
  readonly navigation: readonly {
    readonly url: string;
    readonly stays: boolean;
    readonly window: string;
    readonly webview: string;
    readonly openedOutside: readonly string[];
  }[];
  readonly permissions: readonly object[];
  readonly frames: readonly { readonly frame: unknown; readonly got: readonly string[] }[];
  readonly channels: readonly string[];
  readonly ours: readonly string[];
  readonly pages: readonly { readonly url: string; readonly status: number; readonly policy: string }[];
  readonly afterLinks: { readonly loaded: string[]; readonly openedOutside: string[]; readonly windows: number };
}

let dir: string;
let report: Report;
beforeAll(async () => {
  const cache = path.join(root, 'node_modules/.cache/gantry');
  mkdirSync(cache, { recursive: true });
  dir = mkdtempSync(path.join(cache, 'checklist-')); // under the libraries, which are not part of the build
  const out = path.join(dir, 'dist');
  for (const config of builds(root, out).slice(0, 2)) await build({ ...config, logLevel: 'silent' });
  mkdirSync(path.join(out, 'renderer'), { recursive: true });
  writeFileSync(path.join(out, 'renderer/index.html'), '<!doctype html>the page');
  standIn();
  report = await run(out);
}, 180_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function standIn() {
  const folder = path.join(dir, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(root, 'app/testing/standInElectron.mjs'), path.join(folder, 'standIn.mjs'));
  const typings = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
  const names = new Set(Array.from(typings.matchAll(/^ {2}const (\w+): /gm), ([, name]) => name));
  for (const [, name] of typings.matchAll(/^ {4}class (\w+) extends /gm)) names.add(name);
  const all = [...names].join(', ');
  writeFileSync(
    path.join(folder, 'index.mjs'),
    `import { electron } from './standIn.mjs';\nexport const { ${all} } = electron;\nexport default electron;\n`,
  );
  writeFileSync(path.join(folder, 'package.json'), '{"name":"electron","type":"module","exports":"./index.mjs"}');
}

function run(out: string): Promise<Report> {
  const dataDir = path.join(dir, 'data');
  mkdirSync(dataDir, { mode: 0o700 });
  writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ version: 1, startEngine: false }));
  const child = spawn(process.execPath, [path.join(out, 'app/main.mjs')], {
    env: {
      PATH: process.env['PATH'],
      HOME: dir,
      DOCKER_HOST: 'unix:///nonexistent.sock',
      GANTRY_DATA_DIR: dataDir,
      STAND_IN: JSON.stringify({ MARK, HOSTILE }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const deadline = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      clearTimeout(deadline);
      const line = said.split('\n').find((one) => one.startsWith(MARK));
      if (line === undefined) reject(new Error(`The app said nothing of itself:\n${said}`));
      else resolve(JSON.parse(line.slice(MARK.length)) as Report);
    });
  });
}

describe('the window', () => {
  test('has a page that is apart from Node, in the sandbox, with the web’s own rules', () => {
    expect(report.failed).toBeUndefined();
    expect(report.sandboxed).toBe(true);
    expect(report.windows).toHaveLength(1);
    const { preload, ...preferences } = report.windows[0]!.webPreferences;
    expect(preload).toMatch(/preload\.cjs$/);
    expect(preferences).toMatchObject({
      ...{ contextIsolation: true, sandbox: true, webSecurity: true },
      ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
      ...{ webviewTag: false, navigateOnDragDrop: false },
    });
    const risky = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'plugins'];
    expect(Object.keys(preferences).filter((name) => risky.includes(name))).toEqual([]);
    expect(report.switches ?? []).toEqual([]);
  });

  test('shows our own page by a scheme of its own, which no file and no other site has', () => {
    expect(report.loaded[0]).toMatch(/^gantry:\/\/app\//);
    expect(report.schemes.map(({ scheme }) => scheme)).toEqual(['gantry']);
    expect(report.schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
    expect(report.schemes[0]?.privileges).not.toHaveProperty('corsEnabled');
    expect(report.schemes[0]?.privileges).not.toHaveProperty('allowServiceWorkers');
    expect(report.appPaths['userData']).toContain('data');
  });

  test('gives its page a policy by which nothing but our own files runs', () => {
    const [page, ...others] = report.pages;
    expect(page?.status).toBe(200);
    expect(page?.policy).toContain("default-src 'none'");
    expect(page?.policy).toContain("script-src 'self';");
    expect(page?.policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
    expect(others.map(({ url, status }) => [url, status])).toEqual(HOSTILE.pages.slice(1).map((url) => [url, 404]));
  });
});

describe('a page that wants elsewhere', () => {
  test('goes nowhere, opens no window and holds no webview; only web links reach the person’s browser', () => {
    for (const { url, stays, window, webview, openedOutside } of report.navigation) {
      expect({ url, stays, window, webview }).toEqual({ url, stays: true, window: 'deny', webview: 'refused' });
      expect({ url, opened: [...new Set(openedOutside)] }).toEqual({ url, opened: /^https?:/.test(url) ? [url] : [] });
    }
  });

  test('is granted no permission', () => {
    expect(report.permissions).toEqual(
      HOSTILE.permissions.map((permission) => ({ permission, granted: false, checked: false, device: false })),
    );
  });
});

describe('messages between processes', () => {
  test('from any frame that is not our page are refused on every channel', () => {
    expect(report.channels.length).toBeGreaterThan(1);
    expect(report.frames).toEqual(HOSTILE.frames.map((frame) => ({ frame, got: [] })));
    expect(report.ours).not.toEqual([]); // or nothing would be shown by the line above
  });

  test('are all that the preload gives to the page: no function of Electron or Node', () => {
    const preload = readFileSync(path.join(dir, 'dist/app/preload.cjs'), 'utf8');
    expect(preload).not.toMatch(/exposeInMainWorld|contextBridge|require\((?!["'`]electron["'`])/);
    expect(preload).not.toMatch(/window\.\w+\s*=|globalThis\.\w+\s*=/);
  });
});

test('links that other programs hand over load nothing into the window, open nothing outside, and make no second one', () => {
  const { loaded, openedOutside, windows } = report.afterLinks;
  expect({ loaded: loaded.length, openedOutside, windows }).toEqual({ loaded: 1, openedOutside: [], windows: 1 });
});

test('a release has Electron’s switches burnt in', () => {
  const release = parse(readFileSync(path.join(root, 'electron-builder.release.yml'), 'utf8')) as {
    readonly electronFuses: unknown;
  };
  expect(release.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});
