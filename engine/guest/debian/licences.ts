import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licences that a package's copyright file names, sorted; empty where it is not written for machines
 * (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/). Its full text is in the guest, under
 * /usr/share/doc.
 */
export function licencesOf(copyright: string): readonly string[] {
  if (!/^Format: \S*copyright-format/m.test(copyright)) return [];
  const names = [...copyright.matchAll(/^License: *(\S.*)$/gm)].map(([, name = '']) => name.trim());
  return [...new Set(names)].sort();
}

/** A package whose documents are a link to those of another has that one's. */
export async function readLicences(packagesDir: string, name: string): Promise<readonly string[]> {
  const file = path.join(packagesDir, 'usr/share/doc', name, 'copyright');
  return licencesOf(await readFile(file, 'utf8').catch(() => ''));
}
