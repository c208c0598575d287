import { X509Certificate } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tlsEndpoint } from '../../contract/commands/engineTlsText.ts';
import type { GantryClient } from '../../contract/index.ts';
import { settingsFor } from './testing/makeSet.ts';
import { type StartedGantry, startGantry } from './testing/startGantry.ts';
import { startTlsDockerd, type TlsDockerd } from './testing/startTlsDockerd.ts';

let app: StartedGantry | undefined;
let home: string;
let client: GantryClient;
let engine: TlsDockerd | undefined;

beforeAll(async () => {
  app = await startGantry();
  ({ client, home } = app);
});
afterAll(async () => {
  await engine?.stop();
  await app?.close();
});

/** What a person puts on the engine’s machine, from the set or from its renewal. */
async function place(folder: string, from: string): Promise<string> {
  const there = join(home, 'engine');
  await mkdir(there, { recursive: true });
  await copyFile(join(folder, 'ca.pem'), join(there, 'ca.pem'));
  for (const file of ['server-cert.pem', 'server-key.pem']) await copyFile(join(from, file), join(there, file));
  return there;
}
const serial = async (...file: string[]) => new X509Certificate(await readFile(join(...file))).serialNumber;

test('the old certificates stay until the engine answers by the new ones; then they are kept beside', async () => {
  const folder = join((await client.certificates.defaults({})).parentFolder, 'lab');
  await client.certificates.create(settingsFor(folder, { days: 20 }));
  engine = await startTlsDockerd(await place(folder, folder));
  const settings = { name: 'lab', description: '', endpoint: tlsEndpoint('127.0.0.1', engine.port) };
  await client.certificates.addContext({ folder, settings });
  const before = { server: await serial(folder, 'server-cert.pem'), client: await serial(folder, 'cert.pem') };

  const set = await client.certificates.inspectSet({ folder });
  const made = await client.certificates.renew({
    ...{ folder, parts: ['server', 'client'], names: [...set.names], days: 400, keyType: set.keyType },
  });
  expect(made.waiting).toEqual(['server', 'client']);
  const renewed = {
    server: await serial(folder, 'renewal/server-cert.pem'),
    client: await serial(folder, 'renewal/cert.pem'),
  };
  // The engine lets the new client in at once, by the authority; its own is still the old one.
  const first = await client.certificates.takeOver({ folder, context: 'lab' });
  expect(first.parts).toMatchObject([
    { part: 'server', state: 'waiting', reason: expect.stringContaining('still shows') },
    { part: 'client', state: 'in-use' },
  ]);
  expect(await serial(folder, 'cert.pem')).toBe(renewed.client);
  expect(await serial(folder, 'server-cert.pem')).toBe(before.server);
  const days = async () => {
    for await (const contexts of client.contexts.watch({})) {
      const until = contexts.find(({ name }) => name === 'lab')?.certificates?.validUntil ?? 0;
      return Math.round((until - Date.now()) / 86_400_000);
    }
    return 0;
  };
  await expect.poll(days, { timeout: 10_000 }).toBe(400);

  const placed = await place(folder, join(folder, 'renewal'));
  await engine.stop();
  expect((await client.certificates.takeOver({ folder, context: 'lab' })).parts).toMatchObject([
    { part: 'server', state: 'waiting', reason: expect.stringContaining('Nothing answers') },
  ]);
  engine = await startTlsDockerd(placed);
  const endpoint = tlsEndpoint('127.0.0.1', engine.port);
  await client.contexts.update({ ...settings, endpoint });
  expect((await client.certificates.takeOver({ folder, context: 'lab' })).parts).toEqual([
    { part: 'server', state: 'in-use' },
  ]);
  expect(await serial(folder, 'server-cert.pem')).toBe(renewed.server);
  expect((await client.certificates.inspectSet({ folder })).waiting).toEqual([]);
  expect(await readdir(folder)).not.toContain('renewal');
  const kept = (await readdir(join(folder, 'previous'))).toSorted();
  expect(kept).toEqual([
    expect.stringMatching(/^client-until-\d{4}-\d\d-\d\d$/),
    expect.stringMatching(/^server-until-\d{4}-\d\d-\d\d$/),
  ]);
  expect(await serial(folder, 'previous', kept[0] ?? '', 'cert.pem')).toBe(before.client);
  expect(await serial(folder, 'previous', kept[1] ?? '', 'server-cert.pem')).toBe(before.server);
  expect((await client.contexts.info({ context: 'lab' })).serverVersion).toMatch(/\d/);
}, 120_000);
