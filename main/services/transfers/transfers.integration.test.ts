import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestRegistry, type RegistryFault, type TestRegistry } from '../../docker/testing/registry.ts';
import { docker, shell, testName } from '../../live/testing/engineCli.ts';
import { type RunningRegistry, startRegistry, TEST_PASSWORD, TEST_USER } from '../../registries/testing/registry.ts';
import { madeImages } from './testing/madeImages.ts';
import { startTransferClient, type TransferClient } from './testing/transferClient.ts';

const context = 'default';
const made = madeImages();
let registry: RunningRegistry;
let locked: RunningRegistry;
let app: TransferClient;

beforeAll(async () => {
  [app, registry, locked] = await Promise.all([
    startTransferClient(),
    startRegistry(),
    startRegistry({ auth: 'basic' }),
  ]);
});
afterAll(async () => {
  await app.close();
  await Promise.all([registry.close(), locked.close()]);
});
afterEach(() => {
  for (const { id } of app.jobs.feed.values()) app.jobs.dismiss(id);
});

const digestOf = async (reference: string) => {
  const digests = JSON.parse(
    await docker('image', 'inspect', '--format', '{{json .RepoDigests}}', reference),
  ) as string[];
  return digests.find((one) => one.startsWith(reference.replace(/:[^/:]+$/, '')))?.split('@')[1];
};
const idOf = (reference: string) => docker('image', 'inspect', '--format', '{{.Id}}', reference);
const isThere = (reference: string) =>
  idOf(reference).then(
    () => true,
    () => false,
  );
const push = async (source: string, target: string, allTags = false) => {
  const { jobId } = await app.client.transfers.push({ context, source, target, allTags });
  return app.ended(jobId);
};
const pull = async (reference: string, options: { allTags?: boolean; platform?: string } = {}) => {
  const { jobId } = await app.client.images.pull({ context, reference, ...options });
  return app.ended(jobId);
};

