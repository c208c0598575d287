import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FolderListing } from '../../contract/model/buildContext.ts';
import { folderFailure, isName } from './findDockerfiles.ts';

const MAX_FOLDERS = 200;

/** Folders that begin with the last part of what was typed, in the folder before it. Hidden ones only when asked for. */
export async function listFolders(typed: string, home = os.homedir()): Promise<FolderListing> {
  const text = typed.trim() === '' ? `${home}${path.sep}` : typed.trim().replace(/^~(?=$|[\\/])/, home);
  const isWhole = /[\\/]$/.test(text);
  const folder = path.resolve(isWhole ? text : path.dirname(text));
  const begin = isWhole ? '' : path.basename(text);
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
    throw folderFailure(folder, thrown);
  });
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter((name) => name.toLowerCase().startsWith(begin.toLowerCase()))
    .filter((name) => begin.startsWith('.') || !name.startsWith('.'))
    .sort((a, b) => a.localeCompare(b))
    .slice(0, MAX_FOLDERS);
  const listed = await Promise.all(names.map((name) => inside(path.join(folder, name), name)));
  const parent = path.dirname(folder);
  return {
    path: folder,
    ...(parent !== folder && { parent }),
    folders: listed.filter((entry) => entry !== undefined),
  };
}

/** Undefined for a link that leads to no folder. */
async function inside(folder: string, name: string) {
  try {
    const names = await readdir(folder);
    return { name, path: folder, hasDockerfile: names.some(isName) };
  } catch (thrown) {
    const isFolder = (thrown as NodeJS.ErrnoException).code === 'EACCES';
    return isFolder ? { name, path: folder, hasDockerfile: false } : undefined;
  }
}
