// Makes the .deb of release/linux-unpacked with Debian's own tools. Like everything in it, the same input gives the same bytes.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { root } from './ensure-dependencies.mjs';
import { SIZES } from './icon-sizes.mjs';

const ARCHS = { x64: 'amd64', arm64: 'arm64' };

/** What Electron is linked with, and what dockerd calls; the names of Debian 12 and Ubuntu 22.04 on. */
const DEPENDS = [
  ...['libgtk-3-0 | libgtk-3-0t64', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'libatspi2.0-0 | libatspi2.0-0t64'],
  ...['libuuid1', 'libsecret-1-0', 'xdg-utils'],
];
const ENGINE_DEPENDS = ['iptables', 'iproute2', 'ca-certificates'];

/** Made beside `unpacked`, or in `out`; gives the file. `hasWindow: false` leaves out what only a window needs. */
export function makeDeb({ unpacked, arch = process.arch, out = path.dirname(unpacked), hasWindow = true, compress }) {
  const { version, description, homepage } = JSON.parse(
    readFileSync(path.join(unpacked, 'resources/browser/package.json'), 'utf8'),
  );
  const tree = mkdtempSync(path.join(tmpdir(), 'gantry-deb-'));
  try {
    layOut(tree, unpacked);
    const control = controlFile({ version: debianVersion(version), description, homepage, arch, hasWindow, tree });
    writeControl(tree, control);
    setModes(tree);
    const file = path.join(out, `gantry_${debianVersion(version)}_${ARCHS[arch]}.deb`);
    const how = compress ? [`-Z${compress}`] : ['-Zxz'];
    run('dpkg-deb', ['--root-owner-group', ...how, '--build', tree, file], { SOURCE_DATE_EPOCH: '1' });
    return file;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** 1.2.0-beta.1 comes before 1.2.0, which Debian writes with a tilde. */
export const debianVersion = (version) => version.replace('-', '~');

function layOut(tree, unpacked) {
  const put = (file, text, mode = 0o644) => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text, { mode });
  };
  cpSync(unpacked, path.join(tree, 'opt/Gantry'), { recursive: true, verbatimSymlinks: true });
  rmSync(path.join(tree, 'opt/Gantry/resources/gantry.sh'), { force: true });
  // Says to electron-updater how this copy was installed.
  put('opt/Gantry/resources/package-type', 'deb');
  put('usr/bin/gantry', readFileSync(path.join(root, 'resources/linux/gantry.sh')), 0o755);
  for (const name of ['gantry.desktop', 'io.github.gantry.metainfo.xml', 'gantry.xml', 'gantry.apparmor', 'gantry.1']) {
    const text = readFileSync(path.join(root, 'resources/linux', name));
    put(PLACES[name], name.endsWith('.1') ? gzipSync(text, { level: 9 }) : text);
  }
  for (const size of SIZES) {
    const png = readFileSync(path.join(root, `resources/icons/${size}x${size}.png`));
    put(`usr/share/icons/hicolor/${size}x${size}/apps/gantry.png`, png);
  }
  put('usr/share/icons/hicolor/scalable/apps/gantry.svg', readFileSync(path.join(root, 'resources/icon.svg')));
  const notices = path.join(unpacked, 'resources/notices/LICENCES.txt');
  if (!existsSync(notices)) throw new Error(`${notices} is missing: pack the app first.`);
  put('usr/share/doc/gantry/copyright', copyright);
}

const PLACES = {
  'gantry.desktop': 'usr/share/applications/gantry.desktop',
  'io.github.gantry.metainfo.xml': 'usr/share/metainfo/io.github.gantry.metainfo.xml',
  'gantry.xml': 'usr/share/mime/packages/gantry.xml',
  'gantry.apparmor': 'etc/apparmor.d/gantry',
  'gantry.1': 'usr/share/man/man1/gantry.1.gz',
};

const copyright = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Gantry

Files: *
Copyright: The Gantry authors
License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.
Comment: The licences of everything that comes along are in
 /opt/Gantry/resources/notices/LICENCES.txt, the list of it (CycloneDX) is beside it.
`;

function controlFile({ version, description, homepage, arch, hasWindow, tree }) {
  const hasEngine = existsSync(path.join(tree, 'opt/Gantry/resources/engine/bundle.json'));
  const depends = [...(hasWindow ? DEPENDS : []), ...(hasEngine ? ENGINE_DEPENDS : [])];
  const fields = {
    Package: 'gantry',
    Version: version,
    Architecture: ARCHS[arch],
    Maintainer: 'Gantry <gantry@users.noreply.github.com>',
    'Installed-Size': Math.ceil(sizeOf(tree) / 1024),
    Depends: depends.join(', '),
    // Browser mode, for machines without a display: nobody with a window needs it.
    Suggests: 'nodejs (>= 20.19)',
    Section: 'devel',
    Priority: 'optional',
    ...(homepage && { Homepage: homepage }),
    Description: `${description.split(':')[0]}\n ${description.split(': ')[1] ?? description}\n It comes with a Docker engine of its own, and drives any other.`,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function writeControl(tree, control) {
  const dir = path.join(tree, 'DEBIAN');
  mkdirSync(dir, { mode: 0o755 });
  writeFileSync(path.join(dir, 'control'), control);
  writeFileSync(path.join(dir, 'conffiles'), '/etc/apparmor.d/gantry\n');
  for (const name of ['postinst', 'prerm', 'postrm']) {
    writeFileSync(path.join(dir, name), readFileSync(path.join(root, 'resources/linux', name)), { mode: 0o755 });
  }
}

/** Everybody reads, root writes; the sandbox's helper is setuid, as in Debian's Chromium. */
function setModes(tree) {
  chmodSync(tree, 0o755);
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || (lstatSync(file).mode & 0o100) !== 0;
    chmodSync(file, entry.name === 'chrome-sandbox' ? 0o4755 : isProgram ? 0o755 : 0o644);
  }
}

const sizeOf = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(path.join(entry.parentPath, entry.name)).size, 0);

function run(file, args, env) {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${file}: ${error?.message ?? stderr.trim()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });
  const suffix = values.arch === 'x64' ? '' : `-${values.arch}`;
  const file = makeDeb({ unpacked: path.join(root, `release/linux${suffix}-unpacked`), arch: values.arch });
  console.log(`${file}: ${(lstatSync(file).size / 1e6).toFixed(1)} MB`);
}
