import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKeyPair } from '../../ssh/index.ts';
import { createGuestLink, type GuestLink } from '../engine/link.ts';
import { placeFolders } from './folders.ts';
import { type ServedFolder, mountFolder, serveFolder } from './guestShares.ts';
import { type GuestWithoutVm, startGuestWithoutVm } from './testing/guestWithoutVm.ts';

const run = promisify(execFile);

describe('a folder of the host in the guest’s own sshfs', { timeout: 60_000 }, () => {
  let dir = '';
  let guest: GuestWithoutVm;
  let link: GuestLink;
  let served: ServedFolder;
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
    const [folder] = placeFolders([{ path: dir, isReadOnly: false }], 'linux');
    await mountFolder(link, folder!);
    served = serveFolder(link, folder!);
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
    await sh('echo from the guest >there');
    expect(await readFile(path.join(dir, 'there'), 'utf8')).toBe('from the guest\n');
    await run('true');
  });
});
