// Packs the desktop app into release/. `npm run pack` makes a folder; `npm run pack -- --release` the installers.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, root } from './ensure-dependencies.mjs';
import { missingChecksums, readManifest } from './manifest.mjs';
import { writeNotices } from './notices.mjs';
import { partsDir, prepareParts } from './parts.mjs';

const USAGE = `Usage: npm run pack -- [--dir] [--linux] [--win] [--mac] [--arch x64|arm64] [--engine docker|debian] [--release]

  --dir           Only the app's folder: what is done without --release
  --engine debian A Linux engine of Debian's packages, where Docker's archives cannot be had
  --release       The installers of this system; stops where anything lacks a checksum or cannot be had`;

const SYSTEMS = { linux: 'linux', win: 'win32', mac: 'darwin' };

const options = readOptions();
ensureDependencies();
ensureBuild();

// Where Electron's binary cannot be downloaded, a folder laid out like it may stand in: it packs, but does not run.
const standIn = process.env.GANTRY_ELECTRON_DIST;
if (standIn && !existsSync(standIn)) stop(`GANTRY_ELECTRON_DIST names a folder that is not there: ${standIn}`);
for (const system of options.systems) for (const arch of options.archs) await pack(system, arch);
console.log('Packed into release/.');

async function pack(system, arch) {
  const platform = `${SYSTEMS[system]}-${arch}`;
  if (options.isRelease) {
    const unpinned = missingChecksums(readManifest(), [platform]);
    if (unpinned.length > 0) stop(['Nothing without a checksum is released (npm run manifest -- pin):', ...unpinned]);
  }
  const { parts, missing } = await prepareParts(platform, { engineFrom: options.engine });
  if (missing.length > 0 && options.isRelease) stop(['A release has all of its parts:', ...missing]);
  for (const line of missing) console.warn(`Comes without: ${line}.`);
  // With what the app checks updates; without it, it says that something else updates it.
  const key = process.env.RELEASE_PUBLIC_KEY;
  if (options.isRelease && !key) stop('RELEASE_PUBLIC_KEY is missing: what is released could not check its updates.');
  if (key) writeFileSync(path.join(partsDir(platform), 'release-key.pem'), key);
  writeNotices(parts);
  const config = options.isRelease ? 'electron-builder.release.yml' : 'electron-builder.yml';
  const { status } = spawnSync(
    'npx',
    [
      ...['--no-install', 'electron-builder', `--${system}`, `--${arch}`],
      ...['--config', config, '--publish', 'never'],
      ...(options.isRelease ? [] : ['--dir']),
      // A stand-in has no resources of Windows' to write a version and an icon into, and nothing to sign.
      ...(standIn ? [`-c.electronDist=${path.resolve(standIn)}`, '-c.win.signAndEditExecutable=false'] : []),
      ...(standIn && system === 'mac' ? ['-c.mac.identity=null'] : []),
      ...(options.version ? [`-c.extraMetadata.version=${options.version}`] : []),
    ],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) process.exit(status ?? 1);
}

function stop(lines) {
  console.error([lines].flat().join('\n  '));
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        release: { type: 'boolean', default: false },
        dir: { type: 'boolean', default: false },
        linux: { type: 'boolean', default: false },
        win: { type: 'boolean', default: false },
        mac: { type: 'boolean', default: false },
        arch: { type: 'string', default: process.arch },
        engine: { type: 'string', default: 'docker' },
        // For tests of an upgrade: what this version would be called.
        version: { type: 'string' },
      },
    });
    if (values.release && values.dir) throw new Error('--release makes installers, --dir makes none.');
    const asked = Object.keys(SYSTEMS).filter((system) => values[system]);
    const here = Object.keys(SYSTEMS).find((system) => SYSTEMS[system] === process.platform);
    const { release: isRelease, engine, version } = values;
    return { isRelease, engine, version, systems: asked.length > 0 ? asked : [here], archs: values.arch.split(',') };
  } catch (thrown) {
    console.error(`${thrown.message}\n\n${USAGE}`);
    process.exit(2);
  }
}
