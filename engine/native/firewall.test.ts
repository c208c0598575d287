import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bridgeName, removals, wrapperScript } from './firewall.ts';

let dir = '';
let wrapper = '';

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-wrapper-'));
  const program = path.join(dir, 'iptables');
  // Stands for iptables: says what it was asked, and fails when asked to.
  await writeFile(program, '#!/bin/sh\nfor a; do printf "<%s>" "$a"; done; echo\n[ "$1" != fail ]\n', { mode: 0o755 });
  wrapper = path.join(dir, 'wrapper');
  await writeFile(wrapper, wrapperScript(program, '1a2b3c'), { mode: 0o755 });
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const ask = (...args: string[]) => execFileSync(wrapper, args, { encoding: 'utf8' }).trim();

test('Docker’s chains get names of this engine; all else passes as it is', () => {
  expect(ask('-t', 'nat', '-A', 'DOCKER', '-j', 'DOCKER-USER')).toBe('<-t><nat><-A><GT-1a2b3c><-j><GT-1a2b3c-USER>');
  expect(ask('-I', 'DOCKERS', '-m', 'comment', '--comment', 'two  words; $HOME *')).toBe(
    '<-I><DOCKERS><-m><comment><--comment><two  words; $HOME *>',
  );
});

test('lists are answered with the names that dockerd knows', () => {
  expect(ask('-S', 'DOCKER-FORWARD')).toBe('<-S><DOCKER-FORWARD>');
});

test('a failure stays a failure', () => {
  expect(() => execFileSync(wrapper, ['fail'], { stdio: 'ignore' })).toThrow('Command failed');
  expect(() => execFileSync(wrapper, ['fail', '-S', 'DOCKER'], { stdio: 'ignore' })).toThrow('Command failed');
});

test('the longest chain name fits into the kernel’s 28 characters, the bridge’s into 15', () => {
  const longest = '<GT-1a2b3c-ISOLATION-STAGE-2>';
  expect(ask('DOCKER-ISOLATION-STAGE-2')).toBe(longest);
  expect(longest.length - 2).toBeLessThanOrEqual(28);
  expect(bridgeName('1a2b3c').length).toBeLessThanOrEqual(15);
});

test('clearing up takes this engine’s chains and rules, and nobody else’s', () => {
  const rules = `-P FORWARD DROP
-N DOCKER
-N DOCKER-USER
-N GT-1a2b3c
-N GT-1a2b3c-USER
-N GT-1a2b3cd
-A FORWARD -j GT-1a2b3c-USER
-A FORWARD -j DOCKER-USER
-A DOCKER ! -i docker0 -o docker0 -j DROP
-A GT-1a2b3c ! -i gt-1a2b3c -o gt-1a2b3c -j DROP
-A POSTROUTING -s 10.201.0.0/24 ! -o br-0123456789ab -j MASQUERADE
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE`;
  expect(removals(rules, '1a2b3c', ['br-0123456789ab']).map((args) => args.join(' '))).toEqual([
    '-D FORWARD -j GT-1a2b3c-USER',
    '-D POSTROUTING -s 10.201.0.0/24 ! -o br-0123456789ab -j MASQUERADE',
    '-F GT-1a2b3c',
    '-F GT-1a2b3c-USER',
    '-X GT-1a2b3c',
    '-X GT-1a2b3c-USER',
  ]);
});
