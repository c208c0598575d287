import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { importCommand, removeImagesCommand, tagCommand } from '../../contract/commands/imageCommands.ts';
import type { UploadJob } from '../../contract/services/images.ts';
import { createTest, docker, removeAll, runTest, shell, TEST_IMAGE, testName } from '../live/testing/engineCli.ts';
import { startTestClient, type TestClient } from './containers/testing/client.ts';

const context = 'default';
let on: TestClient;
let made: string[] = [];
let built: string[] = [];
let dir: string;

beforeAll(async () => {
  on = await startTestClient();
  dir = await mkdtemp(join(tmpdir(), 'gantry-images-'));
});
afterAll(async () => {
  await on.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(async () => {
  await removeAll(made);
  for (const image of built) await docker('image', 'rm', '--force', image).catch(() => {});
  made = [];
  built = [];
});

const images = () => on.client.images;

function name(what: string): string {
  const fresh = testName(what);
  made.push(fresh);
  return fresh;
}

const repositoryName = () => `gantry-test/${testName('image')}`;

/** An image of its own with a layer of that many bytes, with these tags. */
async function image(tags: readonly string[], layerBytes = 0, from = TEST_IMAGE): Promise<string[]> {
  const repository = repositoryName();
  const references = tags.map((tag) => `${repository}:${tag}`);
  const source = name('source');
  const fill = `head -c ${layerBytes} /dev/urandom > /fill`;
  await docker('create', '--label', 'gantry.test', '--name', source, from, 'sh', '-c', fill);
  if (layerBytes > 0) await docker('start', '--attach', source);
  await docker('commit', '--change', `LABEL made=${repository}`, source, references[0]!);
  await docker('rm', source);
  for (const other of references.slice(1)) await docker('tag', references[0]!, other);
  built.push(...references);
  return references;
}

async function container(what: string, of: string, ...state: ['run', '--detach'] | ['create']): Promise<string> {
  const fresh = name(what);
  await docker(...state, '--label', 'gantry.test', '--name', fresh, of, 'sleep', '1000');
  return fresh;
}

const idOf = (reference: string) => docker('image', 'inspect', '--format', '{{.Id}}', reference);
const names = async () => (await images().list({ context })).flatMap(({ tags }) => tags);
const preview = (...references: string[]) => images().previewRemove({ context, references });

async function remove(references: string[], containerIds: string[] = []) {
  const { jobId } = await images().remove({ context, references, containerIds });
  return on.ended(jobId);
}

describe('what is known of an image', () => {
  test('is what it says itself, and what a list cannot say', async () => {
    const repository = repositoryName();
    const source = name('source');
    await docker('create', '--label', 'gantry.test', '--name', source, TEST_IMAGE, 'sh');
    const changes = [
      'EXPOSE 80/tcp',
      'VOLUME /data',
      'ENV A=b=c',
      'ENTRYPOINT ["sh","-c"]',
      'CMD ["exit 0"]',
      'USER 7',
    ];
    await docker('commit', ...changes.flatMap((change) => ['--change', change]), '-a', 'Ann', source, repository);
    built.push(repository);
    const detail = await images().inspect({ context, reference: repository });
    expect(detail).toMatchObject({
      tags: [`${repository}:latest`],
      exposedPorts: [{ containerPort: 80, protocol: 'tcp' }],
      volumes: ['/data'],
      env: expect.arrayContaining(['A=b=c']),
      entrypoint: ['sh', '-c'],
      command: ['exit 0'],
      user: '7',
      author: 'Ann',
      parentId: await idOf(TEST_IMAGE),
      raw: { Id: detail.id },
    });
    expect(detail.platforms).toEqual([expect.stringMatching(/^linux\//)]);
    const gone = `sha256:${'0'.repeat(64)}`;
    expect(await images().facts({ context, ids: [detail.id, gone] })).toEqual([
      { id: detail.id, platforms: detail.platforms, layerCount: detail.layers.length },
    ]);
    const defaults = await images().defaults({ context, reference: repository });
    expect(defaults).toMatchObject({ command: ['exit 0'], volumes: ['/data'] });
    expect(defaults).not.toHaveProperty('raw');
  });

  test('of one that is not there is an error that says what to do', async () => {
    const call = images().inspect({ context, reference: 'no/such:1' });
    await expect(call).rejects.toMatchObject({ error: { code: 'not-found', hint: expect.stringContaining('Pull') } });
  });

  test('shared bytes are those that others need too', async () => {
    const [reference = ''] = await image(['1'], 300_000);
    const { id, sizeBytes } = await images().inspect({ context, reference });
    const { [id]: shared } = await images().sharedSizes({ context });
    expect(sizeBytes - shared!).toBeGreaterThanOrEqual(300_000);
    expect(sizeBytes - shared!).toBeLessThan(400_000);
  });
});

describe('an image that is removed', () => {
  test('while containers use it is kept, and they are named; without them it goes', async () => {
    const [reference = ''] = await image(['1']);
    const [running, stopped] = [
      await container('running', reference, 'run', '--detach'),
      await container('stopped', reference, 'create'),
    ];
    await runTest(name('other')); // of another image
    const plan = await preview(reference);
    expect(plan.images).toMatchObject([{ references: [reference], outcome: 'blocked', keptTags: [] }]);
    const users = plan.images[0]?.containers ?? [];
    expect(Object.fromEntries(users.map(({ name: of, state }) => [of, state]))).toEqual({
      [running]: 'running',
      [stopped]: 'created',
    });
    expect(await remove([reference])).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', message: expect.stringMatching(new RegExp(`“${running}” \\(running\\)`)) },
    });

    await docker('rm', '--force', running);
    expect(await remove([reference])).toMatchObject({
      error: {
        code: 'conflict',
        message: `“${reference}” is used by the container “${stopped}” (created).`,
        hint: 'Remove that container first.',
      },
    });
    expect(await names()).toContain(reference);

    await docker('rm', stopped);
    const gone = await remove([reference]);
    expect(gone).toMatchObject({ state: 'done', result: { untagged: expect.arrayContaining([reference]) } });
    expect(gone.result).toHaveProperty('deleted', expect.arrayContaining([plan.images[0]!.id]));
    expect(await names()).not.toContain(reference);
    await expect(preview(reference)).rejects.toMatchObject({ error: { code: 'not-found' } });
    expect((await remove([reference])).error).toMatchObject({ code: 'not-found' });
  });

  test('takes the containers along that it was told to, and no other', async () => {
    const [reference = ''] = await image(['1']);
    await container('user', reference, 'run', '--detach');
    const other = await runTest(name('other'));
    const { images: planned } = await preview(reference);
    const job = await remove(
      [reference],
      planned[0]!.containers.map(({ id }) => id),
    );
    expect(job).toMatchObject({ state: 'done' });
    expect(await names()).not.toContain(reference);
    expect(await docker('ps', '--all', '--quiet', '--no-trunc')).toContain(other);
  });

  test('under one of several names loses only that name', async () => {
    const [first = '', second = ''] = await image(['1', '2']);
    expect((await preview(first)).images).toMatchObject([{ outcome: 'untagged', keptTags: [second] }]);
    await container('user', first, 'run', '--detach');
    expect((await remove([first])).result).toEqual({ type: 'removedImages', untagged: [first], deleted: [] });
    expect(await names()).toContain(second);
    expect(await names()).not.toContain(first);
  });

  test('does not keep others from going, and what stays is said with the reason', async () => {
    const [[kept = ''], [gone = '']] = [await image(['1']), await image(['1'])];
    const user = await container('user', kept, 'create');
    const job = await remove([kept, gone]);
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', message: expect.stringContaining(user) },
      result: { type: 'removedImages', untagged: [gone] },
    });
    expect(await names()).toContain(kept);
    expect(await names()).not.toContain(gone);
  });

  test('frees what the plan says: the layers that no other image has', async () => {
    const [base = ''] = await image(['base'], 500_000);
    const [child = ''] = await image(['child'], 200_000, base);
    const onlyBase = await preview(base);
    expect(onlyBase).toMatchObject({ freedBytes: 0, images: [{ outcome: 'untagged' }] });
    const onlyChild = await preview(child);
    expect(onlyChild.isFreedExact).toBe(true);
    expect(onlyChild.freedBytes).toBeGreaterThanOrEqual(200_000);
    expect(onlyChild.freedBytes).toBeLessThan(300_000);
    const both = await preview(base, child);
    expect(both.freedBytes).toBeGreaterThanOrEqual(700_000);
    expect(both.freedBytes).toBeLessThan(900_000);
  });

  test('is written down with its docker command', async () => {
    const [reference = ''] = await image(['1']);
    await remove([reference]);
    expect([...on.activity.feed.values()].at(-1)).toMatchObject({
      title: `Remove image ${reference}`,
      command: expect.stringMatching(new RegExp(`^docker .*image rm ${reference}$`)),
      state: 'done',
    });
  });
});

describe('a prune', () => {
  test('names what nothing uses, dangling or all, and nothing else', async () => {
    const [[used = ''], [unused = ''], [lost = '']] = [await image(['1']), await image(['1']), await image(['1'])];
    await container('user', used, 'create');
    const lostId = await idOf(lost);
    await docker('tag', unused, lost); // takes the name away from the other
    const dangling = await images().previewPrune({ context, all: false });
    const ids = (plan: typeof dangling) => plan.images.flatMap(({ references }) => references);
    expect(ids(dangling)).toContain(lostId);
    expect(ids(dangling)).not.toContain(unused);
    const all = await images().previewPrune({ context, all: true });
    expect(ids(all)).toEqual(expect.arrayContaining([lostId, unused, lost]));
    expect(ids(all)).not.toContain(used);
    const before = await images().previewPrune({ context, all: true, createdBefore: Date.now() - 3600_000 });
    expect(ids(before)).not.toContain(unused);
    await docker('image', 'rm', lostId);
  });
});

describe('a name', () => {
  test('is put on an image, and taken from the one that had it', async () => {
    const [[first = ''], [second = '']] = [await image(['1']), await image(['1'])];
    await images().tag({ context, reference: first, target: second });
    expect(await idOf(second)).toBe(await idOf(first));
    await expect(images().tag({ context, reference: first, target: 'upper/CASE' })).rejects.toMatchObject({
      error: { code: 'invalid-input', path: ['image'] },
    });
    const long = `gantry-test/x:${'a'.repeat(129)}`;
    await expect(images().tag({ context, reference: first, target: long })).rejects.toMatchObject({
      error: { code: 'invalid-input' },
    });
  });
});

describe('an archive', () => {
  /** Sends a file as the page does. */
  async function send({ jobId, uploadId }: UploadJob, bytes: Uint8Array, pieceBytes = 256 * 1024) {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      await on.client.uploads.write({ uploadId, bytes: new Uint8Array(bytes.subarray(at, at + pieceBytes)) });
    }
    await on.client.uploads.end({ uploadId });
    return on.ended(jobId);
  }
  const load = (bytes: Uint8Array) => images().load({ context, fileName: 'images.tar', sizeBytes: bytes.length });

  test('of two images gives both back, with all their names', async () => {
    const [[first = ''], [second = '']] = [await image(['1'], 600_000), await image(['1'])];
    const ids = [await idOf(first), await idOf(second)];
    const { jobId } = await images().save({ context, references: [first, second] });
    expect(await on.ended(jobId)).toMatchObject({ state: 'done', result: { type: 'file', name: 'images.tar' } });
    await docker('image', 'rm', first, second);
    const bytes = on.files.get('images.tar')!;
    const job = await send(await load(bytes), bytes);
    expect(job).toMatchObject({ state: 'done', doneBytes: bytes.length, result: { type: 'images' } });
    expect(job.result).toHaveProperty('references', expect.arrayContaining([first, second]));
    expect([await idOf(first), await idOf(second)]).toEqual(ids);
  });

  test('of an image that is not there is refused before a file begins', async () => {
    await expect(images().save({ context, references: ['no/such:1'] })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('that is none is refused, and leaves nothing', async () => {
    const before = await names();
    const bytes = Buffer.from('This is no archive, but a text that somebody chose by mistake.\n'.repeat(2000));
    const job = await send(await load(bytes), bytes);
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'invalid-input', message: '“images.tar” is not an archive.' },
    });
    const archive = pack();
    archive.entry({ name: 'bin/', type: 'directory' });
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    const files = Buffer.concat(chunks);
    expect(await send(await load(files), files)).toMatchObject({
      error: { message: '“images.tar” is an archive, but not one of images.' },
    });
    expect(await names()).toEqual(before);
  });

  test('that breaks off half way makes no image, and says why', async () => {
    const [reference = ''] = await image(['1'], 3_000_000);
    const { jobId } = await images().save({ context, references: [reference] });
    await on.ended(jobId);
    await docker('image', 'rm', reference);
    const bytes = [...on.files.values()].at(-1)!;
    const started = await load(bytes);
    const { uploadId } = started;
    await on.client.uploads.write({ uploadId, bytes: new Uint8Array(bytes.subarray(0, 1_000_000)) });
    await on.client.uploads.abort({ uploadId, reason: 'The file could not be read.' });
    expect(await on.ended(started.jobId)).toMatchObject({
      state: 'failed',
      error: { message: 'The file could not be read.' },
    });
    expect(await names()).not.toContain(reference);
  });

  test('whose job is cancelled is not sent on, and whoever sends is told', async () => {
    const started = await load(Buffer.alloc(5_000_000));
    const { uploadId } = started;
    await on.client.uploads.write({ uploadId, bytes: Buffer.alloc(100_000) });
    await on.client.jobs.cancel({ jobId: started.jobId });
    expect((await on.ended(started.jobId)).state).toBe('cancelled');
    await expect(on.client.uploads.write({ uploadId, bytes: Buffer.alloc(1) })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('of files becomes the same image as with the command that is shown', async () => {
    const tar = pack();
    tar.entry({ name: 'hello.txt' }, 'hello');
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const file = join(dir, 'files.tar');
    await writeFile(file, bytes);
    const [ours, theirs] = [repositoryName(), repositoryName()];
    built.push(ours, theirs);
    const options = { message: 'by hand', changes: ['CMD ["cat", "/hello.txt"]', 'ENV A=b&c'] };
    const sent = { context, fileName: 'files.tar', sizeBytes: bytes.length, reference: ours, ...options };
    expect(await send(await images().import(sent), bytes)).toMatchObject({ state: 'done' });
    await shell(importCommand(file, theirs, options));
    const facts = async (reference: string) => {
      const [said] = JSON.parse(await docker('image', 'inspect', reference)) as [Record<string, unknown>];
      return { config: said['Config'], layers: said['RootFS'], comment: said['Comment'], size: said['Size'] };
    };
    expect(await facts(ours)).toEqual(await facts(theirs));
    expect(await facts(ours)).toMatchObject({ config: { Env: ['A=b&c'] }, comment: 'by hand' });
    await readFile(file);
  });
});

describe('the command that is shown does what the action does', () => {
  /** What an engine still has under these names. */
  const left = async (references: readonly string[]) => {
    const all = await names();
    return references.map((reference) => all.includes(reference));
  };
  test.each([
    ['of an unused image', ['1'], undefined],
    ['of one of two names', ['1', '2'], undefined],
    ['of an image with a container', ['1'], 'create'],
    ['of an image with a container that runs', ['1'], 'run'],
  ] as const)('a removal %s', async (_, tags, state) => {
    const [ours, theirs] = [await image(tags), await image(tags)];
    for (const [of = ''] of [ours, theirs]) {
      if (state === 'create') await container('c', of, 'create');
      if (state === 'run') await container('c', of, 'run', '--detach');
    }
    await remove([ours[0]!]);
    await shell(removeImagesCommand([theirs[0]!])).catch(() => {}); // what it left is what counts
    expect(await left(ours)).toEqual(await left(theirs));
    expect((await left(ours))[0]).toBe(state !== undefined);
  });

  test('a tag', async () => {
    const [reference = ''] = await image(['1']);
    const [ours, theirs] = [`${repositoryName()}:x`, `${repositoryName()}:x`];
    built.push(ours, theirs);
    await images().tag({ context, reference, target: ours });
    await shell(tagCommand(reference, theirs));
    expect(await idOf(ours)).toBe(await idOf(theirs));
  });
});

test('an image is removed by the part of its id that the person gives', async () => {
  const source = name('source');
  await createTest(source);
  const id = await docker('commit', '--change', 'LABEL x=y', source);
  expect((await preview(id.replace('sha256:', '').slice(0, 14))).images).toMatchObject([{ id, outcome: 'removed' }]);
  expect((await remove([id])).state).toBe('done');
});
