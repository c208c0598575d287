import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSshd } from './ensure-sshd.mjs';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'gantry-ensure-sshd-'))));
afterEach(() => rmSync(home, { recursive: true }));

/** A machine with apt, as far as it matters; `lacking` is a package that it cannot get. */
function machine(lacking?: string) {
  const commands: string[] = [];
  const complaints: string[] = [];
  const run = (file: string, args: readonly string[], cwd: string) => {
    commands.push([file, ...args].join(' '));
    const name = args.at(-1)!;
    if (file === 'apt-get' && name === lacking) return { status: 1, stderr: 'E: Unable to locate package' };
    if (file === 'apt-get' && name !== 'update') writeFileSync(path.join(cwd, `${name}_1.deb`), '');
    if (file === 'dpkg-deb') mkdirSync(path.join(cwd, 'root'));
    if (file === 'cp') {
      mkdirSync(path.join(name, 'usr/sbin'), { recursive: true });
      writeFileSync(path.join(name, 'usr/sbin/sshd'), '');
    }
    return { status: 0, stderr: '' };
  };
  const complain = (line: string) => complaints.push(line);
  return { system: { dir: path.join(home, 'cache/sshd'), run, say: () => {}, complain }, commands, complaints };
}

test('the packages are downloaded and unpacked, not installed, and the next time they are there', () => {
  const { system, commands } = machine();
  expect(ensureSshd(system)).toBe(system.dir);
  expect(existsSync(path.join(system.dir, 'usr/sbin/sshd'))).toBe(true);
  expect(commands.some((command) => /apt-get.* install/.test(command))).toBe(false);
  const before = commands.length;
  expect(ensureSshd(system)).toBe(system.dir);
  expect(commands).toHaveLength(before);
  expect(readdirSync(path.dirname(system.dir))).toEqual(['sshd']);
});

test('where one cannot be had that is said, and nothing is left', () => {
  const { system, complaints } = machine('dropbear-bin');
  expect(ensureSshd(system)).toBeUndefined();
  expect(complaints).toEqual(['E: Unable to locate package', expect.stringContaining('dropbear-bin')]);
  expect(readdirSync(path.dirname(system.dir))).toEqual([]);
});
