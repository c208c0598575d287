import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VolumeStore } from '../store/volumeStore.ts';
import { createWorkLog } from './workLog.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-work-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const work = { context: 'default', volume: 'data', kind: 'backup', stage: 'It was read.', wayOn: 'Again.' } as const;

/** What the next start finds: one piece of work, cut off. */
async function afterDeath() {
  const died = await VolumeStore.open(dir);
  const { record } = await createWorkLog(died).begin(work);
  const log = createWorkLog(await VolumeStore.open(dir));
  return { log, id: record.id };
}

test('what is being put right is offered all the same, and taken up only after it', async () => {
  const { log, id } = await afterDeath();
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const order: string[] = [];
  const right = log.putRight(id, async () => {
    await gate;
    order.push('put right');
  });
  expect([...log.unfinished.values()]).toHaveLength(1);
  const taken = log.takeUp(id).then((found) => {
    order.push('taken up');
    return found;
  });
  const second = log.takeUp(id);
  open();
  await right;
  expect((await taken)?.record).toMatchObject({ id, stage: 'It was read.' });
  expect(order).toEqual(['put right', 'taken up']);
  expect(await second).toBeUndefined();
  expect([...log.unfinished.values()]).toEqual([]);
});

test('what could not be put right is still offered', async () => {
  const { log, id } = await afterDeath();
  await expect(log.putRight(id, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect([...log.unfinished.values()]).toHaveLength(1);
  expect((await log.takeUp(id))?.record.id).toBe(id);
});

test('the runs that have worked in a folder are known to the next, and a new folder has none', async () => {
  const first = await VolumeStore.open(dir);
  expect(first.earlierRuns.size).toBe(0);
  await first.noteRun();
  expect(first.earlierRuns.size).toBe(0);
  expect((await VolumeStore.open(dir)).earlierRuns.size).toBe(1);
});
