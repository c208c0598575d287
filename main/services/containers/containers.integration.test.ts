import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ContainerAction, ActionResult } from '../../../contract/model/action.ts';
import { createTest, docker, runTest } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { type ActionInput, containerActions } from './testing/actions.ts';

const context = 'default';
const on = containerActions();
const name = madeNames();

describe('what is done to containers', () => {
  test('start, pause, unpause, restart, stop, kill, rename, remove', async () => {
    const id = await createTest(name('web'), '--stop-signal', 'KILL');
    const steps: [ActionInput, string][] = [
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
      expect(await on.applyOne(id, action)).toBeUndefined();
      expect(await on.stateOf(id)).toBe(state);
    }
    expect((await on.inspect(id)).exitCode).toBe(137); // AC-22
    const other = name('other');
    expect(await on.applyOne(id, { type: 'rename', name: other })).toBeUndefined();
    expect((await on.inspect(id)).name).toBe(other);
    expect(await on.applyOne(id, { type: 'remove' })).toBeUndefined();
    await expect(on.inspect(id)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('any signal can be sent', async () => {
    const script = 'trap "exit 42" USR1; touch /ready; while :; do sleep 0.1; done';
    const id = await runTest(name('trap'), '--', 'sh', '-c', `${script}`);
    await docker('exec', id, 'sh', '-c', 'until test -f /ready; do sleep 0.05; done');
    expect(await on.applyOne(id, { type: 'kill', signal: 'SIGUSR1' })).toBeUndefined();
    await docker('wait', id);
    expect(await on.inspect(id)).toMatchObject({ state: 'exited', exitCode: 42 });
    expect(await on.applyOne(id, { type: 'kill' })).toMatchObject({ code: 'conflict' });
  });

  test('a failure of one does not stop the rest, and each says how it ended', async () => {
    const ids = await Promise.all([runTest(name('a')), createTest(name('b')), createTest(name('c'))]);
    const missing = '0'.repeat(64);
    const results = await on.apply([...ids, missing], { type: 'remove' });
    const errorOf = (id: string) => results.find((result) => result.id === id)?.error?.code;
    expect(results).toHaveLength(4);
    expect(ids.map(errorOf)).toEqual(['conflict', undefined, undefined]);
    expect(errorOf(missing)).toBe('not-found');
    expect(await on.stateOf(ids[0])).toBe('running');
  });

  test('one that is removed by somebody else meanwhile is said to be gone', async () => {
    const id = await runTest(name('web'), '--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done');
    const stopping = on.applyOne(id, { type: 'stop', timeoutSeconds: 20 });
    await docker('rm', '--force', id);
    await stopping; // whatever it says, it ends
    expect(await on.applyOne(id, { type: 'start' })).toMatchObject({ code: 'not-found' });
  });

  test('a name that is taken says by whom', async () => {
    const [taken, free] = [name('taken'), name('free')];
    const owner = await createTest(taken);
    const id = await createTest(free);
    expect(await on.applyOne(id, { type: 'rename', name: taken })).toMatchObject({
      code: 'name-in-use',
      name: taken,
      ownerId: owner,
    });
  });

  test('limits and the restart policy change while it runs', async () => {
    const id = await runTest(name('web'));
    const update = { memoryBytes: 64 * 1024 ** 2, memorySwapBytes: 128 * 1024 ** 2, cpus: 0.5, pids: 50 };
    const action: ActionInput = {
      type: 'update',
      update: { ...update, restartPolicy: { name: 'on-failure', maximumRetryCount: 3 } },
    };
    expect(await on.applyOne(id, action)).toBeUndefined();
    expect(await on.inspect(id)).toMatchObject({
      limits: update,
      restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
    });
    // The engine would say yes and change nothing.
    expect(await on.applyOne(id, { type: 'update', update: { memoryBytes: 0 } })).toMatchObject({
      code: 'unsupported',
    });
    expect(await on.applyOne(id, { type: 'update', update: { pids: 0, cpuShares: 0 } })).toBeUndefined();
    expect((await on.inspect(id)).limits).toMatchObject({ pids: 0, memoryBytes: 64 * 1024 ** 2 });
  });

  test('every action is written down with its docker command', async () => {
    const web = name('web');
    const id = await createTest(web);
    await on.applyOne(id, { type: 'start' });
    await on.applyOne(id, { type: 'remove' });
    const entries = [...on.gantry.activity.feed.values()].slice(-2);
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
    on.gantry.proxy.requests.length = 0;
    const results = await on.apply([...ids, ids[0]!], { type: 'remove' } satisfies ContainerAction | ActionInput);
    expect(results.filter(({ error }) => error)).toEqual([]);
    expect(on.gantry.proxy.requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(20);
  });
});

describe('what is done to many', () => {
  const quick = (what: string) => runTest(name(what), '--stop-signal', 'KILL');

  test('goes on to the last of them when the page leaves after the first, as a job that says of each how it ended', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => quick(`many${index}`)));
    const batchId = randomUUID();
    const missing = '0'.repeat(64);
    const input = { context, ids: [...ids, missing], action: { type: 'stop' as const }, batchId };
    for await (const _ of on.gantry.client.containers.apply(input)) break;

    const job = await on.gantry.ended(batchId);
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
    for await (const result of on.gantry.client.containers.results({ batchId })) again.push(result);
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
      for await (const result of on.gantry.client.containers.apply(input)) results.push(result);
    })();
    await expect
      .poll(() => on.gantry.proxy.requests.filter((line) => /^POST .*\/stop\?t=2/.test(line)).length)
      .toBeGreaterThanOrEqual(8);
    await on.gantry.client.jobs.cancel({ jobId: batchId });
    expect(await on.gantry.ended(batchId)).toMatchObject({ state: 'cancelled', message: 'Stopped 8 of 10 containers' });
    await reading;
    expect(results.filter(({ error }) => error?.code === 'cancelled')).toHaveLength(2);
    expect((await docker('ps', '--quiet', ...ids.flatMap((id) => ['--filter', `id=${id}`]))).split('\n')).toHaveLength(
      2,
    );
  });

  test('is not known any more, or never was: that is said', async () => {
    const never = on.gantry.client.containers.results({ batchId: randomUUID() })[Symbol.asyncIterator]();
    await expect(never.next()).rejects.toMatchObject({ error: { code: 'not-found' } });
  });
});
