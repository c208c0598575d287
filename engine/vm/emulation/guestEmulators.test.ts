import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Duplex, Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServedGuest } from '../engine/guestService.ts';
import type { GuestLink } from '../engine/link.ts';
import { createEmulation, putEmulators, removeEmulators } from './guestEmulators.ts';

let dir = '';
let commands: string[] = [];
let sent: Record<string, string> = {};
let there = '';
let status = 0;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-emulators-'));
  [commands, sent, there, status] = [[], {}, '', 0];
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const link = {
  run: (command: string) => {
    commands.push(command);
    return Promise.resolve({ status, stdout: there, stderr: status === 0 ? '' : 'no such module' });
  },
  begin: (command: string) => {
    const name = /emulators\/(\w+)$/.exec(command)?.[1] ?? '';
    const io = new Duplex({
      read() {
        this.push(null);
      },
      write(chunk: Buffer, _encoding, done) {
        sent[name] = (sent[name] ?? '') + chunk.toString();
        done();
      },
    });
    return Promise.resolve({ io, stderr: Readable.from([]), exitCode: Promise.resolve(0) });
  },
} as unknown as GuestLink;

test('what the guest does not have in this size is copied, and the kernel is told', async () => {
  await writeFile(path.join(dir, 'emulator-aarch64'), 'emulates arm64');
  await writeFile(path.join(dir, 'emulator-riscv64'), 'emulates riscv');
  await writeFile(path.join(dir, 'kernel'), 'no emulator');
  there = 'aarch64 14\nriscv64 3\n';
  await putEmulators(link, dir);
  expect(sent).toEqual({ riscv64: 'emulates riscv' });
  expect(commands.at(-1)).toBe('/usr/lib/gantry/emulators');
});

test('an app that came without emulators says so, and a guest that cannot take them too', async () => {
  await expect(putEmulators(link, dir)).rejects.toMatchObject({ error: { code: 'not-found' } });
  await writeFile(path.join(dir, 'emulator-aarch64'), 'x');
  status = 1;
  await expect(putEmulators(link, dir)).rejects.toMatchObject({ error: { engineText: 'no such module' } });
});

test('when they are not wanted any more, folder and registration go', async () => {
  await removeEmulators(link);
  expect(commands).toEqual([
    expect.stringMatching(/rm -r \/var\/lib\/gantry\/emulators && \/usr\/lib\/gantry\/emulators/),
  ]);
});

test('what was chosen is brought to the guest that runs, and again when it changes', async () => {
  await writeFile(path.join(dir, 'emulator-arm64'), 'static');
  let isWanted = false;
  const emulation = createEmulation({ guestDir: dir, isWanted: () => isWanted });
  const end = await emulation.service.serve({ link } as ServedGuest);
  expect(sent).toEqual({});
  isWanted = true;
  await emulation.update();
  expect(sent).toEqual({ arm64: 'static' });
  await end();
  commands = [];
  await emulation.update();
  expect(commands).toEqual([]);
});

test('without emulators the choice is refused with what to do, and the guest starts all the same', async () => {
  const emulation = createEmulation({ guestDir: path.join(dir, 'none'), isWanted: () => true });
  await expect(emulation.update()).rejects.toMatchObject({ error: { code: 'not-found', hint: expect.any(String) } });
  await emulation.service.serve({ link } as ServedGuest);
});
