import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTestEngine, startTestEngine } from '../../../engine/testing/startTestEngine.ts';
import { makeFolder, startBuildClient } from '../../builds/testing/buildClient.ts';
import { type NameProxy, startNameProxy } from '../../docker/testing/nameProxy.ts';
import { startTestRegistry } from '../../docker/testing/registry.ts';
import { type RunningRegistry, startRegistry } from '../../registries/testing/registry.ts';
import { startTransferClient, type TransferClient } from './testing/transferClient.ts';

const context = 'default';
/** No DNS knows them, so the engine wants TLS and a certificate that it trusts, as of any registry that is elsewhere. */
const SECURE = `secure-${process.pid}.example:5000`;
const PLAIN = `plain-${process.pid}.example:5000`;
const MISNAMED = `misnamed-${process.pid}.example:5000`;
const NOWHERE = `nowhere-${process.pid}.example:5000`;

let registries: RunningRegistry[];
let secure: RunningRegistry;
let proxy: NameProxy;
let own: RunningTestEngine;
let app: TransferClient;

beforeAll(async () => {
  registries = await Promise.all([
    startRegistry({ tls: [SECURE.split(':')[0] ?? ''] }),
    startRegistry(),
    startRegistry({ tls: true }),
  ]);
  const [first, plain, misnamed] = registries;
  secure = first!;
  proxy = await startNameProxy({ [SECURE]: secure.port, [PLAIN]: plain!.port, [MISNAMED]: misnamed!.port });
  own = await startTestEngine({ env: { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url } });
  app = await startTransferClient({ socketPath: own.socketPath });
});
afterAll(async () => {
  await app.close();
  await own.stop();
  await proxy.close();
  await Promise.all(registries.map((registry) => registry.close()));
});

const tags = async () =>
  (await app.client.images.list({ context })).flatMap((image) => image.tags).filter((tag) => tag !== 'busybox:latest');
const pull = async (reference: string) => app.ended((await app.client.images.pull({ context, reference })).jobId);
const push = async (target: string) =>
  app.ended((await app.client.transfers.push({ context, source: 'busybox:latest', target, allTags: false })).jobId);
const remove = async (reference: string) =>
  app.ended((await app.client.images.remove({ context, references: [reference] })).jobId);

describe('a registry that the engine refuses', () => {
  test.each([
    [
      'has a certificate of an unknown authority',
      SECURE,
      'tls',
      `The engine does not trust the certificate of ${SECURE}.`,
      `/etc/docker/certs.d/${SECURE}/ca.crt`,
    ],
    [
      'has a certificate for another name',
      MISNAMED,
      'tls',
      `The certificate of ${MISNAMED} is for another name (localhost).`,
      'Use the name',
    ],
    ['has no HTTPS', PLAIN, 'plain-http', `${PLAIN} does not use HTTPS.`, `add "${PLAIN}" to “insecure-registries”`],
    ['is behind a proxy that knows no way', NOWHERE, 'closed', `does not lead to ${NOWHERE}.`, 'NO_PROXY'],
  ])(
    'because it %s: a pull and a push say so and what to do, and leave nothing',
    async (_, host, reason, said, hint) => {
      const expected = {
        state: 'failed',
        error: {
          code: 'registry-unreachable',
          registry: host,
          reason,
          message: expect.stringContaining(said),
          hint: expect.stringContaining(hint),
          engineText: expect.stringContaining(host),
        },
      };
      expect(await pull(`${host}/team/app:1`)).toMatchObject(expected);
      const pushed = await push(`${host}/team/app:1`);
      expect(pushed).toMatchObject(expected);
      expect(pushed.error?.message).toMatch(/\. The new name \S+ was taken away again\.$/);
      expect(await tags()).toEqual([]);
    },
  );

  test('says the same of the base of a build', async () => {
    const builds = await startBuildClient({ socketPath: own.socketPath });
    try {
      for (const [host, said] of [
        [SECURE, /certificate of the registry of \S+ is not trusted/],
        [PLAIN, /does not use HTTPS/],
      ] as const) {
        const { folder, remove } = await makeFolder({ Dockerfile: `FROM ${host}/team/app:1\n` });
        const { summary, failure } = await builds.build({ source: { type: 'folder', path: folder } });
        await remove();
        expect(summary.state).toBe('failed');
        expect(failure).toMatchObject({ title: expect.stringMatching(said), line: 1, advice: expect.any(String) });
      }
    } finally {
      await builds.close();
    }
  });
});

/** Pushed and pulled again: whether it is the same image then. */
async function comesBack(reference: string): Promise<boolean> {
  expect(await push(reference)).toMatchObject({ state: 'done', result: { type: 'pushed' } });
  const { id } = await app.client.images.inspect({ context, reference });
  await remove(reference);
  expect(await tags()).toEqual([]);
  const { state, result } = await pull(reference);
  await remove(reference);
  return state === 'done' && result?.type === 'image' && result.id === id;
}

describe('what was said to do helps', () => {
  test('with the authority in the engine’s folder of certificates a push and a pull work', async () => {
    const folder = join('/etc/docker/certs.d', SECURE);
    const first = await mkdir(folder, { recursive: true });
    try {
      await writeFile(join(folder, 'ca.crt'), secure.ca ?? '');
      expect(await comesBack(`${SECURE}/team/app:1`)).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
      // What was made on the way goes too, unless somebody else has put something there since.
      for (let at = folder; first !== undefined && at !== first;) await rmdir((at = dirname(at))).catch(() => {});
    }
  });

  test('as an insecure registry one without HTTPS takes a push and gives a pull', async () => {
    await own.engine.saveSettings(JSON.stringify({ 'insecure-registries': [PLAIN] }));
    const refused = async () => (await pull(`${PLAIN}/team/app:1`)).error?.code;
    await expect.poll(refused, { timeout: 10_000 }).toBe('not-found'); // taken over: now the registry itself answers
    expect(await comesBack(`${PLAIN}/team/app:1`)).toBe(true);
  });
});

test('a layer that breaks off until the engine tries no more: that is said, and nothing is left of it', async () => {
  await own.engine.saveSettings(JSON.stringify({ 'max-download-attempts': 2 }));
  expect((await own.engine.settings()).needsRestart).toBe(true);
  await own.engine.restart();
  await expect.poll(() => tags().catch(() => undefined), { timeout: 20_000 }).toEqual([]); // connected again
  const stand = await startTestRegistry({ fault: 'truncated' });
  try {
    const job = await pull(`${stand.host}/test:one`);
    expect(job).toMatchObject({
      state: 'failed',
      error: {
        code: 'registry-unreachable',
        registry: stand.host,
        reason: 'closed',
        message: expect.stringContaining('broke off in the middle of a layer, each time it was tried'),
        hint: expect.stringContaining('Try again'),
        engineText: expect.stringContaining('EOF'),
      },
    });
    const log = await app.logOf(job.id);
    expect(log.match(/Retrying/g)).toHaveLength(1);
    expect(log.match(/broke off in the middle/g)).toHaveLength(1);
    expect(await tags()).toEqual([]);
  } finally {
    await stand.close();
  }
});
