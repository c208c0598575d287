import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VmEnd } from '../driver.ts';
import { startSerialLog } from './serialLog.ts';
import { waitForReady } from './waitForReady.ts';

let dir = '';
let serialLog = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-serial-'));
  serialLog = path.join(dir, 'serial.log');
  await writeFile(serialLog, '');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const never = new Promise<VmEnd>(() => {});
const signal = () => new AbortController().signal;
const READY =
  'READY {"version":"1","addresses":["10.0.2.15"],"hostKey":"ssh-ed25519 AAAA","stagesMs":{"initramfs":1500,"ssh":2700}}\r\n';

test('the READY line is found among the kernel’s words, however it is cut', async () => {
  const waiting = waitForReady({ serialLog, ended: never, budgetMs: 10_000 }, signal());
  for (const part of [
    '[    0.0] Linux\r\nWARNING {"code":"data-full","message":"It is full."}\r\nREA',
    READY.slice(3, 40),
    READY.slice(40),
  ]) {
    await appendFile(serialLog, part);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await waiting).toEqual({
    version: '1',
    addresses: ['10.0.2.15'],
    hostKey: 'ssh-ed25519 AAAA',
    stagesMs: { initramfs: 1500, ssh: 2700 },
    warnings: [{ code: 'data-full', message: 'It is full.' }],
  });
});

test('a guest that says why it failed is not waited for', async () => {
  await writeFile(serialLog, 'STAGE data 1\nFAILED {"code":"data-damaged","message":"the disk is damaged"}\n');
  await expect(waitForReady({ serialLog, ended: never, budgetMs: 10_000 }, signal())).rejects.toMatchObject({
    error: {
      message: 'The guest could not start: the disk is damaged',
      detail: 'data-damaged',
      engineText: expect.stringContaining('STAGE data 1'),
    },
  });
  await writeFile(serialLog, 'FAILED no config disk\n');
  await expect(waitForReady({ serialLog, ended: never, budgetMs: 10_000 }, signal())).rejects.toMatchObject({
    error: { message: 'The guest could not start: no config disk' },
  });
});

test('a panic, a READY line of another version and an end of the VM are named', async () => {
  await writeFile(
    serialLog,
    '[ 1.2] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\r\n',
  );
  await expect(waitForReady({ serialLog, ended: never, budgetMs: 10_000 }, signal())).rejects.toMatchObject({
    error: { message: 'The guest’s kernel gave up: VFS: Unable to mount root fs on unknown-block(0,0)' },
  });
  await writeFile(serialLog, 'READY yes\n');
  await expect(waitForReady({ serialLog, ended: never, budgetMs: 10_000 }, signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('not in a way this version understands') },
  });
  await writeFile(serialLog, 'last words\n');
  const ended = Promise.resolve<VmEnd>({ reason: 'killed', message: 'ended by SIGKILL' });
  await expect(waitForReady({ serialLog, ended, budgetMs: 10_000 }, signal())).rejects.toMatchObject({
    error: { message: 'The VM ended while it started: ended by SIGKILL', engineText: 'last words' },
  });
});

test('a hang ends within its budget, and says whether and where the guest stood still', async () => {
  const boot = { serialLog, ended: never, budgetMs: 60 };
  await expect(waitForReady(boot, signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('kernel said nothing') },
  });
  await writeFile(serialLog, 'STAGE root 2\nSTAGE network 3\nsomething\n');
  await expect(waitForReady(boot, signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('the last it did was “network”') },
  });
});

test('it can be cancelled, before and while it waits', async () => {
  const boot = { serialLog, ended: never, budgetMs: 10_000 };
  await expect(waitForReady(boot, AbortSignal.abort())).rejects.toMatchObject({ error: { code: 'cancelled' } });
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 20);
  await expect(waitForReady(boot, abort.signal)).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test('what an earlier start said is not taken for this one’s', async () => {
  await writeFile(serialLog, READY);
  await startSerialLog(serialLog);
  await expect(waitForReady({ serialLog, ended: never, budgetMs: 100 }, signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('said nothing') },
  });
});

test('a guest that says why and ends at once is known by what it said, not by its end', async () => {
  let end: (how: VmEnd) => void = () => {};
  const ended = new Promise<VmEnd>((resolve) => (end = resolve));
  const waiting = waitForReady({ serialLog, ended, budgetMs: 10_000 }, signal());
  waiting.catch(() => {});
  end({ reason: 'stopped' });
  await appendFile(serialLog, 'FAILED {"code":"no-root","message":"There is no root."}\n');
  await expect(waiting).rejects.toMatchObject({
    error: { message: 'The guest could not start: There is no root.', detail: 'no-root' },
  });
});
