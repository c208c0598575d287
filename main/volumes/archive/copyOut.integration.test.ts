import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../docker/connection.ts';
import { docker } from '../../live/testing/engineCli.ts';
import { startVolumesClient, type VolumesClient } from '../../services/volumes/testing/client.ts';
import { facts, inVolume, madeVolumes } from '../../services/volumes/testing/madeVolumes.ts';
import { createProgress } from '../work/progress.ts';
import { copyOut } from './copyOut.ts';

let gantry: VolumesClient;
let folder: string;
const made = madeVolumes();
const silent = createProgress({ id: '', update: () => {}, log: () => {} });

beforeAll(async () => void (gantry = await startVolumesClient()));
afterAll(() => gantry.close());
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-copy-out-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const FILL =
  'mkdir d; head -c 3000000 /dev/urandom > d/large; echo x > d/x; ln d/x y; ln -s d l; chown -R 5:6 d; mkfifo p';

/** An engine as it might be, in place of that of this machine. */
const WAYS: readonly (readonly [string, (connection: Connection) => Connection])[] = [
  ['into the file itself, on this machine', (connection) => connection],
  ['through the engine, on another', (connection) => ({ ...connection, isLocal: false })],
  [
    'by the engine alone, where no program runs',
    (connection) => ({ ...connection, engine: { ...connection.engine, arch: 'riscv64' } }),
  ],
];

describe.each(WAYS)('a volume is written to a file %s', (_, as) => {
  test.each(['tar', 'tar.gz', 'tar.zst'] as const)('%s: it is read back, and comes back as it was', async (format) => {
    const volume = await made.make('source', FILL);
    await inVolume(volume, 'find . -exec touch -h -d "2020-01-02 03:04:05" {} +');
    const connection = as(await gantry.contexts.getConnection('default'));
    const file = path.join(folder, `a.${format}`);
    const signal = AbortSignal.timeout(60_000);
    const copied = await copyOut(connection, { volume, format, file }, silent, signal);
    const found = await copied.readBack();
    await copied.close();
    expect(copied.totals).toMatchObject({ entries: 7, contentBytes: 3_000_002 });
    expect(found).toMatchObject({ entries: 7, sizeBytes: (await stat(file)).size });
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(found.sha256);
    const source = { type: 'file', path: file } as const;
    const back = made.name('back');
    const restored = gantry.client.volumes.restore({ context: 'default', name: back, source, mode: 'new' });
    expect(await gantry.ended(restored)).toMatchObject({ state: 'done' });
    expect(await facts(back)).toBe(await facts(volume));
  });
});

test('holes take no room in an archive, and are holes again', async () => {
  const volume = await made.make('holes', 'truncate -s 20G all; echo x | dd of=some bs=1 seek=3000000000 2>/dev/null');
  const target = { type: 'folder', path: folder } as const;
  const request = { context: 'default', name: volume, format: 'tar', target, pauseContainers: false } as const;
  expect(await gantry.ended(gantry.client.volumes.backup(request))).toMatchObject({ state: 'done' });
  const file = path.join(folder, (await readdir(folder))[0] ?? '');
  expect((await stat(file)).size).toBeLessThan(50_000);
  const back = made.name('back');
  const source = { type: 'file', path: file } as const;
  const restored = gantry.client.volumes.restore({ context: 'default', name: back, source, mode: 'new' });
  expect(await gantry.ended(restored)).toMatchObject({ state: 'done' });
  expect(await inVolume(back, 'stat -c "%s %Y %n" all some')).toBe(
    await inVolume(volume, 'stat -c "%s %Y %n" all some'),
  );
  expect(Number((await inVolume(back, 'du -sk .')).split('\t')[0])).toBeLessThan(1000);
  expect(await inVolume(back, 'tail -c 2 some')).toBe('x');
});

test('a file that cannot be made is said before anything is begun', async () => {
  const volume = await made.make('nowhere', 'echo x > x');
  const file = path.join(folder, 'gone', 'a.tar');
  const connection = await gantry.contexts.getConnection('default');
  const begun = copyOut(connection, { volume, format: 'tar', file }, silent, AbortSignal.timeout(60_000));
  await expect(begun).rejects.toMatchObject({ error: { code: 'not-found' } });
  expect(await docker('ps', '--all', '--quiet', '--filter', 'label=gantry.volume-helper')).toBe('');
});
