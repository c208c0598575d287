import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../contract/model/job.ts';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { docker } from '../live/testing/engineCli.ts';
import { readArchive } from '../volumes/archive/readArchive.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { BACKUP, type DeathPoint, NEW, REPLACE, watchFor } from './volumes/testing/deathPoints.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { facts, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
const LARGE =
  'mkdir d; for i in 1 2 3 4 5 6 7 8; do head -c 1000000 /dev/urandom > d/$i; done; ln d/1 same; ln -s d to';
const SMALL = 'echo old > old; mkdir d; ln old d/link; chown 5:6 d; head -c 200000 /dev/urandom > d/1';

const shared = { ...process.env };
const made = madeVolumes();
let own: RunningTestEngine;
let folder: string;
/** A backup of everything in `LARGE`, and what a volume with it is. */
let archive: string;
let restored: string;

beforeAll(async () => {
  own = await startTestEngine();
  // The CLI, the client and what looks into volumes: all on the engine that is killed.
  process.env['GANTRY_TEST_SOCKET'] = own.socketPath;
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-death-'));
  const volume = await made.make('large', LARGE);
  restored = await facts(volume);
  const gantry = await startVolumesClient();
  const target = { type: 'folder', path: folder } as const;
  const request = { context, name: volume, format: 'tar', target, pauseContainers: false } as const;
  await gantry.ended(gantry.client.volumes.backup(request));
  await gantry.close();
  archive = path.join(folder, (await readdir(folder))[0] ?? '');
});
afterAll(async () => {
  process.env['GANTRY_TEST_SOCKET'] = shared['GANTRY_TEST_SOCKET'];
  await rm(folder, { recursive: true, force: true });
  await own.stop();
});

/** As by the kernel when memory is short. It is started again by who looks after it. */
function kill(): void {
  const { state } = own.engine.status;
  if (state.type === 'running') process.kill(state.pid, 'SIGKILL');
}

async function comesBack(): Promise<void> {
  const answers = async () => {
    // By itself it is tried a few times in a row only.
    if (own.engine.status.state.type === 'failed') await own.engine.start().catch(() => undefined);
    return docker('version', '--format', '{{.Server.Os}}').catch(() => '');
  };
  await expect.poll(answers, { timeout: 40_000 }).toBe('linux');
}

const stateOf = (container: string) => docker('container', 'inspect', '--format', '{{.State.Status}}', container);

interface Killed {
  readonly gantry: VolumesClient;
  readonly job: Job;
}

/** The engine is killed at a point of a piece of work, and is back. */
async function killedAt(
  point: DeathPoint,
  begin: (gantry: VolumesClient) => Promise<{ readonly jobId: string }>,
): Promise<Killed> {
  const watch = watchFor(point, kill);
  const gantry = await startVolumesClient({ onTraffic: watch.onTraffic, onStage: watch.onStage });
  const job = await gantry.ended(begin(gantry));
  expect(watch.isOver).toBe(true);
  await comesBack();
  return { gantry, job };
}

const cutOff = ({ volumes }: VolumesClient) => [...volumes.deps.work.unfinished.values()];

/** As the page offers it. */
async function takeUp(gantry: VolumesClient): Promise<void> {
  for (const { id } of cutOff(gantry)) {
    expect(await gantry.ended(gantry.client.volumes.resume({ id }))).toMatchObject({ state: 'done' });
  }
  expect(cutOff(gantry)).toEqual([]);
}

async function nothingIsLeft(gantry: VolumesClient): Promise<void> {
  gantry.volumes.sweep(context);
  await expect.poll(() => leftIn(gantry), { timeout: 20_000 }).toEqual(NOTHING_LEFT);
}

const LOST = { state: 'failed', error: { code: 'engine-unreachable' } };

describe('the engine is killed in a backup that pauses', () => {
  test.each(Object.entries(BACKUP))(
    '%s: no half file, containers go on, and the same backup works',
    async (phase, point) => {
      const backups = await mkdtemp(path.join(folder, 'backups-'));
      const volume = await made.make('saved', LARGE);
      const before = await facts(volume);
      const user = await made.container(volume);
      const target = { type: 'folder', path: backups } as const;
      const request = { context, name: volume, format: 'tar.gz', target, pauseContainers: true } as const;
      const { gantry, job } = await killedAt(point, ({ client }) => client.volumes.backup(request));
      try {
        // Once everything is read, no engine is needed.
        const isRead = ['the helper being removed', 'going on', 'verifying'].includes(phase);
        expect(job).toMatchObject(isRead ? { state: 'done' } : LOST);
        expect(await readdir(backups)).toHaveLength(isRead ? 1 : 0);
        const isPaused = (await stateOf(user)) === 'paused';
        const named = cutOff(gantry).flatMap(({ pausedContainers }) => pausedContainers);
        expect(isPaused ? named : [user]).toEqual([user]);
        await takeUp(gantry);
        expect(await stateOf(user)).toBe('running');
        expect(await facts(volume)).toBe(before);
        await nothingIsLeft(gantry);
        expect(await gantry.ended(gantry.client.volumes.backup(request))).toMatchObject({ state: 'done' });
        for (const file of await readdir(backups)) {
          expect(await readArchive(path.join(backups, file), { signal: AbortSignal.timeout(20_000) })).toMatchObject({
            entries: 12,
            contentBytes: 8_000_000,
          });
        }
        await nothingIsLeft(gantry);
      } finally {
        await gantry.close();
      }
    },
  );
});

describe('the engine is killed in a restore', () => {
  const source = () => ({ type: 'file', path: archive }) as const;

  test.each(Object.entries(REPLACE))(
    'over what was there, %s: it is the old or the new, and the same restore works',
    async (phase, point) => {
      const volume = await made.make('there', SMALL);
      const before = await facts(volume);
      const user = await made.container(volume);
      const options = { mode: 'replace', pauseContainers: true } as const;
      const request = { context, name: volume, source: source(), ...options };
      const { gantry, job } = await killedAt(point, ({ client }) => client.volumes.restore(request));
      try {
        const isDone = /remov/.test(phase);
        expect(job).toMatchObject(isDone ? { state: 'done' } : LOST);
        const now = await facts(volume);
        const isWhole = now === (isDone ? restored : before);
        const isNamed = cutOff(gantry).some(({ kind, volume: of }) => kind === 'restore' && of === volume);
        expect(isWhole || isNamed).toBe(true);
        expect(isNamed || (await stateOf(user)) === 'running').toBe(true);
        await takeUp(gantry);
        expect(await facts(volume)).toBe(isDone ? restored : before);
        expect(await stateOf(user)).toBe('running');
        await nothingIsLeft(gantry);
        expect(await gantry.ended(gantry.client.volumes.restore(request))).toMatchObject({ state: 'done' });
        expect(await facts(volume)).toBe(restored);
        expect(await stateOf(user)).toBe('running');
        await nothingIsLeft(gantry);
      } finally {
        await gantry.close();
      }
    },
  );

  test.each(Object.entries(NEW))(
    'into a new volume, %s: it is not there in the end, and the same restore works',
    async (_phase, point) => {
      const volume = made.name('fresh');
      const request = { context, name: volume, source: source(), mode: 'new' } as const;
      const { gantry, job } = await killedAt(point, ({ client }) => client.volumes.restore(request));
      try {
        expect(job).toMatchObject(LOST);
        await takeUp(gantry);
        expect(await docker('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe('');
        await nothingIsLeft(gantry);
        expect(await gantry.ended(gantry.client.volumes.restore(request))).toMatchObject({ state: 'done' });
        expect(await facts(volume)).toBe(restored);
        await nothingIsLeft(gantry);
      } finally {
        await gantry.close();
      }
    },
  );
});
