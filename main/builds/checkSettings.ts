import { readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { BuildSettings } from '../../contract/model/build.ts';
import { parseReference } from '../docker/reference.ts';
import { dockerfilePath, folderFailure, readDockerfile } from './findDockerfiles.ts';

/**
 * What can be known to be wrong before anything is begun, each at its field: `invalid-input`, `not-found`,
 * `permission-denied`. Gives the text of the Dockerfile where it is on this computer.
 */
export async function checkSettings(
  settings: BuildSettings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const { source, dockerfile, tags, secrets } = settings;
  for (const [index, tag] of tags.entries()) checkTag(tag, index);
  if (source.type === 'folder') await checkFolder(source.path);
  if (source.type === 'none' && dockerfile.type !== 'text') {
    throw invalid('dockerfile', 'Without a context the Dockerfile must be pasted.');
  }
  for (const [index, secret] of secrets.entries()) {
    const field = `secrets.${index}`;
    if (secret.from === 'env' && env[secret.variable] === undefined) {
      throw invalid(field, `Gantry has no variable ${secret.variable} in its environment.`);
    }
    if (secret.from !== 'file') continue;
    const isFile = await stat(path.resolve(folderOf(settings), secret.path)).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) throw invalid(field, `There is no file ${secret.path}.`);
  }
  if (dockerfile.type === 'text') {
    if (dockerfile.text.trim() === '') throw invalid('dockerfile', 'The Dockerfile is empty.');
    return dockerfile.text;
  }
  return source.type === 'folder' ? readDockerfile(dockerfilePath(source.path, dockerfile)) : undefined;
}

/** Where buildx is run: relative paths of secrets, caches and outputs begin there. */
export const folderOf = ({ source }: BuildSettings): string => (source.type === 'folder' ? source.path : os.homedir());

function checkTag(tag: string, index: number): void {
  try {
    const { digest } = parseReference(tag);
    if (digest !== undefined) throw invalid(`tags.${index}`, 'A digest cannot be chosen: it follows from the content.');
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || thrown.error.code !== 'invalid-input') throw thrown;
    throw new AppFailure({ ...thrown.error, path: ['tags', String(index)] });
  }
}

async function checkFolder(folder: string): Promise<void> {
  if (!path.isAbsolute(folder)) {
    throw invalid('source', 'Write the whole path of the folder, such as /home/me/project.');
  }
  await readdir(folder).catch((thrown: unknown) => {
    throw folderFailure(folder, thrown);
  });
}

const invalid = (field: string, message: string) =>
  new AppFailure({ code: 'invalid-input', path: field.split('.'), message });
