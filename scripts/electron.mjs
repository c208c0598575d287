// Electron's binary: where it is, how to get it, or why there is none.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const RETRY_AFTER_MS = 60 * 60 * 1000;
const DOWNLOAD_MS = 5 * 60 * 1000;

const thisMachine = () => ({
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
  nodeVersion: process.versions.node,
});

/** `{ binary }`, or `{ missing }` with the reason in words. Downloads it where that may work. */
export function findElectron(root, machine = thisMachine()) {
  const missing = whyNoWindow(machine);
  if (missing) return { missing };
  const folder = path.join(root, 'node_modules/electron');
  const present = binaryIn(folder);
  if (present) return { binary: present };
  const [major, minor] = machine.nodeVersion.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    return { missing: `Electron’s installer needs Node 22.12 or newer, and this is ${machine.nodeVersion}` };
  }
  const failed = path.join(root, 'node_modules/.cache/gantry/electron-failed');
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < RETRY_AFTER_MS) {
    return { missing: `Electron could not be downloaded (${readFileSync(failed, 'utf8')}; tried again in an hour)` };
  }
  console.log('Downloading Electron…');
  const { status, stderr, error } = spawnSync(process.execPath, ['install.js'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DOWNLOAD_MS,
  });
  const binary = status === 0 ? binaryIn(folder) : undefined;
  if (binary) {
    rmSync(failed, { force: true });
    return { binary };
  }
  const reason = (error?.code === 'ETIMEDOUT' ? 'no answer' : stderr.split('\n')[0].trim()) || 'unknown reason';
  mkdirSync(path.dirname(failed), { recursive: true });
  writeFileSync(failed, reason);
  return { missing: `Electron could not be downloaded (${reason})` };
}

/** What keeps Electron from a window here, wherever its binary may be. */
export function whyNoWindow({ platform, env, uid } = thisMachine()) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (uid === 0) return 'Electron’s sandbox does not run as root';
  return undefined;
}

function binaryIn(folder) {
  try {
    const inside = readFileSync(path.join(folder, 'path.txt'), 'utf8');
    const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH || path.join(folder, 'dist'), inside);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Runs the app in it; gives its exit code. Ctrl-C reaches it by itself, as it is in the same terminal. */
export function runElectron(binary, root, context) {
  const args = [root, ...(context === undefined ? [] : [`--context=${context}`])];
  const child = spawn(binary, args, { stdio: 'inherit', windowsHide: false });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      console.error(`Electron did not start: ${message}.`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 0));
  });
}
