import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registryAuth } from './registryAuth.ts';

let dir: string;
const path = process.env['PATH'];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-auth-'));
  process.env['PATH'] = `${dir}${delimiter}${path}`;
});
afterEach(async () => {
  process.env['PATH'] = path;
  await rm(dir, { recursive: true });
});

const config = (value: unknown) =>
  writeFile(join(dir, 'config.json'), typeof value === 'string' ? value : JSON.stringify(value));
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function helper(name: string, script: string) {
  const file = join(dir, `docker-credential-${name}`);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

async function found(registry: string): Promise<unknown> {
  const header = await registryAuth(registry, dir);
  return header === undefined ? undefined : JSON.parse(Buffer.from(header, 'base64url').toString());
}

test('without a sign-in there is none', async () => {
  expect(await found('ghcr.io')).toBeUndefined();
  await config('{"auths": tru');
  expect(await found('ghcr.io')).toBeUndefined();
});

test('a sign-in in config.json is used, also with a colon in the password and under an old address', async () => {
  await config({
    auths: { 'ghcr.io': { auth: base64('me:a:b') }, 'https://old.example/v1/': { auth: base64('you:x') } },
  });
  expect(await found('ghcr.io')).toEqual({ username: 'me', password: 'a:b', serveraddress: 'ghcr.io' });
  expect(await found('old.example')).toEqual({ username: 'you', password: 'x', serveraddress: 'old.example' });
});

test('the header is base64url with its padding, which the engine insists on', async () => {
  for (const password of ['a', 'ab', 'abc', 'ÿÿÿ???>>>']) {
    await config({ auths: { 'ghcr.io': { auth: base64(`me:${password}`) } } });
    const header = await registryAuth('ghcr.io', dir);
    expect(header).toMatch(/^[A-Za-z0-9_-]+={0,2}$/);
    expect(header!.length % 4).toBe(0);
  }
});

test('Docker Hub is filed under its old address', async () => {
  await config({ auths: { 'https://index.docker.io/v1/': { auth: base64('me:pw') } } });
  expect(await found('docker.io')).toMatchObject({ username: 'me', serveraddress: 'https://index.docker.io/v1/' });
});

test('a credential store is asked with the server on its stdin', async () => {
  await helper(
    'store',
    'read server; echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"at-$server\\",\\"Secret\\":\\"s\\"}"',
  );
  await config({ credsStore: 'store' });
  expect(await found('ghcr.io')).toMatchObject({ username: 'at-ghcr.io', password: 's' });
});

test('a helper for one registry comes before the store, and a token is an identity token', async () => {
  await helper('store', 'exit 1');
  await helper('one', `echo '{"Username":"<token>","Secret":"tok"}'`);
  await config({ credsStore: 'store', credHelpers: { 'ghcr.io': 'one' } });
  expect(await found('ghcr.io')).toEqual({ identitytoken: 'tok', serveraddress: 'ghcr.io' });
});

test('a helper that is missing, fails or prints nonsense leaves the pull without a sign-in', async () => {
  await helper('fails', 'echo "credentials not found in native keychain"; exit 1');
  await helper('odd', 'echo hello');
  await config({ credHelpers: { 'a.example': 'nowhere', 'b.example': 'fails', 'c.example': 'odd' } });
  expect(await Promise.all(['a.example', 'b.example', 'c.example'].map(found))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
