import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';

/** What is of no use where the kernel is Microsoft's. */
const LEFT_OUT = /^usr\/lib\/modules(\/|$)/;

/**
 * The whole of / as a tar for `wsl --import`: the skeleton, and the root's tree as /usr. Sorted, owned by root, without times.
 * `usrDir` is the tree that the EROFS was made of.
 */
export async function writeRootTar(usrDir: string, targetFile: string): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createWriteStream(targetFile));
  const skeleton = path.join(usrDir, 'lib/gantry/skeleton');
  try {
    await addFolder(archive, skeleton, '');
    archive.entry({ ...COMMON, name: 'usr/', type: 'directory', mode: 0o755 });
    await addFolder(archive, usrDir, 'usr/');
    archive.finalize();
  } catch (error) {
    archive.destroy(error as Error);
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}

const COMMON = { uid: 0, gid: 0, uname: 'root', gname: 'root', mtime: new Date(0) } as const;

async function addFolder(archive: Pack, dir: string, prefix: string): Promise<void> {
  for (const name of (await readdir(dir)).sort()) {
    const file = path.join(dir, name);
    const inArchive = `${prefix}${name}`;
    if (LEFT_OUT.test(inArchive)) continue;
    const found = await lstat(file);
    const entry = { ...COMMON, name: inArchive, mode: found.mode & 0o7777 };
    if (found.isDirectory()) {
      archive.entry({ ...entry, name: `${inArchive}/`, type: 'directory' });
      await addFolder(archive, file, `${inArchive}/`);
    } else if (found.isSymbolicLink()) {
      archive.entry({ ...entry, type: 'symlink', linkname: await readlink(file), mode: 0o777 });
    } else {
      await pipeline(createReadStream(file), archive.entry({ ...entry, size: found.size }));
    }
  }
}
