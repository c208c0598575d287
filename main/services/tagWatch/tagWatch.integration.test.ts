import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TagWatch } from '../../../contract/model/tagUpdate.ts';
import { docker, removeAll, testName } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { type RunningRegistry, startRegistry } from '../../registries/testing/registry.ts';
import { madeImages } from '../transfers/testing/madeImages.ts';
import { startTransferClient, type TransferClient } from '../transfers/testing/transferClient.ts';

const context = 'default';
const made = madeImages();
const name = madeNames();
let registry: RunningRegistry;
let app: TransferClient;

beforeAll(async () => {
  [app, registry] = await Promise.all([startTransferClient({ hourMs: 1000 }), startRegistry()]);
});
afterAll(async () => {
  await app.close();
  await registry.close();
});

type Inspected = Record<string, never> & {
  readonly Id: string;
  readonly Image: string;
  readonly State: { readonly Running: boolean };
  readonly Config: Record<string, unknown> & { readonly Env: string[]; readonly Labels: Record<string, string> };
  readonly HostConfig: Record<string, unknown>;
  readonly Mounts: readonly { readonly Name: string; readonly Destination: string }[];
  readonly NetworkSettings: {
    readonly Networks: Record<string, { readonly Aliases: string[]; readonly IPAddress: string }>;
  };
};
const inspect = async (container: string) => (JSON.parse(await docker('inspect', container)) as [Inspected])[0];
const idOf = (reference: string) => docker('image', 'inspect', '--format', '{{.Id}}', reference);

/** Pushed by somebody else: this engine keeps nothing of it. */
async function publish(tag: string, changes: readonly string[] = []): Promise<void> {
  const held = `${testName('held')}:1`;
  const before = await idOf(tag).catch(() => undefined);
  if (before) await docker('tag', before, held);
  const id = await made.image(tag, { changes });
  await docker('push', '--quiet', tag);
  if (!before) return;
  await docker('tag', before, tag);
  await docker('rmi', held);
  await docker('rmi', id).catch(() => {});
}

/** A tag that a container uses, and a newer one of it in the registry. */
async function outdated(changes: { readonly old?: readonly string[]; readonly fresh?: readonly string[] } = {}) {
  const tag = `${registry.host}/${testName('app')}:stable`;
  await publish(tag, changes.old);
  const use = (what: string, ...args: string[]) => {
    const container = name(what);
    const common = ['--detach', '--label', 'gantry.test', '--stop-timeout', '0', '--name', container];
    return docker('run', ...common, ...args, tag).then(() => container);
  };
  const renew = () => publish(tag, changes.fresh);
  return { tag, use, renew };
}

const update = async (reference: string, ...names: string[]) => {
  const { containers } = await app.client.tagWatch.previewUpdate({ context, reference });
  const containerIds = containers.filter((one) => names.includes(one.name)).map(({ id }) => id);
  const { jobId } = await app.client.tagWatch.update({ context, reference, containerIds });
  return app.ended(jobId);
};
const containersNamed = async (part: string) =>
  (await docker('ps', '--all', '--format', '{{.Names}}', '--filter', `name=${part}`)).split('\n').filter(Boolean);

