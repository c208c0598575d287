import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { removeImageCommand } from '../../contract/commands/viewCommands.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { createTest, docker, removeAll, runTest, shell, testName } from '../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { createActivityLog } from './activity.ts';
import { createImagesService } from './images.ts';

const context = 'default';
const { signal } = new AbortController();
const activity = createActivityLog();
let engine: LiveEngine;
let images: ReturnType<typeof createImagesService>;
let made: string[] = [];
let built: string[] = [];

beforeAll(async () => {
  engine = await startLiveEngine();
  const { getConnection, cliArgs } = engine.contexts;
  images = createImagesService({ getConnection, cliArgs, jobs: createJobs(), activity });
});
afterAll(() => engine.close());
afterEach(async () => {
  await removeAll(made);
  for (const image of built) await docker('image', 'rm', '--force', image).catch(() => {});
  made = [];
  built = [];
});

function name(what: string): string {
  const fresh = testName(what);
  made.push(fresh);
  return fresh;
}

/** An image of its own, with these tags. */
async function image(...tags: string[]): Promise<string[]> {
  const repository = `gantry-test/${testName('image')}`;
  const references = tags.map((tag) => `${repository}:${tag}`);
  const source = name('source');
  await createTest(source);
  await docker('commit', '--change', `LABEL made=${repository}`, source, references[0]!);
  for (const other of references.slice(1)) await docker('tag', references[0]!, other);
  built.push(...references);
  return references;
}

async function container(what: string, of: string, ...state: ['run', '--detach'] | ['create']): Promise<string> {
  const fresh = name(what);
  await docker(...state, '--label', 'gantry.test', '--name', fresh, of, 'sleep', '1000');
  return fresh;
}

const remove = (reference: string, force = false) => images.remove({ context, reference, force }, signal);
const preview = (reference: string) => images.previewRemove({ context, reference }, signal);
const names = async () => (await images.list({ context }, signal)).flatMap(({ tags }) => tags);

describe('an image that is removed', () => {
  test('while containers use it is kept, and they are named; without them it goes', async () => {
    const [reference = ''] = await image('1');
    const [running, stopped] = [
      await container('running', reference, 'run', '--detach'),
      await container('stopped', reference, 'create'),
    ];
    await runTest(name('other')); // of another image
    const { containers, otherTags, sizeBytes } = await preview(reference);
    expect(Object.fromEntries(containers.map(({ name: of, state }) => [of, state]))).toEqual({
      [running]: 'running',
      [stopped]: 'created',
    });
    expect(otherTags).toEqual([]);
    expect(sizeBytes).toBeGreaterThan(100_000);
    await expect(remove(reference)).rejects.toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(new RegExp(`“${running}” \\(running\\)`)) },
    });

    await docker('rm', '--force', running);
    await expect(remove(reference)).rejects.toMatchObject({
      error: {
        code: 'conflict',
        message: `“${reference}” is used by the container “${stopped}” (created).`,
        hint: 'Remove that container first.',
      },
    });
    expect(await names()).toContain(reference);

    await docker('rm', stopped);
    const gone = await remove(reference);
    expect(gone.untagged).toContain(reference);
    expect(gone.deleted.length).toBeGreaterThan(0);
    expect(await names()).not.toContain(reference);
    await expect(remove(reference)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('under one of several names loses only that name', async () => {
    const [first = '', second = ''] = await image('1', '2');
    expect((await preview(first)).otherTags).toEqual([second]);
    await container('user', first, 'run', '--detach');
    expect(await remove(first)).toEqual({ untagged: [first], deleted: [] });
    expect(await names()).toEqual(expect.arrayContaining([second]));
    expect(await names()).not.toContain(first);
  });

  test('is written down with its docker command', async () => {
    const [reference = ''] = await image('1');
    await remove(reference);
    expect([...activity.feed.values()].at(-1)).toMatchObject({
      title: `Remove image ${reference}`,
      command: expect.stringMatching(new RegExp(`^docker .*image rm ${reference}$`)),
      state: 'done',
    });
  });
});

describe('the command that is shown does what the action does', () => {
  /** What an engine still has under these names, and whether the containers are there. */
  const left = async (references: readonly string[]) => {
    const all = await names();
    return references.map((reference) => all.includes(reference));
  };
  test.each([
    ['of an unused image', ['1'], undefined, false],
    ['of one of two names', ['1', '2'], undefined, false],
    ['of an image with a container', ['1'], 'create', false],
    ['by force of an image with a container', ['1'], 'create', true],
    ['by force of an image with a container that runs', ['1'], 'run', true],
  ] as const)('a removal %s', async (_, tags, state, force) => {
    const [ours, theirs] = [await image(...tags), await image(...tags)];
    for (const [of = ''] of [ours, theirs]) {
      if (state === 'create') await container('c', of, 'create');
      if (state === 'run') await container('c', of, 'run', '--detach');
    }
    await remove(ours[0]!, force).catch(() => {}); // what it left is what counts
    await shell(removeImageCommand(theirs[0]!, force)).catch(() => {});
    expect(await left(ours)).toEqual(await left(theirs));
    expect((await left(ours))[0]).toBe(state === 'create' && !force);
  });
});
