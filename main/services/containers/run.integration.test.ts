import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTest, docker, removeAll, runTest, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { startTestClient, type TestClient } from './testing/client.ts';

const context = 'default';
const labels = [{ name: 'gantry.test', value: '' }];
let gantry: TestClient;
let made: string[] = [];

beforeAll(async () => void (gantry = await startTestClient()));
afterAll(() => gantry.close());
afterEach(async () => {
  await removeAll(made);
  made = [];
});

function name(what: string): string {
  const fresh = testName(what);
  made.push(fresh);
  return fresh;
}

const inspect = (id: string) => gantry.client.containers.inspect({ context, id });
const stateOf = async (id: string) => (await inspect(id)).state;

async function run(settings: object) {
  const input = { image: TEST_IMAGE, labels, command: ['sleep', '1000'], ...settings };
  const { jobId } = await gantry.client.containers.run({ context, settings: input });
  const job = await gantry.ended(jobId);
  const ids = job.result?.type === 'containers' ? job.result.ids : [];
  made.push(...ids);
  return { job, ids, id: ids[0] ?? '' };
}

const check = (settings: object) =>
  gantry.client.containers.checkRun({ context, settings: { image: TEST_IMAGE, ...settings } });

/** Another program on this machine that listens. */
async function listen(host: string): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host, port: 0 }, resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('a run', () => {
  test('creates, starts, and says which container it made', async () => {
    const web = name('web');
    const { job, id } = await run({ name: web, ports: [{ containerPort: 80 }], env: [{ name: 'A', value: 'b c' }] });
    const command = expect.stringContaining(`--name ${web}`) as string;
    expect(job).toMatchObject({ state: 'done', kind: 'run', command, message: `Started ${web}` });
    const detail = await inspect(id);
    expect(detail).toMatchObject({ name: web, state: 'running', env: expect.arrayContaining(['A=b c']) });
    expect(detail.ports[0]?.hostPort).toBeGreaterThan(1024); // AC-30
    expect(detail.networks[0]?.ipAddress).toMatch(/^\d+\./);
  });

  test('several at once get numbers', async () => {
    const web = testName('web');
    const { ids } = await run({ name: web, count: 3 });
    expect(await Promise.all(ids.map(async (id) => (await inspect(id)).name))).toEqual([
      `${web}-1`,
      `${web}-2`,
      `${web}-3`,
    ]);
  });

  test('one that ends at once is seen by inspect, with its exit code', async () => {
    const { id } = await run({ command: ['sh', '-c', 'exit 3'] });
    await docker('wait', id);
    expect(await inspect(id)).toMatchObject({ state: 'exited', exitCode: 3, startedAt: expect.any(Number) });
  });

  test('on an address that the machine lacks leaves a created container and says so', async () => {
    const ports = [{ containerPort: 80, hostPort: 18_080, hostIp: '198.51.100.73' }];
    const { job, id } = await run({ ports }); // AC-28
    expect(job).toMatchObject({ state: 'failed', error: { code: 'invalid-input', path: ['ports'] } });
    expect(job.error?.message).toContain('is kept');
    expect(await stateOf(id)).toBe('created');
    expect(await check({ ports })).toMatchObject({ unknownAddresses: ['198.51.100.73'] });
  });

  test('on a port that is taken is refused, and the check has named the owner and a free port', async () => {
    const owner = name('owner');
    await runTest(owner, '--publish', '127.0.0.1::80');
    const hostPort = Number((await docker('port', owner, '80')).split(':').at(-1));
    const ports = [{ containerPort: 80, hostPort }];
    await expect.poll(async () => (await check({ ports })).ports[0]?.owner).toBe(owner);
    const found = await check({ ports }); // AC-29
    expect(found.ports).toMatchObject([{ hostPort, owner, ownerId: expect.any(String) }]);
    expect(found.ports[0]?.suggestedPort).toBeGreaterThan(hostPort);
    const { job, id } = await run({ ports });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'port-in-use', hostPort, owner } });
    expect(await stateOf(id)).toBe('created');

    const free = [{ containerPort: 80, hostPort: found.ports[0]?.suggestedPort }];
    expect((await check({ ports: free })).ports).toEqual([]);
    expect((await run({ ports: free })).job.state).toBe('done');
  });

  test('is checked against other programs of this machine', async () => {
    const { port, server } = await listen('127.0.0.1');
    try {
      const on = async (hostIp?: string) =>
        (await check({ ports: [{ containerPort: 80, hostPort: port, hostIp }] })).ports.map(({ owner }) => owner);
      expect(await on()).toEqual(['another program on this machine']);
      expect(await on('127.0.0.1')).toEqual(['another program on this machine']);
      expect(await on('127.0.0.2')).toEqual([]);
    } finally {
      server.close();
    }
  });

  test('is checked for its name, its image and its bind sources', async () => {
    const taken = name('taken');
    const id = await createTest(taken);
    // The check looks at the live list, which has what was made in a shell a moment later.
    await expect.poll(async () => (await check({ name: taken })).nameOwner).toEqual({ id, name: taken });
    const found = await check({
      name: taken,
      image: 'no/such-image:1',
      mounts: [
        { type: 'bind', source: '/no/such/folder', target: '/x' },
        { type: 'bind', source: '/tmp', target: '/y' },
      ],
    });
    expect(found).toMatchObject({
      nameOwner: { id, name: taken },
      hasImage: false,
      missingSources: ['/no/such/folder'],
    });
    expect(await check({})).toMatchObject({ hasImage: true, missingSources: [], ports: [] });
    expect((await check({ image: '../containers/json?x=' })).hasImage).toBe(false);
  });

  test('with a name that is taken says whose it is', async () => {
    const taken = name('taken');
    const ownerId = await createTest(taken);
    const { job, ids } = await run({ name: taken });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'name-in-use', ownerId } });
    expect(ids).toEqual([]);
  });

  test('of a program that is not in the image keeps the container, unless it removes itself', async () => {
    const kept = await run({ command: ['nosuchcmd'] });
    expect(kept.job.error).toMatchObject({ code: 'invalid-input', path: ['command'] });
    expect(await inspect(kept.id)).toMatchObject({
      state: 'created',
      exitCode: 127,
      startError: expect.stringContaining('nosuchcmd'),
    });
    const removed = await run({ command: ['nosuchcmd'], autoRemove: true });
    expect(removed.job.state).toBe('failed');
    expect(removed.ids).toEqual([]);
    expect(removed.job.error?.message).not.toContain('kept');
  });

  test('of an image that is not there fails with the reason when it must not be pulled', async () => {
    const { job } = await run({ image: 'no/such-image:1', pull: 'never' });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });

  test('that is cancelled half way says what runs already', async () => {
    const web = testName('web');
    const settings = { image: TEST_IMAGE, labels, command: ['sleep', '1000'], name: web, count: 12 };
    const { jobId } = await gantry.client.containers.run({ context, settings });
    for await (const line of gantry.client.jobs.log({ jobId })) if (line.startsWith('Started')) break;
    await gantry.client.jobs.cancel({ jobId });
    const job = await gantry.ended(jobId);
    const ids = job.result?.type === 'containers' ? job.result.ids : [];
    made.push(...ids);
    expect(job.state).toBe('cancelled');
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(12);
    expect(job.message).toBe(`Cancelled. Made before that and running: ${ids.length} of 12 containers.`);
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => 'running'));
    expect((await docker('ps', '--all', '--quiet', '--filter', `name=${web}`)).split('\n')).toHaveLength(ids.length);
  });

  test('can be cancelled while it pulls', async () => {
    // The address swallows packets, so that the pull hangs.
    const settings = { image: '192.0.2.1:5000/x:1', labels };
    const { jobId } = await gantry.client.containers.run({ context, settings });
    for await (const change of gantry.client.jobs.watch({})) {
      const job = (change.type === 'snapshot' ? change.items : change.upserted).find(({ id }) => id === jobId);
      if (job?.message.startsWith('Pulling') || (job && job.state !== 'running')) break;
    }
    await gantry.client.jobs.cancel({ jobId });
    expect(await gantry.ended(jobId)).toMatchObject({ state: expect.stringMatching(/cancelled|failed/) });
  });
});
