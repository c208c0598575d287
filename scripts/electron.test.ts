import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findElectron, whyNoWindow } from './electron.mjs';

/** A desktop on which nothing keeps Electron from its window. */
const DESKTOP = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, nodeVersion: '22.12.0' };

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'gantry-electron-'));
  folder = path.join(root, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** Stands for Electron's installer, which downloads the binary. */
const installer = (script: string) => writeFileSync(path.join(folder, 'install.js'), script);
const INSTALLS = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  mkdirSync('dist');
  writeFileSync('dist/electron', '');
  writeFileSync('path.txt', 'electron');`;
const NO_ANSWER = `console.error('RequestError: getaddrinfo ENOTFOUND somewhere\\n    at a line'); process.exit(1);`;

test.each([
  [{ env: {} }, 'there is no display'],
  [{ uid: 0 }, 'Electron’s sandbox does not run as root'],
])('one line says why there is no window: %o', (patch, reason) => {
  installer(INSTALLS);
  expect(findElectron(root, { ...DESKTOP, ...patch })).toEqual({ missing: reason });
});

test('a display may also be Wayland’s, and other systems need to say neither', () => {
  expect(whyNoWindow({ ...DESKTOP, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(undefined);
  expect(whyNoWindow({ ...DESKTOP, platform: 'darwin', env: {}, uid: 0 })).toBe(undefined);
});

test.each(['20.19.0', '22.11.9'])('on Node %s the installer is not run, and its wish is told', (nodeVersion) => {
  installer(INSTALLS);
  expect(findElectron(root, { ...DESKTOP, nodeVersion })).toEqual({
    missing: `Electron’s installer needs Node 22.12 or newer, and this is ${nodeVersion}`,
  });
});

test('the binary is downloaded once, and then found on any Node', () => {
  installer(INSTALLS);
  const binary = path.join(folder, 'dist/electron');
  expect(findElectron(root, DESKTOP)).toEqual({ binary });
  installer(NO_ANSWER);
  expect(findElectron(root, { ...DESKTOP, nodeVersion: '20.19.0' })).toEqual({ binary });
});

test('a download that fails is told with its reason, remembered for an hour, and then tried again', () => {
  installer(NO_ANSWER);
  const reason = 'RequestError: getaddrinfo ENOTFOUND somewhere';
  expect(findElectron(root, DESKTOP)).toEqual({ missing: `Electron could not be downloaded (${reason})` });

  installer(INSTALLS);
  expect(findElectron(root, DESKTOP)).toEqual({
    missing: `Electron could not be downloaded (${reason}; tried again in an hour)`,
  });
  const anHourAgo = Date.now() / 1000 - 3601;
  utimesSync(path.join(root, 'node_modules/.cache/gantry/electron-failed'), anHourAgo, anHourAgo);
  expect(findElectron(root, DESKTOP)).toHaveProperty('binary');
});

test('an installer that says it is done and leaves no binary has failed', () => {
  installer('');
  expect(findElectron(root, DESKTOP)).toEqual({ missing: 'Electron could not be downloaded (unknown reason)' });
});
