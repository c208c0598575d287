import { afterEach, expect, test } from 'vitest';
import { createRegistryClient, platformName, type RegistryClient, type RegistryClientOptions } from './index.ts';
import { uploadImage } from './testing/images.ts';
import {
  type RegistryOptions,
  type RunningRegistry,
  startRegistry,
  TEST_PASSWORD,
  TEST_USER,
} from './testing/registry.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function started(options?: RegistryOptions): Promise<RunningRegistry> {
  const registry = await startRegistry(options);
  open.push(registry.close);
  return registry;
}

async function client(registry: string, options: Partial<RegistryClientOptions> = {}): Promise<RegistryClient> {
  const opened = await createRegistryClient({
    registry,
    env: {},
    trust: { authorities: [], isInsecure: true },
    ...options,
  });
  open.push(() => opened.close());
  return opened;
}

const signedIn = { credentials: async () => ({ username: TEST_USER, password: TEST_PASSWORD }) };

async function all(pages: AsyncIterable<readonly string[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...page);
  return names;
}

test('repositories, tags, digests, platforms and sizes are those that are in the registry', async () => {
  const { host } = await started();
  const one = await uploadImage(host, 'team/app', ['1.0', 'latest']);
  const many = await uploadImage(host, 'tools', ['2'], { platforms: ['linux/amd64', 'linux/arm64/v8'] });
  const registry = await client(host);
  expect(await registry.scheme()).toBe('http');
  expect(await all(registry.repositories())).toEqual(['team/app', 'tools']);
  expect((await all(registry.tags('team/app'))).toSorted()).toEqual(['1.0', 'latest']);
  expect(await registry.digest('team/app', 'latest')).toBe(one.digest);
  expect(await registry.image('team/app', '1.0')).toMatchObject({
    digest: one.digest,
    isIndex: false,
    platforms: [
      {
        digest: one.digest,
        sizeBytes: one.platforms[0]?.sizeBytes,
        platform: { os: 'linux', architecture: 'amd64' },
        createdAt: Date.UTC(2024, 4, 6, 7, 8, 9),
      },
    ],
  });
  const image = await registry.image('tools', '2');
  expect(image).toMatchObject({ digest: many.digest, isIndex: true });
  expect(
    image.platforms.map(({ platform, digest, sizeBytes }) => ({ name: platformName(platform!), digest, sizeBytes })),
  ).toEqual(many.platforms);
});

test('a tag is deleted with all others of its digest; where that is not allowed the registry says so', async () => {
  const { host } = await started();
  const { digest } = await uploadImage(host, 'app', ['1', '2']);
  await uploadImage(host, 'app', ['3'], { salt: 'other' });
  const registry = await client(host);
  await registry.removeManifest('app', digest);
  expect(await all(registry.tags('app'))).toEqual(['3']);

  const strict = await started({ delete: false });
  const kept = await uploadImage(strict.host, 'app', ['1']);
  await expect((await client(strict.host)).removeManifest('app', kept.digest)).rejects.toMatchObject({
    error: { code: 'unsupported', message: expect.stringContaining('does not let images be deleted') },
  });
});

test('a registry with a password lets in who has it, and nobody else', async () => {
  const { host } = await started({ auth: 'basic' });
  const { digest } = await uploadImage(host, 'app', ['1']);
  const registry = await client(host, signedIn);
  expect(await registry.signIn()).toEqual({});
  expect(await registry.digest('app', '1')).toBe(digest);
  await expect((await client(host)).digest('app', '1')).rejects.toMatchObject({
    error: { code: 'registry-auth', registry: host, hint: expect.stringContaining('Sign in') },
  });
  const wrong = await client(host, { credentials: async () => ({ username: TEST_USER, password: 'w/ong&pass' }) });
  const failure: unknown = await wrong.signIn().catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    error: { code: 'registry-auth', message: expect.stringContaining('does not accept') },
  });
  expect(JSON.stringify(failure)).not.toContain('w/ong&pass');
});

test('TLS is checked: with its authority it is trusted, without it is not, and insecure means unchecked', async () => {
  const { host, localhost, ca } = await started({ tls: true });
  const secure = { authorities: [], isInsecure: false };
  await expect((await client(host, { trust: secure })).signIn()).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: 'tls', hint: expect.stringContaining('CA file') },
  });
  for (const name of [host, localhost]) {
    const trusted = await client(name, { trust: { authorities: [ca!], isInsecure: false } });
    expect(await trusted.scheme()).toBe('https');
    expect(await all(trusted.repositories())).toEqual([]);
  }
  expect(await (await client(host, { trust: { ...secure, isInsecure: true } })).scheme()).toBe('https');
});

test('plain HTTP is used only where it is allowed', async () => {
  const { host } = await started();
  const strict = await client(host, { trust: { authorities: [], isInsecure: false } });
  await expect(strict.signIn()).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: 'plain-http', hint: expect.stringContaining('insecure') },
  });
});

test('what is not there is said, and so is a registry that is not', async () => {
  const { host, close } = await started();
  await uploadImage(host, 'app', ['1']);
  const registry = await client(host);
  await expect(registry.digest('app', '2')).rejects.toMatchObject({
    error: { code: 'not-found', message: expect.stringContaining('app:2') },
  });
  await expect(all(registry.tags('nothing'))).rejects.toMatchObject({ error: { code: 'not-found' } });
  await close();
  open.length -= 2; // the registry is closed; what follows closes its client
  open.push(() => registry.close());
  await expect(registry.digest('app', '1')).rejects.toMatchObject({
    error: { code: 'registry-unreachable', reason: expect.stringMatching(/refused|closed/) },
  });
});

test('what does not fit on one page comes on the next', async () => {
  const { host, log } = await started();
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await uploadImage(host, name, ['1']);
  const registry = await client(host, { pageSize: 2 });
  expect(await all(registry.repositories())).toEqual(names);
  expect(log()).toContain('/v2/_catalog?last=d&n=2');
});
