import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { StackFiles } from '../../../contract/model/stack.ts';
import { invalidPath } from '../../storage/fileFailure.ts';

/** In Compose's own order of preference. */
const USUAL = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** `~` is the person's home; a path that is not absolute would depend on where the app was started. */
export function absolutePath(given: string, home = homedir()): string {
  const expanded = given === '~' || /^~[/\\]/.test(given) ? path.join(home, given.slice(1)) : given;
  if (path.isAbsolute(expanded)) return path.normalize(expanded);
  throw invalidPath(`“${given}” is not a whole path.`, 'Begin it with / or ~.');
}

/**
 * The file that is meant: the path itself, or what Compose would take of a folder. Only what is called like YAML is
 * opened: a page of the app must not become a way to read and write any file.
 */
export async function fileMeant(given: string, isKnown: (file: string) => boolean): Promise<string> {
  const asked = absolutePath(given);
  const isFolder = await stat(asked).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    if (/\.ya?ml$/i.test(asked) || isKnown(asked)) return asked;
    throw invalidPath(`${asked} is no Compose file by its name.`, 'Choose a file that ends with .yaml or .yml.');
  }
  const names = await readdir(asked).catch((): string[] => []);
  return path.join(asked, USUAL.find((name) => names.includes(name)) ?? 'compose.yaml');
}

/** What `docker compose` takes in that folder: an override beside the usual file is read with it. */
export function usualStack(file: string, names: readonly string[]): StackFiles {
  const folder = path.dirname(file);
  const base = USUAL.find((name) => names.includes(name));
  const override = OVERRIDES.find((name) => names.includes(name));
  const name = path.basename(file);
  const isOfPair = base !== undefined && override !== undefined && (name === base || name === override);
  const configFiles = isOfPair ? [path.join(folder, base), path.join(folder, override)] : [file];
  return { workingDir: folder, configFiles, envFiles: [], profiles: [] };
}
