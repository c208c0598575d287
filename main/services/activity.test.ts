import { AsyncResource } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { noteCall } from '../docker/calls.ts';
import { asJob } from '../jobs/runningJob.ts';
import { createActivityLog } from './activity.ts';

const ENTRY = { context: 'lab', title: 'Stop web', command: 'docker container stop web' };
const cancelled = new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
const refused = new AppFailure({ code: 'conflict', message: 'No.', hint: 'Wait.' });

function setUp() {
  let time = 100;
  const log = createActivityLog(() => time);
  const fail = (failure: AppFailure) => async () => {
    time += 5;
    throw failure;
  };
  const succeed = async () => {
    time += 20;
    return 'value';
  };
  return { log, fail, succeed };
}

describe('the activity log', () => {
  test('keeps what an action asked of the engine, and not what others ask meanwhile or it asks later', async () => {
    const { log } = setUp();
    let later = () => {};
    await log.record(ENTRY, async (amend) => {
      noteCall('POST', '/containers/a/stop', { t: 10, missing: undefined }).answered(204);
      noteCall('GET', '/containers/a/json', {});
      await Promise.resolve();
      noteCall('DELETE', '/containers/a', { force: true }).answered(409);
      later = AsyncResource.bind(() => noteCall('GET', '/later', {}));
      amend('docker container rm web');
    });
    noteCall('GET', '/others', {});
    later();
    expect([...log.feed.values()]).toMatchObject([
      {
        command: 'docker container rm web',
        calls: [
          { method: 'POST', path: '/containers/a/stop?t=10', status: 204 },
          { method: 'GET', path: '/containers/a/json' },
          { method: 'DELETE', path: '/containers/a?force=true', status: 409 },
        ],
      },
    ]);
  });

  test('keeps what was made, and the job that it was made for', async () => {
    const { log } = setUp();
    await asJob('job-1', () =>
      log.record(ENTRY, async () => {
        noteCall('POST', '/containers/create', { name: 'web' }).read({ Id: 'c0ffee', Warnings: [] });
        noteCall('POST', '/volumes/create', {}).read({ Name: 'data', Driver: 'local' });
        noteCall('GET', '/containers/c0ffee/json', {}).read({ Id: 'c0ffee' });
        noteCall('POST', '/networks/create', {}).read(undefined);
      }),
    );
    const [action] = [...log.feed.values()];
    expect(action).toMatchObject({ jobId: 'job-1' });
    expect(action?.calls?.map(({ made }) => made)).toEqual(['c0ffee', 'data', undefined, undefined]);
  });

  test('says of each action what it was, how long it took and how it ended', async () => {
    const { log, fail, succeed } = setUp();
    expect(await log.record(ENTRY, succeed)).toBe('value');
    await expect(log.record(ENTRY, fail(refused))).rejects.toBe(refused);
    await expect(log.record(ENTRY, fail(cancelled))).rejects.toBe(cancelled);
    expect([...log.feed.values()]).toMatchObject([
      { ...ENTRY, at: 100, state: 'done', durationMs: 20 },
      { ...ENTRY, state: 'failed', durationMs: 5, error: refused.error },
      { ...ENTRY, state: 'cancelled' },
    ]);
  });

  test('lists an action while it runs', async () => {
    const { log } = setUp();
    let finish = () => {};
    const running = log.record(ENTRY, () => new Promise<void>((resolve) => (finish = resolve)));
    expect([...log.feed.values()]).toMatchObject([{ state: 'running' }]);
    finish();
    await running;
  });

  test('keeps the newest two thousand', async () => {
    const { log, succeed } = setUp();
    for (let index = 0; index < 2100; index++) await log.record({ ...ENTRY, title: String(index) }, succeed);
    expect(log.feed.size).toBe(2000);
    expect([...log.feed.values()].at(-1)?.title).toBe('2099');
  });
});
