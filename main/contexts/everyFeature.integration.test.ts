import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tlsEndpoint } from '../../contract/commands/engineTlsText.ts';
import { settingsFor } from '../certificates/testing/makeSet.ts';
import { startGantry } from '../certificates/testing/startGantry.ts';
import { startTlsDockerd } from '../certificates/testing/startTlsDockerd.ts';
import { bringPlugins } from '../compose/testing/madeStacks.ts';
import { docker } from '../live/testing/engineCli.ts';
import { FEATURES, type ReachedEngine } from './testing/everyFeature.ts';
import { startSshGantry } from './testing/sshGantry.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function overSsh(): Promise<ReachedEngine> {
  const app = await startSshGantry();
  closing.push(() => app.close());
  await app.context(({ state }) => state.type === 'connected');
  return { client: app.client, context: 'lab', docker, ended: (jobId) => app.ended(jobId) };
}

async function overTls(): Promise<ReachedEngine> {
  const app = await startGantry();
  closing.push(() => app.close());
  const { client, home } = app;
  await bringPlugins(home);
  const folder = join(home, 'certificates');
  await client.certificates.create(settingsFor(folder));
  const engine = await startTlsDockerd(folder);
  closing.push(() => engine.stop());
  const endpoint = tlsEndpoint('127.0.0.1', engine.port);
  await client.certificates.addContext({ folder, settings: { name: 'lab', description: '', endpoint } });
  await client.contexts.select({ context: 'lab' });
  return {
    client,
    context: 'lab',
    docker: (...args) => engine.docker(...args),
    ended: (jobId) => app.ended(jobId),
  };
}

describe.each([
  ['SSH', overSsh],
  ['TCP with TLS', overTls],
])('on an engine by %s there work', (_way, reach) => {
  let engine: ReachedEngine;
  beforeAll(async () => {
    engine = await reach();
  }, 120_000);

  test.each(Object.keys(FEATURES))('%s', async (feature) => {
    await expect(FEATURES[feature]?.(engine)).resolves.toBeUndefined();
  });
});
