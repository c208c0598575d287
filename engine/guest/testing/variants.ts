import { copyFile, link, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tools } from '../debian/tools.ts';

/**
 * The same guest under another name: what makes it another version to the host and to itself. Built anew it would take
 * half a minute more. `tools`: build tools.
 */
export async function renamedGuest(dir: string, version: string, target: string, tools: Tools): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(dir, 'manifest.json'), 'utf8')) as { version: string };
  if (version.length !== manifest.version.length) throw new Error('Another name must be as long.');
  await mkdir(target, { recursive: true });
  await link(path.join(dir, 'kernel'), path.join(target, 'kernel'));
  const plain = path.join(target, 'initrd.cpio');
  await tools.run('zstd', ['-q', '-d', path.join(dir, 'initrd'), '-o', plain]);
  await replaceAll(plain, manifest.version, version);
  await tools.run('zstd', ['-q', '-1', '--rm', plain, '-o', path.join(target, 'initrd')]);
  await copyFile(path.join(dir, 'root.erofs'), path.join(target, 'root.erofs'));
  await replaceAll(path.join(target, 'root.erofs'), manifest.version, version);
  await writeFile(path.join(target, 'manifest.json'), JSON.stringify({ ...manifest, version }));
  return target;
}

/** What is found is as long as what comes in its place: nothing else of the file moves. */
async function replaceAll(file: string, what: string, by: string): Promise<void> {
  const bytes = await readFile(file);
  const handle = await open(file, 'r+');
  try {
    for (let at = bytes.indexOf(what); at >= 0; at = bytes.indexOf(what, at + 1)) {
      await handle.write(by, at, 'latin1');
    }
  } finally {
    await handle.close();
  }
}
