import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKeyPair } from '../../ssh/index.ts';
import { createGuestLink, type GuestLink } from '../engine/link.ts';
import { type PlacedFolder, placeFolders } from './folders.ts';
import { type ServedFolder, mountFolder, mountedFolders, serveFolder, unmountFolder } from './guestShares.ts';
import { type GuestWithoutVm, startGuestWithoutVm } from './testing/guestWithoutVm.ts';

describe('a folder of the host in the guest’s own sshfs', { timeout: 60_000 }, () => {
  let dir = '';
  let guest: GuestWithoutVm;
  let link: GuestLink;
  let served: ServedFolder;
  let folder: PlacedFolder;
  const sh = async (command: string): Promise<string> => {
    const { stdout, stderr, status } = await link.run(`cd '${dir}' && ${command}`, { timeoutMs: 50_000 });
    if (status !== 0) throw new Error(`${command}: ${status} ${stderr}`);
    return stdout;
  };

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'gantry-shared-'));
    const key = makeKeyPair();
    guest = await startGuestWithoutVm(key);
    link = createGuestLink((signal) => guest.connect(signal));
    [folder] = placeFolders([{ path: dir, isReadOnly: false }], 'linux') as [PlacedFolder];
    await mountFolder(link, folder);
    served = serveFolder(link, folder);
  }, 120_000);
  afterAll(async () => {
    await served?.release();
    link?.close();
    await guest?.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('what is written here is read there, and the other way round', async () => {
    await writeFile(path.join(dir, 'here'), 'from the host');
    expect(await sh('cat here')).toBe('from the host');
    await sh('echo from the guest >there && chmod 750 there && ln -s /x link && mkdir -p a/b && mv there a/b/');
    expect(await readFile(path.join(dir, 'a/b/there'), 'utf8')).toBe('from the guest\n');
    expect((await stat(path.join(dir, 'a/b/there'))).mode & 0o777).toBe(0o750);
    expect(await readlink(path.join(dir, 'link'))).toBe('/x');
    await sh('rm -r a link here && chown 999 . && touch -d "2001-02-03 04:05:06" .');
    expect(await readdir(dir)).toEqual([]);
  });

  test('many files, and a large one, come out as they went in', async () => {
    await sh('for d in 1 2 3 4 5; do mkdir $d; for f in 1 2 3 4 5 6 7 8 9 10; do echo $d $f >$d/$f; done; done');
    expect((await readdir(dir, { recursive: true })).length).toBe(55);
    await sh('dd if=/dev/urandom of=big bs=65536 count=64 2>/dev/null');
    const here = createHash('sha256')
      .update(await readFile(path.join(dir, 'big')))
      .digest('hex');
    expect(await sh('sha256sum big')).toBe(`${here}  big\n`);
  });

  test('after a lost connection the same mount works on', async () => {
    await sh('echo before >kept');
    await guest.cutConnections();
    await writeFile(path.join(dir, 'kept'), 'after');
    await expect.poll(() => sh('cat kept').catch(() => ''), { timeout: 40_000 }).toBe('after');
  });

  test('a folder that is no longer shared is gone there', async () => {
    await unmountFolder(link, folder.id);
    await served.release();
    expect(await mountedFolders(link)).toEqual([]);
    const { status } = await link.run(`ls '${dir}'`, { timeoutMs: 20_000 });
    expect(status).not.toBe(0);
  });
});
