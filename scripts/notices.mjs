// What a package says of its parts: an SBOM (CycloneDX) and the texts of all licences, into .cache/notices.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './ensure-dependencies.mjs';

export const noticesDir = path.join(root, '.cache/notices');

/** `parts` is what `prepareParts` put together for one platform. */
export function writeNotices(parts, out = noticesDir) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'sbom.cdx.json'), `${JSON.stringify(withParts(npmSbom(), parts), null, 2)}\n`);
  const page = path.join(root, 'dist/renderer/licences.md');
  const text = [
    'Gantry is under the Apache License 2.0. It comes with the work of others, under the licences below.\n',
    ...parts.map(partNotice),
    ...productionPackages().map(packageNotice),
    existsSync(page) ? `${RULE}In the page\n\n${readFileSync(page, 'utf8')}` : '',
    `${RULE}Gantry\n\n${readFileSync(path.join(root, 'LICENSE'), 'utf8')}`,
  ].join('\n');
  writeFileSync(path.join(out, 'LICENCES.txt'), text);
}

const RULE = `${'-'.repeat(80)}\n`;

const partNotice = ({ name, version, licences = [], homepage }) => {
  const words = licences.join(', ') || 'see its sources';
  const text = homepage && licences.includes('Apache-2.0') ? ' The text is at the end, under “Gantry”.' : '';
  return `${RULE}${name} ${version}: ${words}${homepage ? ` (${homepage})` : ''}.${text}\n`;
};

const packageNotice = (one) => `${RULE}${one.name} ${one.version}: ${one.licence}\n\n${one.text.trim()}\n`;

/** What npm installs for production, each with its licence's text; throws for one that has none. */
export function productionPackages() {
  return folders().map((folder) => {
    const { name, version, license, licenses } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const text = licenceText(folder, name);
    if (text === undefined) throw new Error(`${name} has no licence text: add resources/licences/${fileName(name)}.`);
    return { name, version, licence: license ?? licenses?.map(({ type }) => type).join(' OR '), text };
  });
}

function licenceText(folder, name) {
  const own = readdirSync(folder).find((file) => /^(licen[sc]e|copying)([.-]|$)/i.test(file));
  const kept = path.join(root, 'resources/licences', fileName(name));
  const file = own ? path.join(folder, own) : existsSync(kept) ? kept : undefined;
  return file && readFileSync(file, 'utf8');
}

const fileName = (name) => `${name.replace('/', '__')}.txt`;

function nameAndVersion(folder) {
  const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return `${name}@${version}`;
}

const folders = () => npm('ls', '--omit=dev', '--all', '--parseable').trim().split('\n').slice(1);

/** Its own `--omit dev` leaves out what tools for development need as well: what is packed is chosen by its folder. */
function npmSbom() {
  const sbom = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx'));
  const packed = new Set(folders().map(nameAndVersion));
  const components = sbom.components.filter((one) => packed.has(one['bom-ref']));
  const kept = new Set([sbom.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])]);
  const dependencies = sbom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  return { ...sbom, components, dependencies };
}

/** The engine's parts, the guest and its packages beside what npm knows. */
export const withParts = (sbom, parts) => ({
  ...sbom,
  components: [
    ...sbom.components,
    ...parts.map(({ name, version, source, sha256, licences = [], url }) => ({
      type: 'application',
      'bom-ref': `${source}:${name}@${version}`,
      name,
      version,
      purl: `pkg:${source === 'debian' ? 'deb/debian' : 'generic'}/${name}@${encodeURIComponent(version)}`,
      ...(sha256 && { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
      ...(licences.length > 0 && { licenses: licences.map((licence) => ({ license: { name: licence } })) }),
      ...(url && { externalReferences: [{ type: 'distribution', url }] }),
    })),
  ],
});

function npm(...args) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}
