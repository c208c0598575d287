// After electron-builder has made an app folder, before it is signed and wrapped: on Linux the same files once more, plain,
// for browser mode, because Node cannot read an asar.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractAll } from '@electron/asar';
import { root } from './ensure-dependencies.mjs';

export default async function afterPack({ electronPlatformName, appOutDir }) {
  if (electronPlatformName !== 'linux') return;
  const resources = path.join(appOutDir, 'resources');
  const target = path.join(resources, 'browser');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  extractAll(path.join(resources, 'app.asar'), target);
  for (const name of ['dist/app', 'resources']) rmSync(path.join(target, name), { recursive: true, force: true });
  const launcher = readFileSync(path.join(root, 'resources/linux/gantry.sh'), 'utf8');
  writeFileSync(path.join(resources, 'gantry.sh'), launcher, { mode: 0o755 });
}
