import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { asShellScript, cliEnv, docker, TEST_IMAGE, testName } from '../live/testing/engineCli.ts';
import { readArchive } from '../volumes/archive/readArchive.ts';
import { HELPER_LABEL } from '../volumes/helper/helperImage.ts';
import { sweepHelpers } from '../volumes/helper/sweepHelpers.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { spawnGantry } from './volumes/testing/dyingGantry.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
const LARGE = 'for i in 1 2 3 4 5 6 7 8; do head -c 1000000 /dev/urandom > $i; done';
const WEEK_MS = 7 * 24 * 3_600_000;
const made = madeVolumes();
let folder: string;
let gantry: VolumesClient | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-two-'));
});
afterEach(async () => {
  await gantry?.close();
  gantry = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Of a process: `T` is one that was stopped. */
const stateOf = async (pid: number) => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.[0];

test.each(['the helper just made', 'reading and writing'])(
  'what another Gantry works with is left to it, also by one that starts later: %s',
  async (phase) => {
    const volume = await made.make('shared', LARGE);
    const dataDir = path.join(folder, 'other');
    const backups = await mkdtemp(path.join(folder, 'backups-'));
    const other = spawnGantry({ work: 'backup', phase, signal: 'SIGSTOP', dataDir, volume, path: backups });
    const ended = once(other, 'exit');
    try {
      await expect.poll(() => stateOf(other.pid ?? 0), { timeout: 30_000 }).toBe('T');
      gantry = await startVolumesClient();
      const { helpers } = await leftIn(gantry);
      expect(helpers).not.toBe('');
      await sweepHelpers(await gantry.contexts.getConnection(context), gantry.volumes.deps.store.earlierRuns);
      expect((await leftIn(gantry)).helpers).toBe(helpers);
    } finally {
      other.kill('SIGCONT');
    }
    expect(await ended).toEqual([0, null]);
    const [file = ''] = await readdir(backups);
    const signal = AbortSignal.timeout(20_000);
    expect(await readArchive(path.join(backups, file), { signal })).toMatchObject({ contentBytes: 8_000_000 });
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  },
);

test('what nobody has swept for a week goes, unless it runs', async () => {
  gantry = await startVolumesClient();
  const connection = await gantry.contexts.getConnection(context);
  const [idle, running] = [testName('idle'), testName('running')];
  const labels = ['--label', TEST_LABEL, '--label', `${HELPER_LABEL}=another-run`];
  await docker('create', '--name', idle, ...labels, TEST_IMAGE);
  await docker('run', '--detach', '--init', '--name', running, ...labels, TEST_IMAGE, 'sleep', '1000');
  const left = () => docker('ps', '--all', '--filter', `label=${HELPER_LABEL}`, '--format', '{{.Names}}');
  try {
    await sweepHelpers(connection, new Set(['a-third']), () => Date.now() + WEEK_MS - 60_000);
    expect((await left()).split('\n').toSorted()).toEqual([idle, running].toSorted());
    await sweepHelpers(connection, new Set(['a-third']), () => Date.now() + WEEK_MS + 60_000);
    expect(await left()).toBe(running);
    await sweepHelpers(connection, new Set(['another-run']));
    expect(await left()).toBe('');
  } finally {
    await docker('rm', '--force', idle, running).catch(() => {});
  }
});

/** While the request that needs it is held up. */
function takeImageAway(): void {
  const script = `docker rmi $(docker images --quiet --filter label=${HELPER_LABEL})`;
  execFileSync('/bin/sh', ['-c', asShellScript(script)], { env: cliEnv(), stdio: 'pipe' });
}

test('a helper’s image that another Gantry takes away just before is made again', async () => {
  let removals = 0;
  gantry = await startVolumesClient({
    onTraffic: (request, bytes) => {
      if (bytes > 0 || !/^POST \S*\/containers\/create\?.*gantry-volume-helper/.test(request) || removals > 0) return;
      removals += 1;
      takeImageAway();
    },
  });
  const volume = await made.make('plain', 'echo x > x');
  expect(await gantry.client.volumes.contents({ context, name: volume })).toMatchObject({ names: ['x'] });
  expect(removals).toBe(1);
  expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
});
