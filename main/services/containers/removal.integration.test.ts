import { describe, expect, test } from 'vitest';
import { createTest, docker, removeAll, runTest, testName } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { type ActionInput, containerActions } from './testing/actions.ts';

const context = 'default';
const on = containerActions();
const name = madeNames();

describe('a container that is made to be removed when it ends', () => {
  const autoRemoved = async (what: string) => {
    const id = await runTest(name(what), '--rm', '--volume', '/data', '--stop-signal', 'KILL');
    return { id, volume: await docker('container', 'inspect', '--format', '{{(index .Mounts 0).Name}}', id) };
  };
  const volumes = async () => (await docker('volume', 'ls', '--quiet')).split('\n');

  test('says so in what its removal takes', async () => {
    const { id } = await autoRemoved('rm');
    const other = await createTest(name('kept'));
    const previews = await on.gantry.client.containers.previewRemove({ context, ids: [id, other] });
    expect(previews.map(({ isAutoRemoved }) => isAutoRemoved)).toEqual([true, false]);
  });

  test('is gone with its volume after a stop and a removal, and that is no failure', async () => {
    const many = await Promise.all([autoRemoved('a'), autoRemoved('b'), autoRemoved('c')]);
    const ids = many.map(({ id }) => id);
    const results = await on.apply(ids, { type: 'remove', stopFirst: true });
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    await expect.poll(() => docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(ids[0]);
    await expect.poll(volumes).not.toContain(many[0]?.volume);
  });

  test('keeps its volume when it is killed by the removal itself', async () => {
    const { id, volume } = await autoRemoved('forced');
    try {
      expect(await on.applyOne(id, { type: 'remove', force: true })).toBeUndefined();
      await expect.poll(() => docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(id);
      expect(await volumes()).toContain(volume);
    } finally {
      await docker('volume', 'rm', volume).catch(() => {});
    }
  });

  test.each<ActionInput>([{ type: 'stop' }, { type: 'kill' }])(
    'says after a $type that it went, and what with it',
    async (action) => {
      const { id } = await autoRemoved('said');
      const plain = await quickOne();
      const results = await on.apply([id, plain], action);
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
    await docker('volume', 'create', '--label', 'on.gantry.test', volume);
    const web = name('web');
    try {
      const id = await runTest(
        web,
        ...['--volume', '/cache', '--volume', `${volume}:/data`],
        ...['--', 'sh', '-c', 'head -c 5000 /dev/zero > /big; head -c 3000 /dev/zero > /cache/x; sleep 1000'],
      );
      await docker('exec', id, 'sh', '-c', 'until test -s /cache/x; do sleep 0.05; done');
      const [preview] = await on.gantry.client.containers.previewRemove({ context, ids: [id, '0'.repeat(64)] });
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

      await on.applyOne(id, { type: 'remove', force: true, volumes: true });
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
    const preview = await on.gantry.client.containers.previewPrune({ context });
    const mine = preview.filter(({ id }) => ids.includes(id));
    expect(Object.fromEntries(mine.map((one) => [one.name, one.state]))).toEqual({
      [created]: 'created',
      [exited]: 'exited',
    });
  });
});
