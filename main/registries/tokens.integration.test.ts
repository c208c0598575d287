import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Credentials } from './credentials.ts';
import { createRegistryClient, type RegistryClient } from './index.ts';
import { type RunningRegistry, startRegistry } from './testing/registry.ts';
import { REFRESH_TOKEN, SERVICE, startTokenServer, type TokenServer } from './testing/tokenServer.ts';

const alice = { username: 'alice', password: 'wonder land' };
let tokens: TokenServer;
let registry: RunningRegistry;
const clients: RegistryClient[] = [];

beforeEach(async () => {
  tokens = await startTokenServer(alice);
  const { realm, rootCertificate } = tokens;
  registry = await startRegistry({ auth: { realm, service: SERVICE, rootCertificate } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await registry.close();
  await tokens.close();
});

async function as(credentials: Credentials | undefined): Promise<RegistryClient> {
  const client = await createRegistryClient({
    registry: registry.host,
    env: {},
    trust: { authorities: [], isInsecure: true },
    credentials: async () => credentials,
  });
  clients.push(client);
  return client;
}

async function all(pages: AsyncIterable<readonly string[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...page);
  return names;
}

test('a registry with a token server gives its token to who has the password, and a refresh token to keep', async () => {
  const client = await as(alice);
  expect(await client.signIn()).toEqual({ refreshToken: REFRESH_TOKEN });
  expect(await all(client.repositories())).toEqual([]);
  expect(tokens.asked).toEqual(['GET', 'GET registry:catalog:*']);
  const wrong = await as({ ...alice, password: 'not it' });
  await expect(wrong.signIn()).rejects.toMatchObject({
    error: { code: 'registry-auth', message: expect.stringContaining('does not accept') },
  });
});

test('a kept refresh token opens it without the password', async () => {
  const client = await as({ identityToken: REFRESH_TOKEN, username: 'alice' });
  await client.signIn();
  expect(await all(client.repositories())).toEqual([]);
  expect(tokens.asked).toEqual(['POST', 'POST registry:catalog:*']);
  await expect((await as({ identityToken: 'old' })).signIn()).rejects.toMatchObject({
    error: { code: 'registry-auth' },
  });
});

test('one token serves many requests, and is asked for anew when the registry refuses it', async () => {
  const client = await as(alice);
  const look = () => client.digest('team/app', '1').catch(({ error }: { error: { code: string } }) => error.code);
  expect([await look(), await look(), await look()]).toEqual(['not-found', 'not-found', 'not-found']);
  expect(tokens.asked).toEqual(['GET repository:team/app:pull']);

  // The registry allows a minute of difference between clocks: older than that a token is refused.
  tokens.setLifeSeconds(-120);
  const late = await as(alice);
  expect(await late.digest('team/app', '1').catch(({ error }: { error: { code: string } }) => error.code)).toBe(
    'registry-auth',
  );
  expect(tokens.asked.slice(1)).toEqual(['GET repository:team/app:pull', 'GET repository:team/app:pull']);
});

test('without a sign-in what is open can be read, and what is not says to sign in', async () => {
  const client = await as(undefined);
  expect(await client.wantsSignIn()).toBe(true);
  await expect(client.digest('open/app', '1')).rejects.toMatchObject({ error: { code: 'not-found' } });
  await expect(client.digest('team/app', '1')).rejects.toMatchObject({
    error: { code: 'registry-auth', hint: expect.stringContaining('Sign in') },
  });
  expect(tokens.asked.every((one) => one.startsWith('GET repository:'))).toBe(true);
});
