import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { DockerfileChoice } from '../../contract/model/build.ts';

const NAME = /^(Dockerfile|Containerfile)$|^(Dockerfile|Containerfile)[._-][\w.-]+$|\.(Dockerfile|Containerfile)$/i;
const MAX_FOLDERS = 200;
const MAX_FOUND = 50;
/** A Dockerfile of a megabyte is none. */
const MAX_BYTES = 1_000_000;

/** Dockerfiles in a folder and in its folders, relative, the likely one first. Rejects when it cannot be listed. */
export async function findDockerfiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((thrown: unknown) => {
    throw folderFailure(root, thrown);
  });
  const found = entries.filter((entry) => !entry.isDirectory() && isName(entry.name)).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory() && !/^(\.git|node_modules)$/.test(entry.name));
  for (const { name } of folders.slice(0, MAX_FOLDERS)) {
    const inside = await readdir(path.join(root, name)).catch(() => []);
    found.push(...inside.filter(isName).map((file) => `${name}/${file}`));
  }
  return found.sort((a, b) => likelihood(a) - likelihood(b) || a.localeCompare(b)).slice(0, MAX_FOUND);
}

export const isName = (name: string): boolean => NAME.test(name) && !name.endsWith('.dockerignore');

function likelihood(file: string): number {
  const place = file.includes('/') ? 10 : 0;
  return place + (/(^|\/)Dockerfile$/.test(file) ? 0 : /(^|\/)Containerfile$/.test(file) ? 1 : 2);
}

/** Where the Dockerfile of a folder is. */
export const dockerfilePath = (root: string, dockerfile: Exclude<DockerfileChoice, { type: 'text' }>): string =>
  path.resolve(root, dockerfile.type === 'default' ? 'Dockerfile' : dockerfile.path);

/** Its text. Rejects with `not-found`, which says what to do, with `permission-denied` or `invalid-input`. */
export async function readDockerfile(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > MAX_BYTES) throw new AppFailure(tooBig(file));
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (thrown instanceof AppFailure) throw thrown;
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new AppFailure({
        code: 'permission-denied',
        message: `${path.basename(file)} cannot be read.`,
        hint: 'Make the file readable for your user.',
        engineText: message,
      });
    }
    throw new AppFailure({
      code: 'not-found',
      message: `There is no ${path.basename(file)} in ${path.dirname(file)}.`,
      hint: 'Choose another file, paste a Dockerfile, or choose another folder.',
      engineText: message,
    });
  }
}

const tooBig = (file: string) =>
  ({
    code: 'invalid-input',
    path: ['dockerfile'],
    message: `${path.basename(file)} is no Dockerfile: it is larger than a megabyte.`,
  }) as const;

/** Why a folder cannot be listed. */
export function folderFailure(folder: string, thrown: unknown): AppFailure {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppFailure({
      code: 'permission-denied',
      message: `You may not read the folder ${folder}.`,
      hint: 'Give your user the right to read it, or choose another folder.',
      engineText: message,
    });
  }
  return new AppFailure({
    code: 'not-found',
    message: code === 'ENOTDIR' ? `${folder} is not a folder.` : `There is no folder ${folder}.`,
    hint: 'Check the path: it is one of the computer that Gantry runs on.',
    engineText: message,
  });
}
