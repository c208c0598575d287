// A folder laid out like Electron's distribution for one system, for places that cannot download it: it packs, and does
// not run. What is packed with it has everything but Electron.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { root } from './ensure-dependencies.mjs';

export function makeStandIn(system, folder) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
  const put = (file, text = '', mode = 0o644) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text, { mode });
  };
  put('version', version);
  put('LICENSE', 'A stand-in for Electron.');
  put('LICENSES.chromium.html');
  if (system === 'mac') return putMac(put);
  const script = '#!/bin/sh\necho "This is a stand-in for Electron." >&2\nexit 1\n';
  if (system === 'win') put('electron.exe', windowsProgram(version), 0o755);
  else put('electron', script, 0o755);
  for (const language of ['en-US', 'de', 'es', 'fr']) put(`locales/${language}.pak`);
  for (const file of ['icudtl.dat', 'resources.pak', 'snapshot_blob.bin', 'v8_context_snapshot.bin']) put(file);
  if (system === 'linux') for (const file of ['chrome-sandbox', 'chrome_crashpad_handler']) put(file, '', 0o755);
}

/** The smallest that has what the packer reads and writes: a version. */
function windowsProgram(version) {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.createEmpty();
  info.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'A stand-in', ProductVersion: version });
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function putMac(put) {
  const inApp = (file) => `Electron.app/Contents/${file}`;
  const plist = (name, id) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>${id}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`;
  put(inApp('MacOS/Electron'), '', 0o755);
  put(inApp('Info.plist'), plist('Electron', 'com.github.Electron'));
  put(inApp('PkgInfo'), 'APPL????');
  put(inApp('Resources/electron.icns'));
  for (const language of ['en', 'de', 'es', 'fr']) put(inApp(`Resources/${language}.lproj/locale.pak`));
  for (const suffix of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${suffix}`;
    put(inApp(`Frameworks/${name}.app/Contents/MacOS/${name}`), '', 0o755);
    put(inApp(`Frameworks/${name}.app/Contents/Info.plist`), plist(name, 'com.github.Electron.helper'));
  }
  const framework = (file) => inApp(`Frameworks/Electron Framework.framework/${file}`);
  put(framework('Electron Framework'), '', 0o755);
  for (const language of ['en', 'de', 'es', 'fr']) put(framework(`Versions/A/Resources/${language}.lproj/locale.pak`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [system, folder] = process.argv.slice(2);
  if (!['linux', 'win', 'mac'].includes(system) || !folder) {
    console.error('Usage: node scripts/stand-in-electron.mjs linux|win|mac FOLDER');
    process.exit(2);
  }
  makeStandIn(system, folder);
}
