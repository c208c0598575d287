import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Dirent } from 'node:fs';
import { folderFailure } from '../../builds/findDockerfiles.ts';
import { type FoundStack, stackInFolder } from './inFolder.ts';

/** The folder itself is 0. */
const MAX_DEPTH = 4;
const MAX_FOLDERS = 1500;
/** Folders of others: what packages bring with them is nobody's stack. */
const SKIPPED = new Set(['node_modules', 'vendor', '__pycache__', 'site-packages', 'bower_components']);

export interface FolderScan {
  /** By folder, the nearest first. */
  readonly found: readonly FoundStack[];
  /** All that were looked into. */
  readonly folders: readonly string[];
  /** There are more than were looked into. */
  readonly isCut: boolean;
}

/**
 * Looks for stacks in a folder and in what is in it, the near ones first; links are not followed. Rejects with
 * `not-found` or `permission-denied` when the folder itself cannot be listed.
 */
export async function scanFolder(root: string, signal?: AbortSignal): Promise<FolderScan> {
  const found: FoundStack[] = [];
  const folders: string[] = [];
  let isCut = false;
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      signal?.throwIfAborted();
      if (folders.length >= MAX_FOLDERS) return { found, folders, isCut: true };
      const entries = await list(folder, root);
      folders.push(folder);
      const stack = await stackInFolder(folder, new Set(entries.filter((one) => !one.isDirectory()).map(nameOf)));
      if (stack) found.push(stack);
      next.push(...entries.filter(isLookedInto).map(({ name }) => path.join(folder, name)));
    }
    if (depth === MAX_DEPTH) isCut ||= next.length > 0;
    level = depth === MAX_DEPTH ? [] : next;
  }
  return { found, folders, isCut };
}

const nameOf = ({ name }: Dirent): string => name;

const isLookedInto = (entry: Dirent): boolean =>
  entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name);

async function list(folder: string, root: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (thrown) {
    if (folder === root) throw folderFailure(folder, thrown);
    return []; // one that may not be read, or has just gone
  }
}
