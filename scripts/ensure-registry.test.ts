import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureRegistry } from './ensure-registry.mjs';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'gantry-ensure-registry-'))));
afterEach(() => rmSync(home, { recursive: true }));

function machine(failing: readonly string[] = []) {
  const commands: string[] = [];
  const complaints: string[] = [];
  const left = [...failing];
  const run = (file: string, args: readonly string[], cwd: string) => {
    const command = [file, ...args].join(' ').replace('-q -o APT::Sandbox::User=root ', '');
    commands.push(command);
    const at = left.indexOf(command);
    if (at >= 0) {
      left.splice(at, 1);
      return { status: 1, stderr: 'E: Unable to locate package' };
    }
    if (command.startsWith('apt-get download')) writeFileSync(path.join(cwd, 'docker-registry_2.deb'), '');
    if (file === 'dpkg-deb') {
      mkdirSync(path.join(cwd, 'root/usr/bin'), { recursive: true });
      writeFileSync(path.join(cwd, 'root/usr/bin/docker-registry'), '');
    }
    return { status: 0, stderr: '' };
  };
  const system = {
    dir: path.join(home, 'cache/registry'),
    path: '',
    run,
    say: () => {},
    complain: (line: string) => complaints.push(line),
  };
  return { system, commands, complaints };
}

const DOWNLOAD = 'apt-get download docker-registry';

test('the package is downloaded and unpacked, not installed, and the next time it is there', () => {
  const { system, commands } = machine();
  const program = ensureRegistry(system);
  expect(program).toBe(path.join(system.dir, 'usr/bin/docker-registry'));
  expect(existsSync(program!)).toBe(true);
  expect(commands).toEqual([DOWNLOAD, 'dpkg-deb -x docker-registry_2.deb root']);
  expect(ensureRegistry(system)).toBe(program);
  expect(commands).toHaveLength(2);
  expect(readdirSync(path.dirname(system.dir))).toEqual(['registry']);
});

test('package lists that are absent are read first', () => {
  const { system, commands } = machine([DOWNLOAD]);
  expect(ensureRegistry(system)).toBeDefined();
  expect(commands.slice(0, 3)).toEqual([DOWNLOAD, 'apt-get update', DOWNLOAD]);
});

test('where it cannot be had that is said, with what to do, and nothing is left', () => {
  const { system, complaints } = machine([DOWNLOAD, DOWNLOAD]);
  expect(ensureRegistry(system)).toBeUndefined();
  expect(complaints).toEqual(['E: Unable to locate package', expect.stringMatching(/put the program .* on the PATH/)]);
  expect(readdirSync(path.dirname(system.dir))).toEqual([]);
});

test('one that is installed already is taken', () => {
  const { system, commands } = machine();
  writeFileSync(path.join(home, 'docker-registry'), '');
  expect(ensureRegistry({ ...system, path: home })).toBe(path.join(home, 'docker-registry'));
  expect(commands).toEqual([]);
});
