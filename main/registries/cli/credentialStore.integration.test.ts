import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { cliEnv, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { KEYCHAIN, makeKeychain } from '../testing/keychain.ts';
import { type RunningRegistry, startRegistry, TEST_PASSWORD, TEST_USER } from '../testing/registry.ts';
import { type CredentialStore, createCredentialStore } from './credentialStore.ts';

const me = { username: TEST_USER, password: TEST_PASSWORD };
let dir: string;
let registry: RunningRegistry;
let keychain: Awaited<ReturnType<typeof makeKeychain>>;
let env: NodeJS.ProcessEnv;
let store: CredentialStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-credentials-'));
  registry = await startRegistry({ auth: 'basic' });
  keychain = await makeKeychain(dir);
  env = { ...cliEnv(), PATH: `${keychain.bin}${delimiter}${process.env['PATH']}`, DOCKER_CONFIG: dir };
  store = createCredentialStore(dir, env);
});
afterEach(async () => {
  await cli('', 'image', 'rm', image()).catch(() => {});
  await registry.close();
  await rm(dir, { recursive: true });
});

const image = () => `${registry.host}/me/busybox:1`;
const configText = () => readFile(join(dir, 'config.json'), 'utf8');
const setConfig = (value: object) => writeFile(join(dir, 'config.json'), JSON.stringify(value));

/** The real CLI with this test's sign-ins. */
function cli(input: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(testEngine().cliPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (status) => (status === 0 ? resolve(output) : reject(new Error(output))));
    child.stdin.end(input);
  });
}

const login = () => cli(TEST_PASSWORD, 'login', '--username', TEST_USER, '--password-stdin', registry.host);

async function pushes(): Promise<boolean> {
  await cli('', 'tag', TEST_IMAGE, image());
  return cli('', 'push', image()).then(
    () => true,
    () => false,
  );
}

test.each([
  ['config.json', {}, { kind: 'file' }],
  ['a credential store', { credsStore: KEYCHAIN }, { kind: 'helper', helper: KEYCHAIN }],
])('what docker login keeps in %s the app finds, and docker logout takes it away', async (_, config, place) => {
  await setConfig(config);
  await login();
  expect(await store.find(registry.host)).toEqual(me);
  expect(await store.list()).toEqual([{ registry: registry.host, username: TEST_USER, place }]);
  await cli('', 'logout', registry.host);
  expect(await store.find(registry.host)).toBeUndefined();
  expect(await store.list()).toEqual([]);
});

test.each([
  ['config.json', () => ({})],
  ['a credential store', () => ({ credsStore: KEYCHAIN })],
  ['the helper of one registry', () => ({ credHelpers: { [registry.host]: KEYCHAIN } })],
])('what the app keeps in %s the CLI finds, and the same as docker login is left', async (_, config) => {
  await setConfig({ ...config(), proxies: { default: { noProxy: 'a' } } });
  expect(await pushes()).toBe(false);
  await store.save(registry.host, me);
  expect(await pushes()).toBe(true);
  const ours = { text: await configText(), kept: await keptFiles() };
  await store.erase(registry.host);
  expect(await pushes()).toBe(false);
  expect(await keptFiles()).toEqual({});
  await login();
  expect(ours.kept).toEqual(await keptFiles());
  expect(JSON.parse(ours.text)).toEqual(JSON.parse(await configText()));
});

test('a secret reaches a helper by its stdin only', async () => {
  await setConfig({ credsStore: KEYCHAIN });
  await store.save(registry.host, me);
  await store.find(registry.host);
  await store.erase(registry.host);
  expect(await readFile(keychain.calls, 'utf8')).toBe('store\nget\nerase\n');
});

test('a secret that anyone could read goes into a keychain, and the CLI finds it there', async () => {
  await login();
  expect(await configText()).toContain(Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64'));
  await store.moveToHelper(registry.host, KEYCHAIN);
  expect(await configText()).not.toContain(Buffer.from(`${TEST_USER}:${TEST_PASSWORD}`).toString('base64'));
  expect(await store.list()).toEqual([
    { registry: registry.host, username: TEST_USER, place: { kind: 'helper', helper: KEYCHAIN } },
  ]);
  expect(await pushes()).toBe(true);
  await cli('', 'logout', registry.host);
  expect(await readdir(keychain.kept)).toEqual([]);
  expect(await store.find(registry.host)).toBeUndefined();
});

test('a keychain that refuses loses nothing', async () => {
  await login();
  await rm(keychain.kept, { recursive: true });
  const before = await configText();
  await expect(store.moveToHelper(registry.host, KEYCHAIN)).rejects.toMatchObject({ error: { code: 'unexpected' } });
  expect(await configText()).toBe(before);
});

test('a helper that config.json names and that is not there is said', async () => {
  await setConfig({ credsStore: 'nowhere' });
  await expect(store.save(registry.host, me)).rejects.toMatchObject({
    error: { code: 'unsupported', hint: expect.stringContaining('docker-credential-nowhere') },
  });
  expect(JSON.parse(await configText())).toEqual({ credsStore: 'nowhere' });
});

test('an identity token is kept as one, and goes to the engine as one', async () => {
  await store.save('token.example', { identityToken: 'tok', username: 'me' });
  expect(await store.find('token.example')).toEqual({ identityToken: 'tok', username: 'me' });
  expect(JSON.parse(await configText())).toEqual({
    auths: { 'token.example': { auth: Buffer.from('me:').toString('base64'), identitytoken: 'tok' } },
  });
});

async function keptFiles(): Promise<Record<string, unknown>> {
  const names = await readdir(keychain.kept);
  const entries = names.map(
    async (name) => [name, JSON.parse(await readFile(join(keychain.kept, name), 'utf8'))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
