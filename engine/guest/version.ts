import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FetchedPackage } from './debian/apt.ts';

/**
 * The name of what is built: the engine's version and a digest of everything that goes in, so that two guests of one
 * name are the same. `sources` are folders of our own files.
 */
export async function guestVersion(packages: readonly FetchedPackage[], sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sha256 } of packages) hash.update(`${name} ${sha256}\n`);
  for (const source of sources) {
    const names = (await readdir(source, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(`${path.relative(source, name)}\0`).update(await readFile(name));
  }
  const engine = packages.find(({ name }) => name === 'docker.io')?.version ?? '0';
  return `${engine.replace(/[^\d.].*$/, '')}-${hash.digest('hex').slice(0, 10)}`;
}
