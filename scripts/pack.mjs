// Packs the desktop app into release/. `npm run pack` makes a folder; `npm run pack -- --release` the installers.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, root } from './ensure-dependencies.mjs';
import { ensureBuild } from './build.mjs';

const { isRelease } = readOptions();
ensureDependencies();
ensureBuild();

// Where Electron's binary cannot be downloaded, a folder laid out like it may stand in: it packs, but does not run.
const standIn = process.env.GANTRY_ELECTRON_DIST;
if (standIn && !existsSync(standIn)) {
  console.error(`GANTRY_ELECTRON_DIST names a folder that is not there: ${standIn}`);
  process.exit(1);
}
const config = isRelease ? 'electron-builder.release.yml' : 'electron-builder.yml';
const { status } = spawnSync(
  'npx',
  [
    '--no-install',
    'electron-builder',
    ...['--config', config, '--publish', 'never'],
    ...(isRelease ? [] : ['--dir']),
    ...(standIn ? [`-c.electronDist=${path.resolve(standIn)}`] : []),
  ],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
if (status === 0) console.log('Packed into release/.');
process.exit(status ?? 1);

function readOptions() {
  try {
    return { isRelease: parseArgs({ options: { release: { type: 'boolean' } } }).values.release ?? false };
  } catch (thrown) {
    console.error(thrown.message);
    process.exit(2);
  }
}
