// Debian's NSIS compiler and 7-Zip for a test of the Windows installer, unpacked into .cache and not installed, laid out
// as electron-builder looks for them. The plugins that electron-builder downloads elsewhere are stand-ins: they have the
// names of the functions, so that every call is checked, and nothing behind them.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackPackage } from './debian-package.mjs';
import { root } from './ensure-dependencies.mjs';

const PACKAGES = ['nsis', 'nsis-common', 'p7zip-full'];
const OWN_PLUGINS = ['nsProcess', 'StdUtils', 'UAC', 'WinShell', 'Nsis7z', 'SpiderBanner'];

const thisSystem = () => ({
  dir: path.join(root, '.cache/nsis'),
  run: (file, args, cwd) => spawnSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] }),
});

/** `{ env, path }`: what electron-builder is to be called with; or `{ missing }` with why it cannot be had here. */
export function ensureNsis(system = thisSystem()) {
  const { dir } = system;
  if (!existsSync(path.join(dir, 'nsis/linux/makensis'))) {
    const missing = fetch(system);
    if (missing !== undefined) return { missing };
  }
  return {
    path: path.join(dir, 'bin'),
    env: {
      ELECTRON_BUILDER_NSIS_DIR: path.join(dir, 'nsis'),
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(dir, 'resources'),
      ELECTRON_BUILDER_7ZIP_PATH: path.join(dir, 'bin/7za'),
    },
  };
}

function fetch(system) {
  mkdirSync(path.dirname(system.dir), { recursive: true });
  const draft = mkdtempSync(path.join(path.dirname(system.dir), 'nsis-'));
  try {
    for (const name of PACKAGES) {
      const own = path.join(draft, name);
      mkdirSync(own);
      const failed = unpackPackage(system, name, own);
      if (failed !== undefined) return `${name} cannot be had: ${failed || 'apt-get failed'}`;
      cpSync(path.join(own, 'root'), path.join(draft, 'all'), { recursive: true, verbatimSymlinks: true });
      rmSync(own, { recursive: true });
    }
    arrange(draft);
    rmSync(system.dir, { recursive: true, force: true });
    renameSync(draft, system.dir);
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function arrange(draft) {
  mkdirSync(path.join(draft, 'nsis/linux'), { recursive: true });
  mkdirSync(path.join(draft, 'bin'));
  for (const name of readdirSync(path.join(draft, 'all/usr/share/nsis'))) {
    symlinkSync(`../all/usr/share/nsis/${name}`, path.join(draft, 'nsis', name));
  }
  symlinkSync('../../all/usr/bin/makensis', path.join(draft, 'nsis/linux/makensis'));
  const script = (name, text) => {
    writeFileSync(path.join(draft, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(draft, 'bin', name), 0o755);
  };
  script('7za', 'exec "$(dirname "$(readlink -f "$0")")/../all/usr/lib/p7zip/7za" "$@"');
  // electron-builder runs the half-made installer, which writes its uninstaller: without Windows there is an empty one.
  script('wine', ': >"${1%exe}__uninstaller.exe"');
  const plugins = path.join(draft, 'resources/plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const name of OWN_PLUGINS) writeFileSync(path.join(plugins, `${name}.dll`), standInDll(functionsOf(name)));
}

/** Every function of a plugin that electron-builder's scripts call. */
function functionsOf(plugin) {
  const templates = path.join(root, 'node_modules/app-builder-lib/templates/nsis');
  const texts = readdirSync(templates, { recursive: true })
    .filter((name) => /\.ns[hi]$/.test(name))
    .map((name) => readFileSync(path.join(templates, name), 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(new RegExp(`\\b${plugin}::(\\w+)`, 'g'))]);
  return [...new Set(found.map(([, name]) => name))].sort();
}

const SECTION_AT = 0x200;
const SECTION_ADDRESS = 0x1000;

/** The least 32-bit DLL with these names in its table of exports (the PE format, sections 2 to 6.3). */
export function standInDll(names) {
  const table = exportTable(names);
  const size = Math.ceil(table.length / 0x200) * 0x200;
  const file = Buffer.alloc(SECTION_AT + size);
  file.write('MZ', 0, 'ascii');
  file.writeUInt32LE(0x40, 0x3c);
  file.write('PE\0\0', 0x40, 'ascii');
  const header = 0x44;
  file.writeUInt16LE(0x14c, header); // i386
  file.writeUInt16LE(1, header + 2); // one section
  file.writeUInt16LE(0xe0, header + 16);
  file.writeUInt16LE(0x2102, header + 18); // a DLL, executable, 32 bits
  const optional = header + 20;
  file.writeUInt16LE(0x10b, optional);
  file.writeUInt32LE(0x400000, optional + 28);
  file.writeUInt32LE(0x1000, optional + 32);
  file.writeUInt32LE(0x200, optional + 36);
  file.writeUInt32LE(SECTION_ADDRESS + 0x10000, optional + 56);
  file.writeUInt32LE(SECTION_AT, optional + 60);
  file.writeUInt32LE(16, optional + 92);
  file.writeUInt32LE(SECTION_ADDRESS, optional + 96); // exports
  file.writeUInt32LE(table.length, optional + 100);
  const section = optional + 0xe0;
  file.write('.edata', section, 'ascii');
  file.writeUInt32LE(table.length, section + 8);
  file.writeUInt32LE(SECTION_ADDRESS, section + 12);
  file.writeUInt32LE(size, section + 16);
  file.writeUInt32LE(SECTION_AT, section + 20);
  file.writeUInt32LE(0x40000040, section + 36);
  table.copy(file, SECTION_AT);
  return file;
}

function exportTable(names) {
  const count = names.length;
  const [functions, pointers, ordinals] = [40, 40 + 4 * count, 40 + 8 * count];
  const texts = Buffer.from(['plugin.dll', ...names].map((name) => `${name}\0`).join(''), 'ascii');
  const textsAt = 40 + 10 * count;
  const table = Buffer.concat([Buffer.alloc(textsAt), texts]);
  const at = (offset) => SECTION_ADDRESS + offset;
  table.writeUInt32LE(at(textsAt), 12);
  table.writeUInt32LE(1, 16);
  table.writeUInt32LE(count, 20);
  table.writeUInt32LE(count, 24);
  table.writeUInt32LE(at(functions), 28);
  table.writeUInt32LE(at(pointers), 32);
  table.writeUInt32LE(at(ordinals), 36);
  let offset = textsAt + 'plugin.dll\0'.length;
  names.forEach((name, index) => {
    table.writeUInt32LE(at(textsAt), functions + 4 * index);
    table.writeUInt32LE(at(offset), pointers + 4 * index);
    table.writeUInt16LE(index, ordinals + 2 * index);
    offset += name.length + 1;
  });
  return table;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { missing, path: dir } = ensureNsis();
  console.log(missing ?? dir);
  process.exitCode = missing ? 1 : 0;
}