describe('a push', () => {
  test('under a new name tags and sends, says the digest, and the same digest comes back by pull [S15]', async () => {
    const local = await made.image(`${testName('app')}:1`);
    const target = `${registry.host}/team/${testName('app')}:1`;
    made.forget(target);
    const job = await push(local, target);
    expect(job).toMatchObject({
      state: 'done',
      kind: 'push',
      command: expect.stringMatching(/image tag sha256:\w+ \S+\ndocker .*image push \S+:1$/),
      result: { type: 'pushed', tags: [{ reference: target, digest: expect.stringMatching(/^sha256:/) }] },
    });
    expect(job.items.every(({ isDone }) => isDone)).toBe(true);
    expect(job.items.map(({ status }) => status)).toContain('Pushed');
    const digest = job.result?.type === 'pushed' ? job.result.tags[0]?.digest : undefined;
    expect(await digestOf(target)).toBe(digest);

    // Another name in the same registry has the layers already.
    const second = `${registry.host}/other/${testName('app')}:1`;
    made.forget(second);
    const again = await push(local, second);
    expect(again.items.map(({ status }) => status).join()).toMatch(/Mounted from team\//);
    const third = await push(target, target);
    expect(new Set(third.items.map(({ status }) => status))).toEqual(new Set(['Layer already exists']));
    expect(third.command).not.toContain('image tag');

    await docker('image', 'rm', '--force', target, second);
    const pulled = await pull(target);
    expect(pulled).toMatchObject({ state: 'done', result: { type: 'image', digest, reference: target } });
  });

  test('of all tags sends each, and says the digest of each', async () => {
    const repository = `${registry.host}/${testName('all')}`;
    for (const tag of ['1', '2', 'latest']) await made.image(`${repository}:${tag}`);
    const job = await push(`${repository}:1`, `${repository}:1`, true);
    expect(job.command).toMatch(/image push --all-tags \S+(?<!:1)$/);
    const tags = job.result?.type === 'pushed' ? job.result.tags.map(({ reference }) => reference).toSorted() : [];
    expect(tags).toEqual([`${repository}:1`, `${repository}:2`, `${repository}:latest`]);

    await docker('image', 'rm', '--force', ...tags);
    const pulled = await pull(repository, { allTags: true });
    expect(pulled).toMatchObject({ state: 'done', command: expect.stringContaining('image pull --all-tags') });
    const ids = await Promise.all(tags.map(idOf));
    await docker('image', 'rm', '--force', ...tags);
    await shell(pulled.command ?? '');
    expect(await Promise.all(tags.map(idOf))).toEqual(ids);
  });

  test('that the registry refuses takes the new name away again, and names nothing secret', async () => {
    const local = await made.image(`${testName('refused')}:1`);
    const target = `${locked.host}/team/refused:1`;
    made.forget(target);
    await app.signIn(locked.host, TEST_USER, 'not the password');
    const job = await push(local, target);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'registry-auth', registry: locked.host } });
    expect(job.error?.message).toContain(`The new name ${target} was taken away again.`);
    expect(await isThere(target)).toBe(false);
    expect(await isThere(local)).toBe(true);
    const told = JSON.stringify([job, await app.logOf(job.id), [...app.activity.feed.values()]]);
    expect(told).not.toContain('not the password');
    expect(told).not.toContain(Buffer.from(`${TEST_USER}:not the password`).toString('base64'));

    await app.signIn(locked.host, TEST_USER, TEST_PASSWORD);
    const { jobId } = await app.client.jobs.retry({ jobId: job.id });
    expect(await app.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await isThere(target)).toBe(true);
  });

  test('that fails gives a name back to the image that had it before', async () => {
    const [first, second] = [await made.image(`${testName('a')}:1`), await made.image(`${testName('b')}:1`)];
    const target = '127.0.0.1:1/team/moved:1';
    made.forget(target);
    await docker('tag', second, target);
    const check = await app.client.transfers.checkPush({ context, imageId: first, target });
    expect(check.concerns).toEqual([{ type: 'name-moves', fromId: second }]);
    const job = await push(first, target);
    expect(job.error?.message).toMatch(/does not answer \(connection refused\).*other image’s again/);
    expect(await idOf(target)).toBe(second);
  });

  test('that is cancelled ends at the engine, and leaves no name', async () => {
    const local = await made.image(`${testName('big')}:1`, { sizeBytes: 150_000_000 });
    const target = `${registry.host}/${testName('cancelled')}:1`;
    made.forget(target);
    const { jobId } = await app.client.transfers.push({ context, source: local, target });
    await expect.poll(() => app.jobs.feed.get(jobId)?.doneBytes, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0);
    await app.client.jobs.cancel({ jobId });
    expect(await app.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(await app.logOf(jobId)).toContain('was taken away again');
    expect(await isThere(target)).toBe(false);
    await expect(docker('pull', target)).rejects.toThrow(/not found|unknown/);
  });

  test('to a digest, or to no name at all, is refused before anything is done', async () => {
    const source = 'busybox:latest';
    for (const target of ['UPPER/case', `a:${'x'.repeat(129)}`, `a@sha256:${'a'.repeat(64)}`]) {
      await expect(app.client.transfers.push({ context, source, target })).rejects.toMatchObject({
        error: { code: 'invalid-input' },
      });
    }
    expect([...app.jobs.feed.values()]).toEqual([]);
  });

  test('leaves the same image and the same registry as the command that is shown', async () => {
    const local = await made.image(`${testName('same')}:1`);
    const [ours, theirs] = [`${registry.host}/${testName('ours')}:1`, `${registry.host}/${testName('theirs')}:1`];
    made.forget(ours);
    made.forget(theirs);
    const { command = '' } = await push(local, ours);
    await shell(command.replaceAll(ours, theirs));
    expect(await idOf(theirs)).toBe(await idOf(ours));
    expect(await digestOf(theirs)).toBe(await digestOf(ours));
  });
});

