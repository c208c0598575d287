import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { docker, testName } from '../live/testing/engineCli.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { addOddities, facts, madeVolumes } from './volumes/testing/madeVolumes.ts';

const made = madeVolumes();
let second: RunningTestEngine;
let gantry: VolumesClient;

beforeAll(async () => {
  second = await startTestEngine();
  gantry = await startVolumesClient({ others: { second: second.socketPath } });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await gantry.close();
  await second.stop();
});

/** What looks into volumes, on the other engine. */
async function onSecond<T>(run: () => Promise<T>): Promise<T> {
  vi.stubEnv('GANTRY_TEST_SOCKET', second.socketPath);
  try {
    return await run();
  } finally {
    vi.unstubAllEnvs();
  }
}

test('a copy on another engine has the same names, rights, owners, times, links and attributes', async () => {
  const source = await made.make('there', 'mkdir -p a/b; echo x > a/b/x; ln a/b/x a/y; ln -s b a/to; chown 5:6 a/b');
  await addOddities(source);
  const before = await facts(source);
  const target = testName('here');
  try {
    const job = await gantry.ended(
      gantry.client.volumes.copy({
        ...{ context: 'default', name: source, targetContext: 'second', targetName: target },
      }),
    );
    expect(job).toMatchObject({ state: 'done' });
    expect(await onSecond(() => facts(target))).toBe(before);
    expect(await facts(source)).toBe(before);
    expect((await docker('volume', 'ls', '--quiet')).split('\n')).not.toContain(target);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
    expect(await onSecond(() => leftIn(gantry))).toEqual(NOTHING_LEFT);
  } finally {
    await onSecond(() => docker('volume', 'rm', '--force', target));
  }
});

test('a name that is taken on the other engine is refused, and that volume is as it was', async () => {
  const source = await made.make('there', 'echo new > x');
  const target = testName('taken');
  try {
    await onSecond(() => docker('volume', 'create', '--label', TEST_LABEL, target));
    const before = await onSecond(() => facts(target));
    const request = { context: 'default', name: source, targetContext: 'second', targetName: target };
    expect(await gantry.ended(gantry.client.volumes.copy(request))).toMatchObject({
      ...{ state: 'failed', error: { code: 'name-in-use' } },
    });
    expect(await onSecond(() => facts(target))).toBe(before);
    expect(await onSecond(() => leftIn(gantry))).toEqual(NOTHING_LEFT);
  } finally {
    await onSecond(() => docker('volume', 'rm', '--force', target));
  }
});

test('the other engine is killed while it unpacks: the half copy goes when it is taken up, the source stays', async () => {
  const source = await made.make('there', 'for i in 1 2 3 4 5 6 7 8; do head -c 8000000 /dev/urandom > $i; done');
  const before = await facts(source);
  const target = testName('half');
  const begun = await gantry.client.volumes.copy({
    ...{ context: 'default', name: source, targetContext: 'second', targetName: target },
  });
  const job = gantry.ended(Promise.resolve(begun));
  const isCopying = () => gantry.jobs.feed.get(begun.jobId)?.message?.includes('Copying');
  await expect.poll(isCopying, { interval: 5, timeout: 20_000 }).toBe(true);
  const { state } = second.engine.status;
  if (state.type === 'running') process.kill(state.pid, 'SIGKILL');
  expect(await job).toMatchObject({ state: 'failed', error: { code: 'engine-unreachable' } });
  const names = () => onSecond(() => docker('volume', 'ls', '--quiet').catch(() => 'away'));
  await expect.poll(names, { timeout: 40_000 }).not.toBe('away');
  const cutOff = [...gantry.volumes.deps.work.unfinished.values()];
  expect(cutOff).toMatchObject([{ kind: 'copy', context: 'second', volume: target }]);
  const taken = gantry.client.volumes.resume({ id: cutOff[0]?.id ?? '' });
  expect(await gantry.ended(taken)).toMatchObject({ state: 'done' });
  expect((await names()).split('\n')).not.toContain(target);
  expect(await facts(source)).toBe(before);
  expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  expect(await onSecond(() => leftIn(gantry))).toEqual(NOTHING_LEFT);
});
