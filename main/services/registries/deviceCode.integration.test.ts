import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SignInStep } from '../../../contract/model/registry.ts';
import { HUB_TOKEN, HUB_USER, type HubStandIn, startHubStandIn } from '../../registries/testing/hubStandIn.ts';
import { startTestRegistries, type TestRegistries } from './testing/client.ts';

const context = 'default';
const HUB = 'https://index.docker.io/v1/';
let hub: HubStandIn;
let gantry: TestRegistries;

async function begin(options?: { expiresInSeconds: number }) {
  hub = await startHubStandIn(options);
  gantry = await startTestRegistries(hub.login);
}
afterEach(async () => {
  await gantry.close();
  await hub.close();
});

const config = async () =>
  JSON.parse(await readFile(join(gantry.configDir, 'config.json'), 'utf8')) as {
    auths: Record<string, { auth: string }>;
  };

test('a code that is confirmed in the browser signs in to Docker Hub, filed as docker login files it', async () => {
  await begin();
  const steps: SignInStep[] = [];
  for await (const step of gantry.client.registries.signInWithCode({ context })) {
    steps.push(step);
    if (step.type === 'code') hub.answer('confirm');
  }
  expect(steps).toMatchObject([
    { type: 'code', userCode: 'ABCD-EFGH', url: expect.stringContaining('/activate?user_code=ABCD-EFGH') },
    { type: 'done', username: HUB_USER, place: { kind: 'file' } },
  ]);
  const { auths } = await config();
  const opened = Object.fromEntries(
    Object.entries(auths).map(([key, { auth }]) => [key, Buffer.from(auth, 'base64').toString()]),
  );
  expect(opened[HUB]).toBe(`${HUB_USER}:${HUB_TOKEN}`);
  expect(opened[`${HUB}refresh-token`]).toBe(`${HUB_USER}:refresh-1..client-1`);
  expect(Object.keys(opened).toSorted()).toEqual([HUB, `${HUB}access-token`, `${HUB}refresh-token`]);
  const [code] = hub.asked;
  expect(Object.fromEntries(new URLSearchParams(code!.body))).toEqual({
    client_id: 'client-1',
    audience: 'https://hub.docker.com',
    scope: 'openid offline_access',
  });

  // Whose it is, and under which names they may push.
  for await (const list of gantry.client.registries.watch({ context })) {
    expect(list.registries.map(({ name, signIn }) => [name, signIn?.username])).toEqual([['docker.io', HUB_USER]]);
    break;
  }
  expect(await gantry.client.registries.namespaces({ name: 'docker.io' })).toEqual([HUB_USER, 'acme', 'whales']);

  expect(await gantry.client.registries.signOut({ context, name: 'docker.io' })).toEqual({ isRevoked: true });
  expect(await config()).toEqual({ auths: {} });
  const revoked = hub.asked.filter(({ path }) => path === '/oauth/revoke');
  expect(revoked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
    { client_id: 'client-1', token: 'refresh-1' },
  ]);
  expect(JSON.stringify(gantry.activities())).not.toContain(HUB_TOKEN);
});

test('a sign-out works where Docker Hub cannot be told, and says that it was not; a secret is in no answer', async () => {
  await begin();
  for await (const step of gantry.client.registries.signInWithCode({ context })) {
    if (step.type === 'code') hub.answer('confirm');
  }
  await hub.close();
  expect(await gantry.client.registries.signOut({ context, name: 'docker.io' })).toEqual({ isRevoked: false });
  expect(await config()).toEqual({ auths: {} });
  expect(JSON.stringify(gantry.activities())).not.toContain('refresh-1');
  // Signed in with a password there is nothing to tell.
  expect(await gantry.client.registries.signOut({ context, name: 'docker.io' })).toEqual({});
  hub = await startHubStandIn();
});

const readAll = async () => {
  for await (const step of gantry.client.registries.signInWithCode({ context })) expect(step.type).toBe('code');
};

test('a code that is not confirmed in time says so and leaves nothing', async () => {
  await begin({ expiresInSeconds: 0.3 });
  await expect(readAll()).rejects.toMatchObject({
    error: { code: 'registry-auth', message: expect.stringContaining('expired') },
  });
  await expect(config()).rejects.toThrow(/ENOENT/);
});

test('a code that is refused says so and leaves nothing', async () => {
  await begin();
  hub.answer('refuse');
  await expect(readAll()).rejects.toMatchObject({ error: { message: expect.stringContaining('User cancelled') } });
  await expect(config()).rejects.toThrow(/ENOENT/);
});

test('whoever gives up is not asked for any more', async () => {
  await begin();
  const abort = new AbortController();
  for await (const step of gantry.client.registries.signInWithCode({ context }, { signal: abort.signal })) {
    if (step.type === 'code') break;
  }
  abort.abort();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { length } = hub.asked;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(hub.asked).toHaveLength(length);
});

test('where Docker Hub’s sign-in cannot be reached that is said', async () => {
  await begin();
  await hub.close();
  const [first] = [gantry.client.registries.signInWithCode({ context })[Symbol.asyncIterator]()];
  await expect(first.next()).rejects.toMatchObject({ error: { code: 'registry-unreachable', reason: 'refused' } });
  hub = await startHubStandIn();
});
