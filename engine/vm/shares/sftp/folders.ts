import type { Stats } from 'node:fs';
import { link, lstat, mkdir, chmod, readdir, readlink, rename, symlink } from 'node:fs/promises';
import type { SharedTree } from '../tree/sharedTree.ts';
import type { OpenFolder } from './handles.ts';
import { STATUS } from './protocol.ts';
import { SftpProblem } from './problem.ts';
import { type Named, namedBytes } from './replies.ts';

/** sshfs takes 128 KB; a batch is kept small so that the first names are there soon. */
const BATCH_BYTES = 48 * 1024;
const BATCH_NAMES = 256;

export function openFolder(tree: SharedTree, path: Buffer): Promise<OpenFolder> {
  return tree.at(path, async (hostPath) => {
    await assertFolder(hostPath);
    const names = await readdir(hostPath, { encoding: 'buffer' });
    return { type: 'folder', path, names: [...names, Buffer.from('..'), Buffer.from('.')] };
  });
}

async function assertFolder(hostPath: Buffer): Promise<Stats> {
  const stats = await lstat(hostPath);
  if (!stats.isDirectory()) throw new SftpProblem(STATUS.failure, 'ENOTDIR');
  return stats;
}

/** The next names with what they are; none at the end. What has gone meanwhile is left out. */
export async function readFolder(tree: SharedTree, folder: OpenFolder): Promise<readonly Named[]> {
  while (folder.names.length > 0) {
    const batch: Buffer[] = [];
    let bytes = 0;
    while (batch.length < BATCH_NAMES && bytes < BATCH_BYTES) {
      const name = folder.names.pop();
      if (!name) break;
      batch.push(name);
      bytes += namedBytes({ name }) + 32;
    }
    const named = await tree.at(folder.path, async (hostPath) => {
      const own = await assertFolder(hostPath);
      return Promise.all(batch.map((name) => look(hostPath, name, own)));
    });
    const there = named.filter((one) => one !== undefined);
    if (there.length > 0) return there;
  }
  return [];
}

async function look(folder: Buffer, name: Buffer, own: Stats): Promise<Named | undefined> {
  const text = name.toString('latin1');
  // What the parent is, is the guest's to know: at the top of a share it is none of its business.
  if (text === '.' || text === '..') return { name, stats: own };
  try {
    return { name, stats: await lstat(Buffer.concat([folder, SEPARATOR, name])) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const SEPARATOR = Buffer.from('/'); // Windows takes it too.

export function makeFolder(tree: SharedTree, path: Buffer, mode: number | undefined): Promise<void> {
  return tree.at(path, async (hostPath) => {
    await mkdir(hostPath, mode);
    if (mode !== undefined) await chmod(hostPath, mode);
  });
}

export function readLink(tree: SharedTree, path: Buffer): Promise<Buffer> {
  return tree.at(path, (hostPath) => readlink(hostPath, { encoding: 'buffer' }));
}

/** A link's text is only text: where it leads is the guest's to see, in its own tree. */
export function makeLink(tree: SharedTree, text: Buffer, path: Buffer): Promise<void> {
  return tree.alone([path], (hostPath) => symlink(text, hostPath));
}

export function makeHardLink(tree: SharedTree, from: Buffer, to: Buffer): Promise<void> {
  return tree.alone([from, to], async (hostFrom, hostTo) => {
    // Some systems follow a link here, which may lead out.
    if (!(await lstat(hostFrom!)).isFile()) throw new SftpProblem(STATUS.failure, 'EPERM');
    await link(hostFrom!, hostTo!);
  });
}

/** In the place of what is there, in one step, or (`false`) only where nothing is. */
export function renameEntry(tree: SharedTree, from: Buffer, to: Buffer, mayReplace: boolean): Promise<void> {
  return tree.alone([from, to], async (hostFrom, hostTo) => {
    if (!mayReplace && (await isThere(hostTo!))) throw new SftpProblem(STATUS.failure, 'EEXIST');
    await rename(hostFrom!, hostTo!);
  });
}

const isThere = (hostPath: Buffer): Promise<boolean> =>
  lstat(hostPath).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