describe('before a push it is said', () => {
  const check = (target: string) => app.client.transfers.checkPush({ context, imageId: 'busybox:latest', target });

  test('whose a name is: Docker’s own, somebody else’s, nobody’s yet', async () => {
    await app.signIn('https://index.docker.io/v1/', 'me', 'secret');
    expect((await check('app:1')).concerns).toEqual([{ type: 'official', suggested: 'me/app:1' }]);
    expect((await check('docker.io/library/app')).concerns).toMatchObject([{ type: 'official' }]);
    expect((await check('you/app')).concerns).toEqual([
      { type: 'other-namespace', namespace: 'you', username: 'me', suggested: 'me/app:latest' },
    ]);
    expect(await check('me/app')).toMatchObject({ concerns: [], username: 'me', isSignedIn: true, hasName: false });
    expect((await check('ghcr.io/me/app')).concerns).toEqual([{ type: 'not-signed-in', registry: 'ghcr.io' }]);
    expect((await check(`${registry.host}/app`)).concerns).toEqual([]);
    await app.signIn('unused', 'a', 'b');
    expect((await check('me/app')).concerns).toEqual([{ type: 'not-signed-in', registry: 'docker.io' }]);
    expect((await check('busybox:latest')).hasName).toBe(true);
  });

  test('where one may push to: one’s own names first, then those of images that are here', async () => {
    const image = `registry.example/team/sub/${testName('x')}:1`;
    await made.image(image);
    await app.signIn('https://index.docker.io/v1/', 'me', 'secret');
    const destinations = await app.client.transfers.destinations({ context });
    expect(destinations[0]).toEqual({ prefix: 'me', registry: 'docker.io', from: 'sign-in' });
    expect(destinations).toContainEqual({
      prefix: 'registry.example/team/sub',
      registry: 'registry.example',
      from: 'image',
    });
    expect(destinations.map(({ prefix }) => prefix)).not.toContain('library');
  });
});

