import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { elfNeeds } from './elf.ts';

/** Libraries and loaders that a program of the root asks for and that the root does not have: `program: library`. */
export async function missingLibraries(rootDir: string): Promise<readonly string[]> {
  const files = (await readdir(rootDir, { recursive: true, withFileTypes: true })).filter((one) => !one.isDirectory());
  const present = new Set(files.map(({ name }) => name));
  const missing: string[] = [];
  for (const entry of files) {
    if (!entry.isFile() || entry.name.endsWith('.ko')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const needs = elfNeeds(await readFile(file));
    if (!needs) continue;
    const wanted = [...needs.libraries, ...(needs.interpreter ? [path.basename(needs.interpreter)] : [])];
    for (const one of wanted) if (!present.has(one)) missing.push(`${path.relative(rootDir, file)}: ${one}`);
  }
  return missing;
}
