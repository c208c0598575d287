import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobItem } from '../../contract/model/job.ts';
import { docker } from '../live/testing/engineCli.ts';
import { pullImage } from './pull.ts';
import type { PullTotals } from './pullProgress.ts';
import { type OpenTestEngine, openTestEngine } from './testing/openTestEngine.ts';
import { startTestRegistry, type TestRegistry } from './testing/registry.ts';

let engine: OpenTestEngine;
let registry: TestRegistry | undefined;
let configDir: string;

beforeEach(async () => {
  engine = await openTestEngine();
  configDir = await mkdtemp(join(tmpdir(), 'gantry-pull-'));
});
afterEach(async () => {
  if (registry) await docker('rmi', `${registry.host}/test:one`).catch(() => {});
  await registry?.close();
  registry = undefined;
  await engine.close();
  await rm(configDir, { recursive: true });
});

test('an image comes with the CLI’s sign-in, its layer told from the first byte to the last', async () => {
  registry = await startTestRegistry({ login: 'me:secret' });
  const auths = { [registry.host]: { auth: Buffer.from('me:secret').toString('base64') } };
  await writeFile(join(configDir, 'config.json'), JSON.stringify({ auths }));
  const told: { items: readonly JobItem[]; totals: PullTotals }[] = [];
  const lines: string[] = [];
  const pulled = await pullImage(engine.connection, `${registry.host}/test:one`, {
    configDir,
    onProgress: (items, totals) => told.push({ items, totals }),
    onLine: (line) => lines.push(line),
  });
  expect(pulled).toMatchObject({ reference: `${registry.host}/test:one`, digest: registry.digest });
  expect(await docker('inspect', '--type', 'image', '--format', '{{.Id}}', pulled.reference)).toBe(pulled.id);
  const last = told.at(-1);
  expect(last?.items).toHaveLength(1);
  expect(last?.items[0]).toMatchObject({ status: 'Pull complete', isDone: true });
  expect(last?.totals.doneBytes).toBe(last?.totals.totalBytes);
  expect(lines).toContain(`Digest: ${registry.digest}`);

  const again = await pullImage(engine.connection, `${registry.host}/test@${registry.digest}`, { configDir });
  expect(again.id).toBe(pulled.id);
});

test('how far a download is that stalls is told, though the engine says nothing more', async () => {
  const held = (registry = await startTestRegistry({ isHeld: true }));
  let last: PullTotals | undefined;
  const pulling = pullImage(engine.connection, `${held.host}/test:one`, {
    configDir,
    onProgress: (_, totals) => (last = totals),
  });
  await expect.poll(() => last?.totalBytes).toBeGreaterThan(0);
  expect(last!.doneBytes).toBeLessThan(last!.totalBytes!);
  held.release();
  await pulling;
  expect(last?.doneBytes).toBe(last?.totalBytes);
});

test('without a sign-in the registry’s refusal says what to do', async () => {
  registry = await startTestRegistry({ login: 'me:secret' });
  await expect(pullImage(engine.connection, `${registry.host}/test:one`, { configDir })).rejects.toMatchObject({
    error: { code: 'registry-auth', registry: registry.host, hint: expect.stringContaining('docker login') },
  });
});

test('a tag that is not there, and a registry that is not', async () => {
  registry = await startTestRegistry();
  await expect(pullImage(engine.connection, `${registry.host}/test:two`, { configDir })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  await expect(pullImage(engine.connection, '127.0.0.1:1/test:one', { configDir })).rejects.toMatchObject({
    error: { message: expect.stringContaining('does not answer') },
  });
  await expect(pullImage(engine.connection, 'Nginx', { configDir })).rejects.toMatchObject({
    error: { code: 'invalid-input', path: ['image'] },
  });
});

test('a pull that is cancelled ends at the engine, which stops downloading', async () => {
  const slow = (registry = await startTestRegistry({ isSlow: true }));
  const abort = new AbortController();
  const pulling = pullImage(engine.connection, `${slow.host}/test:one`, {
    configDir,
    signal: abort.signal,
    onLine: (line) => {
      if (line.includes('Downloading')) abort.abort();
    },
  });
  await expect(pulling).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect.poll(() => slow.cutOff(), { timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(() => engine.streams()).toBe(0);
});
