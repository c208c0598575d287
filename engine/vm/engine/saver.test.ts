import { afterEach, expect, test, vi } from 'vitest';
import { createSaver, isGuestWorking } from './saver.ts';

afterEach(() => vi.useRealTimers());

function watch(minutes: number) {
  vi.useFakeTimers();
  const world = { traffic: 0 as number | undefined, isWorking: false, sleeps: 0, asked: 0 };
  const end = createSaver({
    minutes: () => minutes,
    traffic: () => world.traffic,
    isWorking: async () => {
      world.asked += 1;
      return world.isWorking;
    },
    sleep: async () => {
      world.sleeps += 1;
      world.traffic = undefined;
    },
  });
  const pass = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);
  return { world, end, pass };
}

test('sleeps after so many minutes in which nothing ran; who only looks on does not keep it awake', async () => {
  const { world, pass, end } = watch(3);
  for (let minute = 0; minute < 3; minute++) {
    world.traffic = (world.traffic ?? 0) + 1_200;
    await pass(1);
  }
  expect(world.sleeps).toBe(0);
  await pass(2);
  expect(world.sleeps).toBe(1);
  end();
});

test('containers, steps of a build, and what is pulled keep it awake', async () => {
  const { world, pass, end } = watch(1);
  world.isWorking = true;
  await pass(10);
  world.isWorking = false;
  for (let minute = 0; minute < 10; minute++) {
    world.traffic = (world.traffic ?? 0) + 100_000;
    await pass(1);
  }
  expect(world.sleeps).toBe(0);
  await pass(3);
  expect(world.sleeps).toBe(1);
  end();
});

test('turned off, or while nothing runs, nobody is asked anything', async () => {
  const off = watch(0);
  await off.pass(10);
  expect(off.world).toMatchObject({ asked: 0, sleeps: 0 });
  off.end();
  const stopped = watch(1);
  stopped.world.traffic = undefined;
  await stopped.pass(10);
  expect(stopped.world).toMatchObject({ asked: 0, sleeps: 0 });
  stopped.end();
});

test('a guest that does not say that it is idle is taken to work', async () => {
  const says = (status: number | undefined) => ({ run: () => Promise.resolve({ status, stdout: '', stderr: '' }) });
  expect(await isGuestWorking(says(0))).toBe(true);
  expect(await isGuestWorking(says(1))).toBe(false);
  expect(await isGuestWorking(says(127))).toBe(true);
  expect(await isGuestWorking(says(undefined))).toBe(true);
});
