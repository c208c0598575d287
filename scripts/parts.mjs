// Puts together what comes with the app for one platform: the engine's archives on Linux, elsewhere the command line
// tools and the guest of the VM. Every byte that was downloaded is checked against resources/parts.json.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { root } from './ensure-dependencies.mjs';
import { withTypescript } from './load-typescript.mjs';
import { archivesOf, readManifest } from './manifest.mjs';

/** Where electron-builder takes it from: `.cache/parts/linux-x64/{engine,tools,guest}`. */
export const partsDir = (platform) => path.join(root, '.cache/parts', platform);

/**
 * Fills `partsDir`. Gives `{ parts, missing }`: what is in it, and what could not be had, in words. `isRelease` wants all
 * of it. `engineFrom: 'debian'` makes a Linux engine of Debian's packages where Docker's archives cannot be had.
 */
export async function prepareParts(platform, options = {}) {
  const { out = partsDir(platform), manifest = readManifest(), engineFrom = 'docker', say = console.log } = options;
  const kept = engineFrom === 'debian' && keptFromDebian(out);
  if (kept) return { parts: kept, missing: [] };
  mkdirSync(path.dirname(out), { recursive: true });
  const draft = mkdtempSync(`${out}-`);
  try {
    const isLinux = platform.startsWith('linux-');
    const made =
      isLinux && engineFrom === 'debian' && platform === `linux-${process.arch}`
        ? await debianEngine(draft, say)
        : await takeArchives(platform, manifest, draft, isLinux);
    const guest = isLinux ? none : takeGuest(manifest.guest?.files?.[platform], draft, options.guestDir);
    const parts = [...made.parts, ...guest.parts];
    for (const dir of ['engine', 'tools', 'guest']) mkdirSync(path.join(draft, dir), { recursive: true });
    writeFileSync(path.join(draft, 'parts.json'), `${JSON.stringify({ platform, parts }, null, 2)}\n`);
    rmSync(out, { recursive: true, force: true });
    renameSync(draft, out);
    chmodSync(out, 0o755);
    return { parts, missing: [...made.missing, ...guest.missing] };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Debian's moves: what was made of it is taken for a week. */
function keptFromDebian(out) {
  try {
    const file = path.join(out, 'parts.json');
    const { parts } = JSON.parse(readFileSync(file, 'utf8'));
    const { archives } = JSON.parse(readFileSync(path.join(out, 'engine/bundle.json'), 'utf8'));
    const isFresh = Date.now() - statSync(file).mtimeMs < 7 * 24 * 60 * 60 * 1000;
    const isWhole = archives.every((one) => sha256Of(readFileSync(path.join(out, 'engine', one.file))) === one.sha256);
    return isFresh && isWhole && parts.every(({ source }) => source === 'debian') ? parts : undefined;
  } catch {
    return undefined;
  }
}

const none = { parts: [], missing: [] };

async function takeArchives(platform, manifest, draft, isLinux) {
  const missing = [];
  const got = [];
  for (const { part, archive } of archivesOf(manifest, [platform])) {
    const told = `${part.name} ${part.version} for ${platform}`;
    if (!archive.sha256) missing.push(`${told} has no checksum`);
    else {
      const file = await download(part, archive).catch((error) => void missing.push(`${told}: ${error.message}`));
      if (file) got.push({ part, archive, file });
    }
  }
  // Half an engine is none: it would be installed, and then lack something.
  if (isLinux && missing.length > 0) return { parts: [], missing };
  for (const one of got) (isLinux ? keepArchive : unpack)(one, draft);
  const parts = got.map(({ part, archive }) => partOf(part, archive));
  if (isLinux)
    writeBundle(
      draft,
      parts,
      got.map(({ part, archive }) => bundled(part, archive)),
    );
  return { parts, missing };
}

const partOf = ({ name, version, licence, homepage }, { sha256, url }) => ({
  ...{ name, version, source: 'docker-static', sha256, licences: [licence], homepage, url },
});
const fileOf = (part, archive) => (archive.format === 'file' ? part.name : `${part.name}-${part.version}.tar.gz`);
const bundled = (part, archive) => ({
  ...{ name: part.name, file: fileOf(part, archive), sha256: archive.sha256 },
  ...{ format: archive.format, folder: archive.folder },
});

function keepArchive({ part, archive, file }, draft) {
  mkdirSync(path.join(draft, 'engine'), { recursive: true });
  copyFileSync(file, path.join(draft, 'engine', fileOf(part, archive)));
}

function writeBundle(draft, parts, archives) {
  const said = parts.map(({ name, version, source, sha256 }) => ({ name, version, source, sha256 }));
  writeFileSync(path.join(draft, 'engine/bundle.json'), `${JSON.stringify({ parts: said, archives }, null, 2)}\n`);
}

/** The verified file, kept between runs. */
async function download(part, archive) {
  const kept = path.join(root, '.cache/parts/downloads', archive.sha256);
  if (existsSync(kept) && sha256Of(readFileSync(kept)) === archive.sha256) return kept;
  const response = await fetch(archive.url).catch((error) => {
    throw new Error(`${archive.url} cannot be reached (${error.cause?.code ?? error.message})`);
  });
  if (!response.ok) throw new Error(`${archive.url}: HTTP ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (sha256Of(bytes) !== archive.sha256) throw new Error(`${archive.url} is not what resources/parts.json expects`);
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(`${kept}.draft`, bytes);
  renameSync(`${kept}.draft`, kept);
  return kept;
}

const sha256Of = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Programs as they are used: `tools/docker/docker`, `tools/cli-plugins/docker-compose`, `tools/vfkit`. */
function unpack({ part, archive, file }, draft) {
  const folder = path.join(draft, 'tools', archive.folder);
  mkdirSync(folder, { recursive: true });
  if (archive.format === 'file') {
    const program = path.join(folder, part.name + (archive.url.endsWith('.exe') ? '.exe' : ''));
    copyFileSync(file, program);
    return chmodSync(program, 0o755);
  }
  const keep = archive.keep ?? [];
  if (archive.format === 'zip' && process.platform === 'linux')
    return run('unzip', ['-q', file, ...keep, '-d', folder]);
  return run('tar', ['-xf', file, '-C', folder, ...keep]); // bsdtar of macOS and Windows reads zips too
}

function takeGuest(wanted, draft, dir = path.join(root, '.cache/guest/built')) {
  if (!wanted) return none;
  const from = path.join(dir, wanted.arch);
  const missing = wanted.files.filter((name) => !existsSync(path.join(from, name)));
  if (missing.length > 0) {
    const how = `npm run guest -- --arch ${wanted.arch} --forms download,hyperv,qcow2,wsl`;
    return { parts: [], missing: [`the guest’s ${missing.join(', ')} (${how})`] };
  }
  const made = JSON.parse(readFileSync(path.join(from, 'manifest.json'), 'utf8'));
  for (const { file, sha256 } of made.parts) {
    if (wanted.files.includes(file) && sha256Of(readFileSync(path.join(from, file))) !== sha256) {
      throw new Error(`${path.join(from, file)} is not what its manifest.json says: build the guest again.`);
    }
  }
  for (const name of wanted.files) cpSync(path.join(from, name), path.join(draft, 'guest', name));
  const packages = made.packages.map((one) => ({ ...one, source: 'debian' }));
  return {
    parts: [{ name: 'guest', version: made.version, source: 'gantry', licences: [] }, ...packages],
    missing: [],
  };
}

/** Documents that are of no use in an engine, and services of the system's own. */
const DROPPED = ['usr/share/man', 'usr/share/lintian', 'usr/share/bash-completion', 'usr/share/zsh', 'usr/share/fish'];
const SERVICES = ['etc', 'usr/lib/systemd', 'usr/lib/udev', 'usr/lib/sysusers.d', 'usr/lib/tmpfiles.d', 'usr/lib/cni'];

async function debianEngine(draft, say) {
  const tree = path.join(draft, 'tree');
  mkdirSync(tree);
  const workDir = path.join(root, '.cache/parts/debian');
  const { signal } = new AbortController();
  const taken = await withTypescript('engine/native/debianBundle.ts', ({ takeDebianBundle }) =>
    takeDebianBundle({ workDir, targetDir: tree, env: process.env, signal, say }),
  );
  for (const name of [...DROPPED, ...SERVICES]) rmSync(path.join(tree, name), { recursive: true, force: true });
  const engine = path.join(draft, 'engine');
  mkdirSync(engine, { recursive: true });
  const file = `engine-${taken[0].version.replaceAll(/[^\w.+-]/g, '_')}.tar.gz`;
  const archive = path.join(engine, file);
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
  run('sh', ['-c', `tar ${same.join(' ')} -C "$1" -cf - . | gzip -9n >"$2"`, 'sh', tree, archive]);
  const parts = taken.map((part) => ({ ...part, licences: licencesIn(tree, part.name) }));
  rmSync(tree, { recursive: true });
  const sha256 = sha256Of(readFileSync(archive));
  writeBundle(draft, parts, [{ name: 'engine', file, sha256, format: 'tar.gz', folder: '.' }]);
  return { parts, missing: [] };
}

/** As Debian's machine-readable copyright file names them. */
function licencesIn(tree, name) {
  const file = path.join(tree, 'usr/share/doc', name, 'copyright');
  if (!existsSync(file)) return [];
  const found = readFileSync(file, 'utf8').matchAll(/^License:[ \t]*(\S.*)$/gm);
  return [...new Set([...found].map(([, one]) => one.trim()))];
}

function run(file, args) {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file}: ${error?.message ?? stderr.trim()}`);
}

/** Bytes of each folder below, to be told. */
export const sizeOf = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(path.join(entry.parentPath, entry.name)).length, 0);
