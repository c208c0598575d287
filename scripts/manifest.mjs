// The one list of what comes with the app: says what lacks a checksum, and records it where the network allows.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { root } from './ensure-dependencies.mjs';

const USAGE = `Usage: npm run manifest -- check | pin

  check  Says which archives of resources/parts.json have no checksum; fails if there are any
  pin    Downloads those, and records what was got`;

export const manifestFile = () => process.env.GANTRY_PARTS_MANIFEST ?? path.join(root, 'resources/parts.json');

export const readManifest = (file = manifestFile()) => JSON.parse(readFileSync(file, 'utf8'));

/** Every archive of the list, or of some platforms (`linux-x64`), each with its part. */
export const archivesOf = (manifest, platforms) =>
  manifest.parts.flatMap((part) =>
    Object.entries(part.archives)
      .filter(([platform]) => !platforms || platforms.includes(platform))
      .map(([platform, archive]) => ({ part, platform, archive })),
  );

const isPinned = ({ archive }) => /^[0-9a-f]{64}$/.test(archive.sha256 ?? '');

/** One line for each archive that must not be released. */
export const missingChecksums = (manifest, platforms) =>
  archivesOf(manifest, platforms)
    .filter((one) => !isPinned(one))
    .map(({ part, platform, archive }) => `${part.name} ${part.version} for ${platform}: ${archive.url}`);

/** Records what is missing; what cannot be had is given back, line by line. A checksum that is there is never changed. */
export async function pin(file = manifestFile(), say = console.log) {
  const manifest = readManifest(file);
  const known = new Map();
  const failed = [];
  for (const one of archivesOf(manifest).filter((each) => !isPinned(each))) {
    const { url } = one.archive;
    try {
      if (!known.has(url)) known.set(url, await sha256At(url));
      one.archive.sha256 = known.get(url);
      say(`${one.part.name} ${one.part.version} for ${one.platform}: ${one.archive.sha256}`);
    } catch (error) {
      failed.push(`${url}: ${error.cause?.message ?? error.message}`);
    }
  }
  const text = await format(JSON.stringify(manifest), { parser: 'json', printWidth: 120 });
  writeFileSync(`${file}.draft`, text);
  renameSync(`${file}.draft`, file);
  return failed;
}

async function sha256At(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const hash = createHash('sha256');
  for await (const chunk of response.body) hash.update(chunk);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command] = process.argv.slice(2);
  if (command === 'check') {
    const missing = missingChecksums(readManifest());
    for (const line of missing) console.error(`No checksum: ${line}`);
    console.log(
      missing.length === 0 ? 'Every archive has its checksum.' : `${missing.length} archives cannot be released.`,
    );
    process.exitCode = missing.length === 0 ? 0 : 1;
  } else if (command === 'pin') {
    const failed = await pin();
    for (const line of failed) console.error(`Not recorded: ${line}`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}
