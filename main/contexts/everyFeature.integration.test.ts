import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tlsEndpoint } from '../../contract/commands/engineTlsText.ts';
import { contract } from '../../contract/index.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { settingsFor } from '../certificates/testing/makeSet.ts';
import { startTlsDockerd } from '../certificates/testing/startTlsDockerd.ts';
import { createGantry } from '../gantry.ts';
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
  const home = await mkdtemp(join(tmpdir(), 'gantry-every-tls-'));
  closing.push(() => rm(home, { recursive: true, force: true }));
  const plugins = join(home, '.docker/cli-plugins');
  for (const dir of [join(home, 'data'), plugins]) await mkdir(dir, { recursive: true });
  for (const name of ['buildx', 'compose']) {
    const program = process.env[`GANTRY_TEST_${name.toUpperCase()}`];
    if (program) await symlink(program, join(plugins, `docker-${name}`));
  }
  const gantry = await createGantry({
    ...{ version: '1', dataDir: join(home, 'data') },
    host: { mode: 'browser', offerFile: () => Promise.reject(new Error('No files here.')) },
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home },
  });
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(contract, gantry.handlers, serverEnd);
  const client = connect(contract, clientEnd);
  closing.push(() => gantry.close(), closePipe);
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
    async ended(jobId) {
      for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(60_000) })) {
        const jobs = change.type === 'snapshot' ? change.items : change.upserted;
        const job = jobs.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new Error('The job never ended.');
    },
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