describe('a tag that is watched', () => {
  test('is current until the registry has something newer, is noticed, and its container made anew [S23]', async () => {
    const { tag, use, renew } = await outdated();
    const container = await use('web');
    const check = () => app.client.tagWatch.check({ context });
    expect(await check()).toEqual([expect.objectContaining({ reference: tag, state: 'current' })]);
    const before = await inspect(container);
    await renew();
    expect(await check()).toEqual([expect.objectContaining({ reference: tag, state: 'newer' })]);
    expect(registry.log()).toMatch(/"HEAD"|HEAD \/v2\//);

    const preview = await app.client.tagWatch.previewUpdate({ context, reference: tag });
    expect(preview.containers).toEqual([
      { id: before.Id, name: container, state: 'running', way: 'beside', hasHealthcheck: false },
    ]);
    expect(preview.localDigest).not.toBe(preview.remoteDigest);
    const job = await update(tag, container);
    expect(job).toMatchObject({ state: 'done', kind: 'update', message: 'Updated 1 container' });
    const after = await inspect(container);
    expect(after.State.Running).toBe(true);
    expect(after.Image).toBe(await idOf(tag));
    expect(after.Image).not.toBe(before.Image);
    expect(job.result).toMatchObject({ ids: [after.Id] });
    expect(await containersNamed(container)).toEqual([container]);
    // It has looked again by itself.
    const known = async () => {
      for await (const { tags } of app.client.tagWatch.watch({ context })) return tags[0]?.state;
      return undefined;
    };
    await expect.poll(known).toBe('current');
    expect([...app.activity.feed.values()].at(-1)).toMatchObject({ title: `Update ${tag}`, state: 'done' });
    made.forgetId(before.Image);
  });

  test('is asked for by itself at the interval that was chosen, only while somebody looks, and not at all otherwise', async () => {
    const { tag, use, renew } = await outdated();
    await use('quiet');
    const seen: TagWatch[] = [];
    const stop = new AbortController();
    const reading = (async () => {
      for await (const one of app.client.tagWatch.watch({ context }, { signal: stop.signal })) seen.push(one);
    })().catch(() => {});
    await app.client.tagWatch.check({ context });
    await renew();
    const asked = registry.log().length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(registry.log().slice(asked)).not.toContain('HEAD'); // off by default

    app.change({ tagCheckHours: 1 });
    const state = () => seen.at(-1)?.tags.find(({ reference }) => reference === tag)?.state;
    await expect.poll(state, { timeout: 10_000 }).toBe('newer');
    expect(seen.some(({ isChecking }) => isChecking)).toBe(true);
    stop.abort();
    await reading;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const quietFrom = registry.log().length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(registry.log().slice(quietFrom)).not.toContain('HEAD');
    app.change({ tagCheckHours: 0 });
  });

  test('that was chosen is looked at though nothing uses it; one whose registry is away says why', async () => {
    const tag = `${registry.host}/${testName('chosen')}:1`;
    await publish(tag);
    const gone = await startRegistry();
    const other = `${gone.host}/${testName('gone')}:1`;
    await publish(other);
    await gone.close();
    app.change({ watchedTags: [tag, other] });
    const states = await app.client.tagWatch.check({ context });
    app.change({ watchedTags: [] });
    expect(states).toHaveLength(2);
    expect(states).toContainEqual(expect.objectContaining({ reference: tag, state: 'current' }));
    expect(states).toContainEqual(
      expect.objectContaining({
        reference: other,
        state: 'unknown',
        error: expect.objectContaining({ code: 'registry-unreachable', reason: 'refused' }),
      }),
    );
  });
});

describe('a container that is made anew', () => {
  test('keeps what was chosen for it, with its volumes, and takes the rest from the new image', async () => {
    const { tag, use, renew } = await outdated({
      old: ['ENV FROM=old', 'ENV BOTH=image', 'LABEL made=old', 'VOLUME /data', 'WORKDIR /tmp'],
      fresh: ['ENV FROM=new', 'ENV BOTH=image', 'LABEL made=new', 'VOLUME /data', 'WORKDIR /home'],
    });
    const network = testName('net');
    await docker('network', 'create', '--label', 'gantry.test', '--subnet', '172.31.77.0/24', network);
    try {
      const container = await use(
        'full',
        ...['--env', 'MINE=1', '--env', 'BOTH=mine', '--label', 'mine=1', '--restart', 'unless-stopped'],
        ...['--network', network, '--ip', '172.31.77.9', '--network-alias', 'db', '--mac-address', '02:42:ac:1f:4d:63'],
        ...['--volume', '/anonymous', '--publish', '127.0.0.1::80', '--memory', '64m', '--hostname', 'chosen'],
        ...['--tmpfs', '/scratch', '--cap-add', 'NET_ADMIN', '--init', '--log-opt', 'max-size=1m', '--user', '0'],
      );
      await docker('exec', container, 'sh', '-c', 'echo kept > /data/file; echo too > /anonymous/file');
      const before = await inspect(container);
      await renew();
      const { containers } = await app.client.tagWatch.previewUpdate({ context, reference: tag });
      expect(containers).toMatchObject([{ way: 'in-place', reason: 'it has an address of its own' }]);
      expect(await update(tag, container)).toMatchObject({ state: 'done' });
      const after = await inspect(container);
      expect(after.Image).not.toBe(before.Image);
      expect(after.Config.Env).toEqual(expect.arrayContaining(['MINE=1', 'BOTH=mine', 'FROM=new']));
      expect(after.Config.Env).not.toContain('FROM=old');
      expect(after.Config.Labels).toMatchObject({ mine: '1', made: 'new', 'gantry.test': '' });
      expect(after.Config).toMatchObject({ WorkingDir: '/home', Hostname: 'chosen', User: '0' });
      const host = ({ HostConfig }: Inspected) => ({ ...HostConfig, Binds: undefined });
      expect(host(after)).toEqual(host(before));
      expect(after.NetworkSettings.Networks[network]).toMatchObject({ IPAddress: '172.31.77.9' });
      expect(after.NetworkSettings.Networks[network]?.Aliases).toContain('db');
      expect((after as { Config: { MacAddress?: string } }).Config.MacAddress).toBe('02:42:ac:1f:4d:63');
      const volumes = ({ Mounts }: Inspected) => Object.fromEntries(Mounts.map((one) => [one.Destination, one.Name]));
      expect(volumes(after)).toEqual(volumes(before));
      expect(await docker('exec', container, 'cat', '/data/file', '/anonymous/file')).toBe('kept\ntoo');
      expect(await containersNamed(container)).toEqual([container]);
      await docker('rm', '--force', container);
      await docker('volume', 'rm', ...Object.values(volumes(after)));
      made.forgetId(before.Image);
    } finally {
      await removeAll(await containersNamed('-full'));
      await docker('network', 'rm', network);
    }
  });

  const check = 'HEALTHCHECK --interval=1s --retries=1 CMD';

  test.each([
    ['is unhealthy', 'beside', [`${check} false`], /its health check fails/],
    ['ends at once', 'beside', ['CMD ["sh","-c","exit 3"]'], /ended with exit code 3/],
    ['is unhealthy', 'in-place', [`${check} false`], /its health check fails/],
    ['cannot be started', 'in-place', ['CMD ["no-such-program"]'], /no-such-program/],
  ] as const)(
    'and %s (%s) is taken away again: the old one runs, and nothing is left over',
    async (_, way, fresh, why) => {
      const { tag, use, renew } = await outdated({ fresh });
      const container = await use('rolled-back', ...(way === 'in-place' ? ['--volume', '/written'] : []));
      const before = await inspect(container);
      await renew();
      const images = await docker('images', '--all', '--quiet', '--no-trunc');
      const job = await update(tag, container);
      expect(job).toMatchObject({ state: 'failed', error: { message: expect.stringMatching(why) } });
      const after = await inspect(container);
      expect(after.Id).toBe(before.Id);
      expect(after.State.Running).toBe(true);
      expect(await containersNamed(container)).toEqual([container]);
      expect(await idOf(tag)).toBe(before.Image);
      expect(await docker('images', '--all', '--quiet', '--no-trunc')).toBe(images);
    },
  );

  test('and does not come up leaves the newer image where it was here before, with its other name', async () => {
    const { tag, use, renew } = await outdated({ fresh: ['CMD ["sh","-c","exit 3"]'] });
    const container = await use('known');
    const { Image } = await inspect(container);
    await renew();
    const other = tag.replace(':stable', ':2');
    await docker('pull', '--quiet', tag);
    await docker('tag', tag, other);
    made.forget(other);
    const newer = await idOf(other);
    await docker('tag', Image, tag);
    expect(await update(tag, container)).toMatchObject({ state: 'failed' });
    expect(await idOf(tag)).toBe(Image);
    expect(await idOf(other)).toBe(newer);
  });

  test('and is cancelled while one waits for it is taken away again', async () => {
    const { tag, use, renew } = await outdated({ fresh: [`HEALTHCHECK --interval=60s CMD true`] });
    const container = await use('cancelled');
    const before = await inspect(container);
    await renew();
    const { jobId } = await app.client.tagWatch.update({ context, reference: tag, containerIds: [before.Id] });
    await expect.poll(() => app.jobs.feed.get(jobId)?.message, { timeout: 20_000 }).toMatch(/^Waiting until/);
    await app.client.jobs.cancel({ jobId });
    expect(await app.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect((await inspect(container)).Id).toBe(before.Id);
    expect(await containersNamed(container)).toEqual([container]);
    expect(await idOf(tag)).toBe(before.Image);
  });

  test('waits for “healthy” where there is a health check', async () => {
    const { tag, use, renew } = await outdated({ fresh: [`${check} true`] });
    const container = await use('healthy');
    const { Image } = await inspect(container);
    await renew();
    expect(await update(tag, container)).toMatchObject({ state: 'done' });
    expect(await docker('inspect', '--format', '{{.State.Health.Status}}', container)).toBe('healthy');
    made.forgetId(Image);
  });

  test('in the network of another one stays there; the one whose network it is is left, for the other would lose it', async () => {
    const { tag, use, renew } = await outdated();
    const owner = await use('owner');
    const guest = await use('guest', '--network', `container:${owner}`);
    const before = await inspect(guest);
    await renew();
    const { containers } = await app.client.tagWatch.previewUpdate({ context, reference: tag });
    expect(containers.find((one) => one.name === owner)?.skipped).toContain(`gives its network to “${guest}”`);
    expect(await update(tag, owner)).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    expect(await update(tag, guest)).toMatchObject({ state: 'done' });
    const after = await inspect(guest);
    expect(after.Image).not.toBe(before.Image);
    expect(after.HostConfig['NetworkMode']).toBe(`container:${(await inspect(owner)).Id}`);
    made.forgetId(before.Image);
  });

  test('leaves stacks, and what removes itself, to themselves and says so; a stopped one stays stopped', async () => {
    const { tag, use, renew } = await outdated();
    const stack = await use('stack', '--label', 'com.docker.compose.project=shop');
    const brief = await use('brief', '--rm');
    const stopped = await use('stopped');
    await docker('stop', stopped);
    const { Image } = await inspect(stopped);
    await renew();
    const { containers } = await app.client.tagWatch.previewUpdate({ context, reference: tag });
    const skipped = Object.fromEntries(containers.map((one) => [one.name, one.skipped]));
    expect(skipped[stack]).toMatch(/belongs to the stack “shop”/);
    expect(skipped[brief]).toMatch(/removed when it ends/);
    expect(skipped[stopped]).toBeUndefined();
    expect(await update(tag, stack)).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    expect(await update(tag, stopped)).toMatchObject({ state: 'done' });
    const after = await inspect(stopped);
    expect(after.State.Running).toBe(false);
    expect(after.Image).toBe(await idOf(tag));
    made.forgetId(Image);
  });
});
