import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  backupVolumeCommand,
  copyVolumeCommand,
  emptyVolumeCommand,
  restoreVolumeCommand,
} from '../../contract/commands/volumeCommands.ts';
import { docker, shell } from '../live/testing/engineCli.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { addOddities, facts, inVolume, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
let gantry: VolumesClient;
let folder: string;
const made = madeVolumes();

beforeAll(async () => void (gantry = await startVolumesClient()));
afterAll(() => gantry.close());
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-backup-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function backup(name: string, format: 'tar' | 'tar.gz' | 'tar.zst' = 'tar', pauseContainers = false) {
  const target = { type: 'folder', path: folder } as const;
  const job = await gantry.ended(gantry.client.volumes.backup({ context, name, format, target, pauseContainers }));
  const [file] = (await readdir(folder)).filter((one) => !one.startsWith('.'));
  return { job, file: path.join(folder, file ?? '') };
}

const restore = (name: string, file: string, more: object = {}) =>
  gantry.ended(
    gantry.client.volumes.restore({ context, name, source: { type: 'file', path: file }, mode: 'new', ...more }),
  );

describe('what is in a volume comes back as it was', () => {
  test.each(['tar', 'tar.gz', 'tar.zst'] as const)(
    '%s: names, rights, owners, exact times, links, attributes',
    async (format) => {
      const source = await made.make('odd');
      await addOddities(source);
      const { job, file } = await backup(source, format);
      expect(job).toMatchObject({ state: 'done', result: { type: 'file', name: file } });
      const target = made.name('back');
      const restored = await restore(target, file);
      expect(restored).toMatchObject({ state: 'done', result: { type: 'volume', name: target } });
      expect(await facts(target)).toBe(await facts(source));
      expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
    },
  );

  test('tar reads the file, and finds the same in it', async () => {
    const source = await made.make('read', 'mkdir a; echo one > a/1; ln a/1 two; ln -s /x link');
    const { file } = await backup(source, 'tar.gz');
    const listed = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).split('\n').filter(Boolean);
    expect(listed.toSorted()).toEqual(['./', './a/', './a/1', './link', './two']);
    // Which of its names has the content is as the folder has them.
    expect(execFileSync('tar', ['-xzOf', file, './a/1', './two'], { encoding: 'utf8' })).toBe('one\n');
  });

  test('a socket is left out, and that is said', async () => {
    const source = await made.make('socket', 'echo x > file; timeout 1 nc -l -s local:./sock || true');
    const mountpoint = await docker('volume', 'inspect', '--format', '{{.Mountpoint}}', source);
    execFileSync('python3', [
      '-c',
      'import socket,sys;socket.socket(socket.AF_UNIX).bind(sys.argv[1])',
      `${mountpoint}/s`,
    ]);
    const { job } = await backup(source);
    expect(job.state).toBe('done');
    const [record] = [...gantry.volumes.deps.store.backups.values()].filter(({ volume }) => volume === source);
    expect(record?.notes.join()).toContain('One socket is left out');
  });

  test('an empty volume is a whole backup too', async () => {
    const source = await made.make('empty');
    const { job, file } = await backup(source, 'tar.zst');
    expect(job.state).toBe('done');
    expect((await restore(made.name('back'), file)).state).toBe('done');
  });
});

describe('the steps that are shown leave the same volume as the action', () => {
  // busybox’s tar knows whole seconds, and leaves folders and links the time of the moment.
  const kept = async (volume: string) => (await facts(volume)).replaceAll(/^(.* 0o(?:40|120)\d+ \d+ \d+) \d+/gm, '$1');
  const FILL =
    'mkdir d; echo x > d/x; ln d/x y; ln -s d l; chown -R 5:6 d; chmod 640 y; find . -exec touch -h -d "2020-01-02 03:04:05" {} +';

  test('back up and restore', async () => {
    const source = await made.make('steps', FILL);
    const file = path.join(folder, 'theirs.tar.gz');
    await shell(backupVolumeCommand(source, file, 'tar.gz', []));
    const [ours, theirs] = [made.name('ours'), await made.make('theirs', 'echo old > old')];
    expect((await restore(ours, file)).state).toBe('done');
    await shell(restoreVolumeCommand({ name: theirs, file, format: 'tar.gz', strip: 0, isEmptied: true }));
    expect(await kept(ours)).toBe(await kept(theirs));
    expect(await facts(ours)).toBe(await facts(source));
  });

  test('clone and empty', async () => {
    const source = await made.make('steps', FILL);
    const [ours, theirs] = [made.name('ours'), made.name('theirs')];
    const copy = { context, name: source, targetContext: context, targetName: ours };
    expect((await gantry.ended(gantry.client.volumes.copy(copy))).state).toBe('done');
    await shell(copyVolumeCommand(source, theirs));
    expect(await kept(ours)).toBe(await kept(theirs));
    await gantry.ended(gantry.client.volumes.empty({ context, name: ours }));
    await shell(emptyVolumeCommand(theirs));
    expect([await inVolume(ours, 'ls -A'), await inVolume(theirs, 'ls -A')]).toEqual(['', '']);
  });
});
