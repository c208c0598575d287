import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContainerAction } from '../../contract/model/action.ts';
import type { Activity } from '../../contract/model/event.ts';
import { readRunText } from '../../contract/runText/readRunText.ts';
import type { FileOffer } from '../../contract/services/containers.ts';
import { type OpenGantry, openGantry } from '../containerChange/testing/gantryClient.ts';
import { docker, removeAll, testName } from '../live/testing/engineCli.ts';
import { type RunningRegistry, startRegistry } from '../registries/testing/registry.ts';
import { createDownloads } from '../server/downloads.ts';

const context = 'default';
const downloads = createDownloads();
const name = testName('walk');
let reference = '';
let dir: string;
let app: OpenGantry;
let registry: RunningRegistry;
let server: Server;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-walk-'));
  server = createServer((request, response) => void downloads.send(path.basename(request.url ?? ''), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  [app, registry] = await Promise.all([openGantry(downloads.host), startRegistry()]);
  reference = `${registry.host}/books/walk:1`;
  await docker('tag', 'busybox', reference);
  await docker('push', reference);
  await docker('image', 'rm', reference);
});
afterAll(async () => {
  await removeAll([name]);
  await docker('image', 'rm', reference).catch(() => {});
  await app.close();
  await registry.close();
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

/** The activity log as the page that is open beside it shows it: method, path, status of each request. */
async function recorded(title: RegExp): Promise<readonly string[]> {
  const found = await latest(title);
  expect(found).toMatchObject({ state: 'done', command: expect.stringMatching(/docker /) });
  return (found?.calls ?? []).map(({ method, path: asked, status }) => `${method} ${asked} ${status}`);
}

async function latest(title: RegExp): Promise<Activity | undefined> {
  for await (const change of app.client.activity.watch({}, { signal: AbortSignal.timeout(10_000) })) {
    const items = change.type === 'snapshot' ? change.items : change.upserted;
    const found = items.findLast((one) => title.test(one.title) && one.state !== 'running');
    if (found) return found;
  }
  return undefined;
}

async function count(): Promise<number> {
  for await (const change of app.client.activity.watch({})) return change.type === 'snapshot' ? change.items.length : 0;
  return 0;
}

async function applied(id: string, action: ContainerAction): Promise<void> {
  for await (const { error } of app.client.containers.apply({ context, ids: [id], action })) {
    expect(error).toBeUndefined();
  }
}

/** As a browser fetches it; gives the names in the archive. */
async function fetched({ jobId, downloadUrl = '' }: FileOffer): Promise<readonly string[]> {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${downloadUrl}`);
  const file = path.join(dir, path.basename(downloadUrl));
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
  return (await promisify(execFile)('tar', ['-tf', file])).stdout.split('\n');
}

test('a walk through the API, done in the app: each action is listed with its calls and what the engine answered [S47]', async () => {
  const { client } = app;
  const pulled = await client.images.pull({ context, reference });
  expect(await app.ended(pulled.jobId)).toMatchObject({ state: 'done' });
  expect(await recorded(/^Pull /)).toContainEqual(expect.stringMatching(/^POST \/images\/create\?.*walk.* 200$/));

  const [settings] = readRunText(
    `docker create --name ${name} --label gantry.test --stop-signal KILL ${reference} sleep 1000`,
  ).runs;
  const made = await client.containers.run({ context, settings: settings! });
  expect(await app.ended(made.jobId)).toMatchObject({ state: 'done' });
  expect(await recorded(/^Create /)).toContain(`POST /containers/create?name=${name} 201`);
  const id = await docker('inspect', '--format', '{{.Id}}', name);

  // Looks are no actions: the log stays as long as it is.
  const before = await count();
  expect(await client.containers.inspect({ context, id })).toMatchObject({ name, state: 'created' });
  expect((await client.images.list({ context })).flatMap(({ tags }) => tags)).toContain(reference);
  expect(await client.images.inspect({ context, reference })).toMatchObject({ id: expect.stringMatching(/^sha256:/) });
  const { entries, imageId } = await client.layers.history({ context, image: reference });
  expect(entries.length).toBeGreaterThan(0);
  const found = await client.search.registry({ registry: registry.host, text: 'walk' });
  expect(JSON.stringify(found)).toContain('books/walk');
  expect(await count()).toBe(before);

  const asked = `/containers/${id}`;
  for (const [action, title, call] of [
    [{ type: 'start' }, /^Start /, `POST ${asked}/start 204`],
    [{ type: 'stop', timeoutSeconds: 3 }, /^Stop /, `POST ${asked}/stop?t=3 204`],
    [{ type: 'restart', timeoutSeconds: 3 }, /^Restart /, `POST ${asked}/restart?t=3 204`],
    [{ type: 'kill', signal: 'KILL' }, /^Kill /, `POST ${asked}/kill?signal=KILL 204`],
    [{ type: 'start' }, /^Start /, `POST ${asked}/start 204`],
  ] as const) {
    await applied(id, action);
    expect(await recorded(title)).toContain(call);
  }
  expect((await client.containers.top({ context, id })).rows.flat()).toContain('sleep 1000');

  expect(await fetched(await client.containers.export({ context, id }))).toContain('bin/busybox');
  expect(await recorded(/^Export /)).toEqual([`GET ${asked}/export 200`]);
  expect(await fetched(await client.images.save({ context, references: [reference] }))).toContain('manifest.json');
  expect(await recorded(/^Save .*walk:1$/)).toEqual([
    expect.stringMatching(/^GET \/images\/get\?names=.*walk%3A1 200$/),
  ]);
  for await (const step of client.layers.open({ context, image: reference })) {
    if (step.type === 'opened') break;
  }
  const out = await client.layers.download({ context, imageId, layer: 0, path: '/bin/busybox' });
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${out.downloadUrl}`);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  await app.ended(out.jobId);
  expect(await recorded(/^Save busybox out of an image/)).toEqual([
    expect.stringMatching(/^GET \/images\/.*get.* 200$/),
  ]);

  await applied(id, { type: 'remove', force: true, volumes: false });
  expect(await recorded(/^Remove .*walk/)).toContain(`DELETE ${asked}?force=true&v=false 204`);
  const gone = await client.images.remove({ context, references: [reference] });
  expect(await app.ended(gone.jobId)).toMatchObject({ state: 'done' });
  expect(await recorded(/^Remove .*walk:1/)).toContainEqual(expect.stringMatching(/^DELETE \/images\/.*walk.* 200$/));
});

test('a download that is given up is written down as cancelled, with the request that was begun', async () => {
  const id = await docker('create', '--label', 'gantry.test', '--name', name, 'busybox', 'true');
  const { jobId, downloadUrl = '' } = await app.client.containers.export({ context, id });
  const { port } = server.address() as AddressInfo;
  const leaving = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}${downloadUrl}`, { signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  await app.ended(jobId);
  expect(await latest(/^Export /)).toMatchObject({
    calls: [{ method: 'GET', path: `/containers/${id}/export`, status: 200 }],
  });
});
