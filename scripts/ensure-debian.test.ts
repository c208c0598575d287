import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureDebian } from './ensure-debian.mjs';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'gantry-ensure-debian-'))));
afterEach(() => rmSync(home, { recursive: true }));

const TARGETS = [
  'bookworm-security main http://security.example http://security.example/debian-security/',
  'bookworm contrib http://deb.example http://deb.example/debian/',
  'bookworm main http://deb.example http://deb.example/debian/',
].join('\n');

/** A machine on which each program does what it would, but for those that fail. */
function machine({ failing = '', id = 'debian', isRoot = true, installed = false } = {}) {
  const commands: { readonly command: string; readonly env: object }[] = [];
  const bin = path.join(home, 'bin');
  if (installed) {
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'debootstrap'), '');
  }
  const run = (file: string, args: readonly string[], cwd: string, env = {}) => {
    const command = [file, ...args].join(' ').replaceAll(cwd, '.');
    commands.push({ command, env });
    if (failing && command.includes(failing)) return { status: 1, stdout: '', stderr: 'E: no network' };
    if (command.includes(' download ')) writeFileSync(path.join(cwd, 'debootstrap_1_all.deb'), '');
    if (file === 'tar') writeFileSync(path.join(cwd, 'base.tar'), 'files');
    return { status: 0, stdout: command.includes('indextargets') ? TARGETS : '', stderr: '' };
  };
  const dir = path.join(home, 'cache/debian');
  const release = () => `ID=${id}\nVERSION_CODENAME=bookworm\n`;
  return { commands, system: { dir, path: bin, isRoot, release, run, say: () => {} } };
}

test('a base image is made of the packages that apt gets, by a debootstrap that is not installed, and the next time it is there', () => {
  const { system, commands } = machine();
  const { file } = ensureDebian(system);
  expect(file).toBe(path.join(system.dir, 'bookworm.tar'));
  const made = commands.find(({ command }) => command.startsWith('sh '));
  expect(made?.command).toMatch(
    /^sh \S+debootstrap --variant=minbase bookworm \S+base http:\/\/deb\.example\/debian\/$/,
  );
  expect(made?.env).toEqual({ DEBOOTSTRAP_DIR: expect.stringContaining('usr/share/debootstrap') });
  expect(readdirSync(system.dir)).toEqual(['bookworm.tar']);
  const { length } = commands;
  expect(ensureDebian(system)).toEqual({ file });
  expect(commands).toHaveLength(length);
});

test('one that is installed is used', () => {
  const { system, commands } = machine({ installed: true });
  expect(ensureDebian(system)).toHaveProperty('file');
  expect(commands.some(({ command }) => command.includes('download'))).toBe(false);
});

test.each([
  ['another system', { id: 'fedora' }, /neither Debian nor Ubuntu/],
  ['nobody of importance', { isRoot: false }, /Only root/],
  ['no package lists', { failing: 'indextargets' }, /no place to get packages/],
  ['no debootstrap', { failing: 'download' }, /debootstrap cannot be had: E: no network/],
  ['no network', { failing: 'minbase' }, /could not make it: E: no network/],
  ['no room', { failing: 'base.tar' }, /could not be packed/],
])('with %s it is said why there is none, and nothing is left', (_, options, why) => {
  const { system } = machine(options);
  expect(ensureDebian(system)).toEqual({ missing: expect.stringMatching(why) });
  expect(readdirSync(home, { recursive: true }).filter((one) => String(one).includes('draft'))).toEqual([]);
});
