import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerAction, ActionResult } from '../../../contract/model/action.ts';
import { createTest, docker, removeAll, runTest, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { startTestClient, type TestClient } from './testing/client.ts';

const context = 'default';
let gantry: TestClient;

beforeAll(async () => void (gantry = await startTestClient()));
afterAll(() => gantry.close());
const name = madeNames();

type Input = Parameters<TestClient['client']['containers']['apply']>[0]['action'];

async function apply(ids: string[], action: Input): Promise<ActionResult[]> {
  const results: ActionResult[] = [];
  for await (const result of gantry.client.containers.apply({ context, ids, action })) results.push(result);
  return results;
}

async function applyOne(id: string, action: Input) {
  const [result] = await apply([id], action);
  return result?.error;
}

const inspect = (id: string) => gantry.client.containers.inspect({ context, id });
const stateOf = async (id: string) => (await inspect(id)).state;

describe('what is done to containers', () => {
  test('start, pause, unpause, restart, stop, kill, rename, remove', async () => {
    const id = await createTest(name('web'), '--stop-signal', 'KILL');
    const steps: [Input, string][] = [
      [{ type: 'start' }, 'running'],
      [{ type: 'start' }, 'running'], // what is so already is fine
      [{ type: 'pause' }, 'paused'],
      [{ type: 'unpause' }, 'running'],
      [{ type: 'restart', timeoutSeconds: 0 }, 'running'],
      [{ type: 'stop', timeoutSeconds: 1 }, 'exited'],
      [{ type: 'start' }, 'running'],
      [{ type: 'kill' }, 'exited'],
    ];
    for (const [action, state] of steps) {
      expect(await applyOne(id, action)).toBeUndefined();
      expect(await stateOf(id)).toBe(state);
    }
    expect((await inspect(id)).exitCode).toBe(137); // AC-22
    const other = name('other');
    expect(await applyOne(id, { type: 'rename', name: other })).toBeUndefined();
    expect((await inspect(id)).name).toBe(other);
    expect(await applyOne(id, { type: 'remove' })).toBeUndefined();
    await expect(inspect(id)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('any signal can be sent', async () => {
    const script = 'trap "exit 42" USR1; touch /ready; while :; do sleep 0.1; done';
    const id = await runTest(name('trap'), '--', 'sh', '-c', `${script}`);
    await docker('exec', id, 'sh', '-c', 'until test -f /ready; do sleep 0.05; done');
    expect(await applyOne(id, { type: 'kill', signal: 'SIGUSR1' })).toBeUndefined();
    await docker('wait', id);
    expect(await inspect(id)).toMatchObject({ state: 'exited', exitCode: 42 });
    expect(await applyOne(id, { type: 'kill' })).toMatchObject({ code: 'conflict' });
  });

  test('a failure of one does not stop the rest, and each says how it ended', async () => {
    const ids = await Promise.all([runTest(name('a')), createTest(name('b')), createTest(name('c'))]);
    const missing = '0'.repeat(64);
    const results = await apply([...ids, missing], { type: 'remove' });
    const errorOf = (id: string) => results.find((result) => result.id === id)?.error?.code;
    expect(results).toHaveLength(4);
    expect(ids.map(errorOf)).toEqual(['conflict', undefined, undefined]);
    expect(errorOf(missing)).toBe('not-found');
    expect(await stateOf(ids[0])).toBe('running');
  });

  test('one that is removed by somebody else meanwhile is said to be gone', async () => {
    const id = await runTest(name('web'), '--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done');
    const stopping = applyOne(id, { type: 'stop', timeoutSeconds: 20 });
    await docker('rm', '--force', id);
    await stopping; // whatever it says, it ends
    expect(await applyOne(id, { type: 'start' })).toMatchObject({ code: 'not-found' });
  });

  test('a name that is taken says by whom', async () => {
    const [taken, free] = [name('taken'), name('free')];
    const owner = await createTest(taken);
    const id = await createTest(free);
    expect(await applyOne(id, { type: 'rename', name: taken })).toMatchObject({
      code: 'name-in-use',
      name: taken,
      ownerId: owner,
    });
  });

  test('limits and the restart policy change while it runs', async () => {
    const id = await runTest(name('web'));
    const update = { memoryBytes: 64 * 1024 ** 2, memorySwapBytes: 128 * 1024 ** 2, cpus: 0.5, pids: 50 };
    const action: Input = {
      type: 'update',
      update: { ...update, restartPolicy: { name: 'on-failure', maximumRetryCount: 3 } },
    };
    expect(await applyOne(id, action)).toBeUndefined();
    expect(await inspect(id)).toMatchObject({
      limits: update,
      restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
    });
    // The engine would say yes and change nothing.
    expect(await applyOne(id, { type: 'update', update: { memoryBytes: 0 } })).toMatchObject({ code: 'unsupported' });
    expect(await applyOne(id, { type: 'update', update: { pids: 0, cpuShares: 0 } })).toBeUndefined();
    expect((await inspect(id)).limits).toMatchObject({ pids: 0, memoryBytes: 64 * 1024 ** 2 });
  });

  test('every action is written down with its docker command', async () => {
    const web = name('web');
    const id = await createTest(web);
    await applyOne(id, { type: 'start' });
    await applyOne(id, { type: 'remove' });
    const entries = [...gantry.activity.feed.values()].slice(-2);
    expect(entries).toMatchObject([
      {
        state: 'done',
        command: expect.stringMatching(/^docker container start /),
        durationMs: expect.any(Number),
        calls: [{ method: 'POST', path: `/containers/${id}/start`, status: 204 }],
      },
      {
        state: 'failed',
        error: { code: 'conflict' },
        calls: [{ method: 'DELETE', path: `/containers/${id}?force=false&v=false`, status: 409 }],
      },
    ]);
  });

  test('many at once are done a few at a time', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => createTest(name(`many${index}`))));
    gantry.proxy.requests.length = 0;
    const results = await apply([...ids, ids[0]!], { type: 'remove' } satisfies ContainerAction | Input);
    expect(results.filter(({ error }) => error)).toEqual([]);
    expect(gantry.proxy.requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(20);
  });
});

describe('what is done to many', () => {
  const quick = (what: string) => runTest(name(what), '--stop-signal', 'KILL');

  test('goes on to the last of them when the page leaves after the first, as a job that says of each how it ended', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => quick(`many${index}`)));
    const batchId = randomUUID();
    const missing = '0'.repeat(64);
    const input = { context, ids: [...ids, missing], action: { type: 'stop' as const }, batchId };
    for await (const _ of gantry.client.containers.apply(input)) break;

    const job = await gantry.ended(batchId);
    expect(await docker('ps', '--quiet', '--no-trunc', ...ids.flatMap((id) => ['--filter', `id=${id}`]))).toBe('');
    expect(job).toMatchObject({
      kind: 'apply',
      title: 'Stop 21 containers',
      state: 'failed',
      message: 'Stopped 20 of 21 containers',
      error: { message: 'Stop: 1 of 21 containers failed.' },
    });
    expect(job.items.filter(({ status }) => status === 'Stopped')).toHaveLength(20);
    expect(job.items.at(-1)).toMatchObject({
      id: missing,
      isDone: true,
      status: expect.stringContaining('no such container'),
    });

    // A page that comes back gets them all.
    const again: ActionResult[] = [];
    for await (const result of gantry.client.containers.results({ batchId })) again.push(result);
    expect(again.map(({ id }) => id).toSorted()).toEqual([...ids, missing].toSorted());
    expect(again.filter(({ error }) => error)).toMatchObject([{ id: missing, error: { code: 'not-found' } }]);
  });

  test('can be cancelled: what has begun ends, the rest is not begun', async () => {
    const stubborn = ['--', 'sh', '-c', 'trap "" TERM; touch /ready; while :; do sleep 0.1; done'];
    const ids = await Promise.all(Array.from({ length: 10 }, (_, index) => runTest(name(`slow${index}`), ...stubborn)));
    for (const id of ids) await docker('exec', id, 'sh', '-c', 'until test -f /ready; do sleep 0.05; done');
    const batchId = randomUUID();
    const results: ActionResult[] = [];
    const input = { context, ids, action: { type: 'stop' as const, timeoutSeconds: 2 }, batchId };
    const reading = (async () => {
      for await (const result of gantry.client.containers.apply(input)) results.push(result);
    })();
    await expect
      .poll(() => gantry.proxy.requests.filter((line) => /^POST .*\/stop\?t=2/.test(line)).length)
      .toBeGreaterThanOrEqual(8);
    await gantry.client.jobs.cancel({ jobId: batchId });
    expect(await gantry.ended(batchId)).toMatchObject({ state: 'cancelled', message: 'Stopped 8 of 10 containers' });
    await reading;
    expect(results.filter(({ error }) => error?.code === 'cancelled')).toHaveLength(2);
    expect((await docker('ps', '--quiet', ...ids.flatMap((id) => ['--filter', `id=${id}`]))).split('\n')).toHaveLength(
      2,
    );
  });

  test('is not known any more, or never was: that is said', async () => {
    const never = gantry.client.containers.results({ batchId: randomUUID() })[Symbol.asyncIterator]();
    await expect(never.next()).rejects.toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('a container that is made to be removed when it ends', () => {
  const autoRemoved = async (what: string) => {
    const id = await runTest(name(what), '--rm', '--volume', '/data', '--stop-signal', 'KILL');
    return { id, volume: await docker('container', 'inspect', '--format', '{{(index .Mounts 0).Name}}', id) };
  };
  const volumes = async () => (await docker('volume', 'ls', '--quiet')).split('\n');

  test('says so in what its removal takes', async () => {
    const { id } = await autoRemoved('rm');
    const other = await createTest(name('kept'));
    const previews = await gantry.client.containers.previewRemove({ context, ids: [id, other] });
    expect(previews.map(({ isAutoRemoved }) => isAutoRemoved)).toEqual([true, false]);
  });

  test('is gone with its volume after a stop and a removal, and that is no failure', async () => {
    const many = await Promise.all([autoRemoved('a'), autoRemoved('b'), autoRemoved('c')]);
    const ids = many.map(({ id }) => id);
    const results = await apply(ids, { type: 'remove', stopFirst: true });
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    await expect.poll(() => docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(ids[0]);
    await expect.poll(volumes).not.toContain(many[0]?.volume);
  });

  test('keeps its volume when it is killed by the removal itself', async () => {
    const { id, volume } = await autoRemoved('forced');
    try {
      expect(await applyOne(id, { type: 'remove', force: true })).toBeUndefined();
      await expect.poll(() => docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(id);
      expect(await volumes()).toContain(volume);
    } finally {
      await docker('volume', 'rm', volume).catch(() => {});
    }
  });

  test.each<Input>([{ type: 'stop' }, { type: 'kill' }])(
    'says after a $type that it went, and what with it',
    async (action) => {
      const { id } = await autoRemoved('said');
      const plain = await quickOne();
      const results = await apply([id, plain], action);
      const warningsOf = (of: string) => results.find((result) => result.id === of)?.warnings;
      expect(warningsOf(id)).toEqual([
        expect.stringMatching(/removed when it ends.*has removed it and its anonymous volume/),
      ]);
      expect(warningsOf(plain)).toBeUndefined();
    },
  );
  const quickOne = () => runTest(name('plain'), '--stop-signal', 'KILL');
});

describe('before something is removed', () => {
  test('it says what goes: the writable layer, anonymous volumes with their size; and what stays', async () => {
    const volume = testName('vol');
    await docker('volume', 'create', '--label', 'gantry.test', volume);
    const web = name('web');
    try {
      const id = await runTest(
        web,
        ...['--volume', '/cache', '--volume', `${volume}:/data`],
        ...['--', 'sh', '-c', 'head -c 5000 /dev/zero > /big; head -c 3000 /dev/zero > /cache/x; sleep 1000'],
      );
      await docker('exec', id, 'sh', '-c', 'until test -s /cache/x; do sleep 0.05; done');
      const [preview] = await gantry.client.containers.previewRemove({ context, ids: [id, '0'.repeat(64)] });
      expect(preview).toMatchObject({
        id,
        name: web,
        state: 'running',
        writableBytes: expect.any(Number),
        anonymousVolumes: [{ name: expect.stringMatching(/^[0-9a-f]{64}$/), destination: '/cache' }],
        namedVolumes: [volume],
      });
      expect(preview?.writableBytes).toBeGreaterThanOrEqual(5000);
      expect(preview?.anonymousVolumes[0]?.sizeBytes).toBeGreaterThanOrEqual(3000);

      await applyOne(id, { type: 'remove', force: true, volumes: true });
      const left = await docker('volume', 'ls', '--quiet');
      expect(left).toContain(volume);
      expect(left).not.toContain(preview?.anonymousVolumes[0]?.name);
    } finally {
      await removeAll([web]);
      await docker('volume', 'rm', volume);
    }
  });

  test('a prune lists everything that does not run, also what was never started', async () => {
    const [created, exited, running] = [name('created'), name('exited'), name('running')];
    const ids = [await createTest(created), await runTest(exited, '--', 'true'), await runTest(running)];
    await docker('wait', exited);
    const preview = await gantry.client.containers.previewPrune({ context });
    const mine = preview.filter(({ id }) => ids.includes(id));
    expect(Object.fromEntries(mine.map((one) => [one.name, one.state]))).toEqual({
      [created]: 'created',
      [exited]: 'exited',
    });
  });
});

describe('what is only looked at', () => {
  test('processes and changes', async () => {
    const id = await runTest(name('web'), '--', 'sh', '-c', 'touch /home/abc; rm /etc/group; sleep 999');
    await docker('exec', id, 'sh', '-c', 'while test -f /etc/group; do sleep 0.05; done');
    const table = await gantry.client.containers.top({ context, id });
    const command = table.titles.indexOf('CMD');
    expect(table.rows.some((row) => row[command]?.includes('sleep 999'))).toBe(true);
    expect(await gantry.client.containers.changes({ context, id })).toEqual(
      expect.arrayContaining([
        { path: '/home', kind: 'changed' },
        { path: '/home/abc', kind: 'added' },
        { path: '/etc/group', kind: 'deleted' },
      ]),
    ); // AC-10
  });

  test('a container in all its details', async () => {
    const web = name('web');
    const id = await runTest(
      web,
      ...['--env', 'A=1', '--label', 'com.docker.compose.project=shop', '--tmpfs', '/t', '--volume', '/v'],
      ...['--publish', '127.0.0.1::80/udp', '--expose', '99', '--memory', '64m', '--cpus', '0.25', '--user', 'nobody'],
      ...['--health-cmd', 'echo fine', '--health-interval', '200ms', '--hostname', 'box', '--workdir', '/tmp'],
      ...['--restart', 'unless-stopped', '--read-only', '--init'],
    );
    await expect.poll(async () => (await inspect(id)).health?.log.length, { timeout: 5000 }).toBeGreaterThan(0);
    const detail = await inspect(id);
    expect(detail).toMatchObject({
      id,
      name: web,
      image: TEST_IMAGE,
      state: 'running',
      command: ['sleep', '1000'],
      hasInit: true,
      user: 'nobody',
      hostname: 'box',
      workingDir: '/tmp',
      isRootReadOnly: true,
      restartPolicy: { name: 'unless-stopped' },
      limits: { memoryBytes: 64 * 1024 ** 2, cpus: 0.25 },
      stack: { project: 'shop' },
      stopSignal: 'SIGTERM',
      networks: [{ name: 'bridge' }],
      health: { status: 'healthy', intervalMs: 200, log: [{ exitCode: 0, output: 'fine\n' }] },
    });
    expect(detail.ports).toEqual(
      expect.arrayContaining([
        { containerPort: 99, protocol: 'tcp' },
        { containerPort: 80, protocol: 'udp', hostIp: '127.0.0.1', hostPort: expect.any(Number) },
      ]),
    );
    expect(detail.mounts).toMatchObject([{ type: 'volume', destination: '/v' }]);
    expect(detail.pid).toBeGreaterThan(0);
  });

  test('an engine, as docker info has it', async () => {
    const info = await gantry.client.contexts.info({ context });
    const [storage, cpus] = (await docker('info', '--format', '{{.Driver}} {{.NCPU}}')).split(' ');
    expect(info).toMatchObject({ storageDriver: storage, cpus: Number(cpus), swarmState: 'inactive' });
    expect(info.runtimes).toContain('runc');
    expect(info.containerdVersion).toBeTruthy();
  });
});

describe('a copy of a container', () => {
  test('as an image', async () => {
    const repository = `gantry-test/${testName('image')}`;
    const id = await runTest(name('web'), '--', 'sh', '-c', 'echo hello > /made; sleep 1000');
    await docker('exec', id, 'sh', '-c', 'until test -s /made; do sleep 0.05; done');
    const { imageId } = await gantry.client.containers.commit({
      context,
      id,
      repository,
      tag: '2',
      message: 'with a file',
    });
    try {
      expect(await docker('run', '--rm', '--label', 'gantry.test', `${repository}:2`, 'cat', '/made')).toBe('hello');
      expect(await docker('image', 'inspect', '--format', '{{.Id}} {{.Comment}}', `${repository}:2`)).toBe(
        `${imageId} with a file`,
      );
    } finally {
      await docker('image', 'rm', `${repository}:2`);
    }
  });

  test('as a tar archive, with a job', async () => {
    const web = name('web');
    const id = await createTest(web);
    const { jobId } = await gantry.client.containers.export({ context, id });
    const job = await gantry.ended(jobId);
    const file = [...gantry.files].at(-1);
    expect(job).toMatchObject({ state: 'done', result: { type: 'file', sizeBytes: file?.[1].byteLength } });
    expect(file?.[1].includes('bin/busybox')).toBe(true);
    expect(file?.[1].byteLength).toBeGreaterThan(500_000);
  });

  test('of a container that is gone fails in the job', async () => {
    const { jobId } = await gantry.client.containers.export({ context, id: '0'.repeat(64) });
    expect(await gantry.ended(jobId)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });
});
