import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKeyPair } from '../../ssh/index.ts';
import { forgetHostKey, ownKey, pinHostKey } from './identity.ts';
import { type VmEnginePaths, vmEnginePaths } from './paths.ts';
import { readVmRecord, updateVmRecord } from './record.ts';

let dir = '';
let paths: VmEnginePaths;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-id-'));
  paths = vmEnginePaths(dir, 'linux');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('copies of the app that make a key at once have the same one, and nothing is left of the others', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => ownKey(paths, makeKeyPair)));
  expect(new Set(keys.map(({ privateKey }) => privateKey)).size).toBe(1);
  expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(await readdir(dir)).toEqual(['ssh_key']);
});

test('a key file that is damaged is said, not written over', async () => {
  await writeFile(paths.privateKey, 'nonsense');
  await expect(ownKey(paths, makeKeyPair)).rejects.toThrow('cannot be read');
  expect(await readdir(dir)).toEqual(['ssh_key']);
});

test('the first host key is kept, another is refused, and forgotten it may be another; the rest is remembered', async () => {
  await updateVmRecord(paths.record, { kind: 'qemu', dataSizeBytes: 5 });
  expect(await pinHostKey(paths, 'ssh-ed25519 AAAAone a comment')).toBe('ssh-ed25519 AAAAone');
  expect(await pinHostKey(paths, 'ssh-ed25519 AAAAone')).toBe('ssh-ed25519 AAAAone');
  await expect(pinHostKey(paths, 'ssh-ed25519 AAAAtwo')).rejects.toMatchObject({ error: { code: 'unexpected' } });
  await forgetHostKey(paths);
  await pinHostKey(paths, 'ssh-ed25519 AAAAtwo');
  expect(await readVmRecord(paths.record)).toEqual({ kind: 'qemu', dataSizeBytes: 5, hostKey: 'ssh-ed25519 AAAAtwo' });
});

test('a damaged record is said: what is pinned is not forgotten by accident', async () => {
  await writeFile(paths.record, '{"hostKey":');
  await expect(pinHostKey(paths, 'ssh-ed25519 AAAAone')).rejects.toMatchObject({
    error: { message: expect.stringContaining('engine.json') },
  });
});

test('on Windows the socket is a named pipe, of each folder its own', () => {
  const one = vmEnginePaths(String.raw`C:\a`, 'win32');
  expect(one.socket).toMatch(/^\\\\\.\\pipe\\gantry-[0-9a-f]{6}-engine$/);
  expect(one.endpoint).toBe(`npipe:////./pipe/${one.socket.split('\\').at(-1)}`);
  expect(vmEnginePaths(String.raw`C:\b`, 'win32').socket).not.toBe(one.socket);
});
