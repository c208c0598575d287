import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureQemu } from './ensure-qemu.mjs';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'gantry-ensure-qemu-'))));
afterEach(() => rmSync(home, { recursive: true }));

function machine(failing = 'nothing') {
  const commands: string[] = [];
  const complaints: string[] = [];
  let sources = '';
  const keyring = path.join(home, 'keyring.gpg');
  writeFileSync(keyring, '');
  const run = (file: string, args: readonly string[], cwd: string) => {
    const command = [file, ...args.slice(args[0] === '-c' ? 3 : 0)].join(' ').replaceAll(`${cwd}/`, '');
    commands.push(command);
    if (command.includes(failing)) return { status: 100, stderr: 'E: it failed' };
    sources = readFileSync(path.join(cwd, 'sources.list'), 'utf8');
    if (command.includes('install')) writeFileSync(path.join(cwd, 'cache/archives/qemu-system-x86_10.deb'), '');
    if (file === 'dpkg-deb') {
      mkdirSync(path.join(cwd, 'root/usr/bin'), { recursive: true });
      writeFileSync(path.join(cwd, 'root/usr/bin/qemu-system-x86_64'), '');
    }
    return { status: 0, stderr: '' };
  };
  const system = {
    dir: path.join(home, 'cache/qemu'),
    keyring,
    run,
    say: () => {},
    complain: (line: string) => complaints.push(line),
  };
  return { system, commands, complaints, sources: () => sources };
}

test('it is downloaded by a private apt that checks signatures, unpacked and not installed, and the next time it is there', () => {
  const { system, commands, sources } = machine();
  expect(ensureQemu(system)).toBe(system.dir);
  expect(commands).toEqual([
    'apt-get update -o APT::Update::Error-Mode=any',
    'apt-get install -y --no-install-recommends --download-only qemu-system-x86 qemu-system-arm qemu-utils',
    'dpkg-deb -x cache/archives/qemu-system-x86_10.deb root',
  ]);
  expect(sources()).toMatch(/^deb \[signed-by=.*keyring\.gpg\] http:\/\/deb\.debian\.org\/debian trixie main\n$/);
  expect(ensureQemu(system)).toBe(system.dir);
  expect(commands).toHaveLength(3);
  expect(readdirSync(path.dirname(system.dir))).toEqual(['qemu']);
});

test.each(['update', 'install', 'dpkg-deb'])(
  'when %s fails that is said, with what to do, and nothing is left',
  (failing) => {
    const { system, complaints } = machine(failing);
    expect(ensureQemu(system)).toBeUndefined();
    expect(complaints).toEqual(['E: it failed', expect.stringContaining('need QEMU 10')]);
    expect(readdirSync(path.dirname(system.dir))).toEqual([]);
  },
);

test('without Debian’s keys nothing is downloaded', () => {
  const { system, commands, complaints } = machine();
  expect(ensureQemu({ ...system, keyring: path.join(home, 'none') })).toBeUndefined();
  expect(commands).toEqual([]);
  expect(complaints[0]).toContain('is not there');
  expect(existsSync(system.dir)).toBe(false);
});