describe('before a pull', () => {
  test('the tags of a repository are told, the newest version first, and what is behind one', async () => {
    const repository = `${registry.host}/${testName('tags')}`;
    await made.image(`${repository}:1.9`);
    for (const tag of ['1.10', 'latest', 'edge']) {
      await docker('tag', `${repository}:1.9`, `${repository}:${tag}`);
      made.forget(`${repository}:${tag}`);
    }
    await docker('push', '--all-tags', repository);
    expect(await app.client.transfers.tags({ reference: repository })).toEqual({
      repository,
      tags: ['latest', '1.10', '1.9', 'edge'],
      isWhole: true,
    });
    const image = await app.client.transfers.remoteImage({ context, reference: `${repository}:1.10` });
    expect(image.digest).toBe(await digestOf(`${repository}:1.9`));
    expect(image.platforms).toMatchObject([{ name: 'linux/amd64', sizeBytes: expect.any(Number) }]);
    expect(image.platforms[0]?.sizeBytes).toBeGreaterThan(100_000);
    // Four tags of one image: its layers are counted once.
    const all = await app.client.transfers.allTagsSize({ context, reference: repository });
    expect(all).toMatchObject({ tagCount: 4, countedTags: 4 });
    expect(all.sizeBytes).toBeGreaterThan(100_000);
    expect(all.sizeBytes).toBeLessThanOrEqual(image.platforms[0]?.sizeBytes ?? 0);
    await expect(app.client.transfers.tags({ reference: `${registry.host}/not/there` })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });
});

describe('a pull that fails says why', () => {
  const faulty = async (fault: RegistryFault) => {
    const stand = await startTestRegistry({ fault });
    try {
      const job = await pull(`${stand.host}/test:one`);
      expect(await isThere(`${stand.host}/test:one`)).toBe(false);
      return job;
    } finally {
      await stand.close();
    }
  };

  test.each([
    [
      'html',
      {
        code: 'registry-unreachable',
        reason: 'not-a-registry',
        message: expect.stringMatching(/127\.0\.0\.1:\d+ is not a registry: it sends a web page/),
      },
    ],
    [
      'schema-1',
      {
        code: 'unsupported',
        message: expect.stringContaining('schema 1'),
        engineText: expect.stringContaining('manifest version 2, schema 1'),
      },
    ],
    [
      'broken',
      {
        code: 'registry-unreachable',
        reason: 'out-of-order',
        message: expect.stringContaining('fails (500 Internal Server Error)'),
      },
    ],
    ['wrong-digest', { code: 'unexpected', message: expect.stringContaining('not what its digest says') }],
  ] as const)('%s', async (fault, error) => {
    expect(await faulty(fault)).toMatchObject({ state: 'failed', error });
  });

  test('429 with the time at which the registry says one may come back', async () => {
    const before = Date.now();
    const { error } = await faulty('rate-limit');
    expect(error).toMatchObject({ code: 'rate-limited', engineText: expect.stringContaining('toomanyrequests') });
    const retryAt = error?.code === 'rate-limited' ? (error.retryAt ?? 0) : 0;
    expect(retryAt - before).toBeGreaterThan(5_300_000);
    expect(retryAt - before).toBeLessThan(5_500_000);
  });

  test('a layer that ends half way: that the engine tries again is said in one line, and can be cancelled', async () => {
    const stand = await startTestRegistry({ fault: 'truncated' });
    try {
      const { jobId } = await app.client.images.pull({ context, reference: `${stand.host}/test:one` });
      const words = () => app.jobs.feed.get(jobId)?.message;
      await expect.poll(words, { timeout: 20_000 }).toMatch(/^A download broke off\. Retrying in [1-4] second/);
      await app.client.jobs.cancel({ jobId });
      expect(await app.ended(jobId)).toMatchObject({ state: 'cancelled' });
      expect((await app.logOf(jobId)).match(/Retrying/g)).toHaveLength(1);
    } finally {
      await stand.close();
    }
  });

  test('a registry that is not there, one that nobody knows, one that wants a sign-in, a tag that is not there [AC-06]', async () => {
    const errorOf = async (reference: string) => (await pull(reference)).error;
    expect(await errorOf('127.0.0.1:1/app')).toMatchObject({ message: expect.stringContaining('does not answer') });
    expect(await errorOf('registry.invalid/app')).toMatchObject({
      message: expect.stringContaining('does not know the machine registry.invalid'),
    });
    await app.signIn('unused', 'a', 'b');
    expect(await errorOf(`${locked.host}/app`)).toMatchObject({ code: 'registry-auth', registry: locked.host });
    expect(await errorOf(`${registry.host}/app:no`)).toMatchObject({ code: 'not-found' });
  });

  test('a name that is none is refused before a job begins', async () => {
    for (const reference of ['UPPER/case', `a:${'x'.repeat(129)}`, 'https://x/y']) {
      await expect(app.client.images.pull({ context, reference })).rejects.toMatchObject({
        error: { code: 'invalid-input', path: ['image'], hint: expect.any(String) },
      });
    }
  });
});

describe('a pull that is cancelled', () => {
  let slow: TestRegistry;
  beforeAll(async () => {
    slow = await startTestRegistry({ isSlow: true });
  });
  afterAll(() => slow.close());
  const begin = async () => (await app.client.images.pull({ context, reference: `${slow.host}/test:one` })).jobId;

  test('while it asks the registry leaves nothing', async () => {
    const jobId = await begin();
    await app.client.jobs.cancel({ jobId });
    expect(await app.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(await isThere(`${slow.host}/test:one`)).toBe(false);
  });

  test('while it downloads, which is told with its speed, ends at the engine and leaves no image', async () => {
    const jobId = await begin();
    const job = () => app.jobs.feed.get(jobId);
    await expect.poll(() => job()?.bytesPerSecond, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(job()).toMatchObject({ message: 'Downloading 1 layer', items: [{ status: 'Downloading' }] });
    expect(job()?.totalBytes).toBeGreaterThan(1_000_000);
    await app.client.jobs.cancel({ jobId });
    const ended = await app.ended(jobId);
    expect(ended.state).toBe('cancelled');
    expect(ended.bytesPerSecond).toBeUndefined();
    expect(await isThere(`${slow.host}/test:one`)).toBe(false);
    await expect.poll(() => slow.cutOff(), { timeout: 10_000 }).toBeGreaterThan(0);
  });

  test('while it unpacks leaves no image, and the same pull works afterwards', async () => {
    // Small on the way, and long to unpack.
    const stand = await startTestRegistry({ files: [{ name: 'zeros', content: Buffer.alloc(600_000_000) }] });
    const reference = `${stand.host}/test:one`;
    made.forget(reference);
    try {
      const { jobId } = await app.client.images.pull({ context, reference });
      const status = () => app.jobs.feed.get(jobId)?.items[0]?.status;
      await expect.poll(status, { timeout: 20_000, interval: 5 }).toBe('Extracting');
      await app.client.jobs.cancel({ jobId });
      expect(await app.ended(jobId)).toMatchObject({ state: 'cancelled' });
      expect(await isThere(reference)).toBe(false);
      expect(await pull(reference)).toMatchObject({ state: 'done' });
    } finally {
      await stand.close();
    }
  });
});
