// What a release has beside its installers: checksums and their signature, the list of its parts, and the .deb in the
// file that electron-updater reads.
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const DOCUMENTS = /\.(yml|blockmap)$|^SHA256SUMS|^checksums\.json/;

/** `key` is an Ed25519 private key (PEM); throws without one, as an app refuses what is not signed. */
export function writeReleaseFiles(dir, key) {
  if (!key) throw new Error('RELEASE_KEY is missing: nothing is released without a signature.');
  for (const name of readdirSync(dir)) {
    if (/-linux(-arm64)?\.yml$/.test(name)) addDeb(dir, name);
  }
  const names = readdirSync(dir)
    .filter((name) => !DOCUMENTS.test(name))
    .sort();
  const digests = names.map((name) => ({ name, ...digestsOf(path.join(dir, name)) }));
  writeFileSync(path.join(dir, 'SHA256SUMS'), digests.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  // The version is signed with the rest: without it an old release could be offered under a new number.
  const version = versionOf(dir);
  const text = JSON.stringify({
    version,
    files: Object.fromEntries(digests.map(({ name, sha512 }) => [name, { sha512 }])),
  });
  writeFileSync(path.join(dir, 'checksums.json'), text);
  writeFileSync(
    path.join(dir, 'checksums.json.sig'),
    sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64'),
  );
}

/** What the update files say: all of them the same. */
function versionOf(dir) {
  const versions = readdirSync(dir)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => parse(readFileSync(path.join(dir, name), 'utf8'))?.version)
    .filter((version) => version !== undefined);
  const [version, ...others] = new Set(versions);
  if (!version || others.length > 0)
    throw new Error(`A release has one version, not ${versions.join(', ') || 'none'}.`);
  return version;
}

function digestsOf(file) {
  const bytes = readFileSync(file);
  const digest = (kind, encoding) => createHash(kind).update(bytes).digest(encoding);
  return { sha256: digest('sha256', 'hex'), sha512: digest('sha512', 'base64') };
}

/** electron-builder did not make the .deb, so it does not know of it. */
function addDeb(dir, name) {
  const file = path.join(dir, name);
  const info = parse(readFileSync(file, 'utf8'));
  const arch = name.includes('-arm64') ? 'arm64' : 'amd64';
  const deb = `gantry_${info.version.replace('-', '~')}_${arch}.deb`;
  if (!existsSync(path.join(dir, deb))) throw new Error(`${name} is for ${deb}, which is not there.`);
  const entry = { url: deb, sha512: digestsOf(path.join(dir, deb)).sha512, size: statSync(path.join(dir, deb)).size };
  const files = [...info.files.filter(({ url }) => url !== deb), entry];
  writeFileSync(file, stringify({ ...info, files }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeReleaseFiles(path.resolve(process.argv[2] ?? 'release'), process.env.RELEASE_KEY);
}
