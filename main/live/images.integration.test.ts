import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImageSummary } from '../../contract/model/image.ts';
import { createTest, docker, removeAll, TEST_IMAGE, testName } from './testing/engineCli.ts';
import { ListReader, type LiveEngine, startLiveEngine } from './testing/liveEngine.ts';

let engine: LiveEngine;
let reader: ListReader<ImageSummary>;
let made: string[];
let built: string[];

beforeEach(async () => {
  made = [];
  built = [];
  engine = await startLiveEngine();
  reader = new ListReader((signal) => engine.live.watchImages('default', signal));
  await reader.until('a first list', () => reader.changes.length > 0);
});
afterEach(async () => {
  reader.stop();
  await engine.close();
  await removeAll(made);
  for (const image of built) await docker('image', 'rm', '--force', image).catch(() => {});
});

/** Commits an image of its own, and gives its id. */
async function image(...reference: [string?]): Promise<string> {
  const source = testName('source');
  made.push(source);
  await createTest(source);
  const id = await docker('commit', '--change', `LABEL made=${source}`, source, ...(reference as string[]));
  built.push(id, ...(reference as string[]));
  await docker('rm', source);
  return id;
}

const tagsOf = (id: string) => reader.believed.get(id)?.tags;
const has = (id: string, ...tags: string[]) => JSON.stringify(tagsOf(id)) === JSON.stringify(tags);
const listed = () => engine.proxy.requests.filter((line) => line.includes('/images/json')).length;

describe('the live list of images', () => {
  test('shows what is done in a shell: committed, tagged, untagged, removed', async () => {
    const before = listed();
    const name = `gantry-test/${testName('image')}:1`;
    const id = await image();
    await reader.until('the dangling image', () => has(id));
    expect(reader.believed.get(id)).toMatchObject({
      parentId: reader.find(({ tags }) => tags.includes(TEST_IMAGE))?.id,
      labels: { made: expect.any(String) },
    });
    await docker('tag', id, name);
    await reader.until('the name', () => has(id, name));
    await docker('tag', id, `${name}x`);
    await reader.until('both names', () => has(id, name, `${name}x`));
    await docker('rmi', `${name}x`);
    await reader.until('one name', () => has(id, name));
    await docker('rmi', name);
    await reader.until('nothing', () => !reader.believed.has(id));
    expect(listed()).toBe(before); // only what an event touches is asked for
  });

  test('takes a name from the image that had it', async () => {
    const name = `gantry-test/${testName('image')}:1`;
    const [first, second] = [await image(name), await image()];
    await reader.until('the name', () => has(first, name));
    await docker('tag', second, name);
    await reader.until('it on the other', () => has(second, name) && has(first));
    expect(reader.find(({ tags }) => tags.includes(name))?.id).toBe(second);
  });

  test('has an image again that comes back under the id that it had', async () => {
    const name = `gantry-test/${testName('image')}:1`;
    const id = await image(name);
    const file = `/tmp/${testName('saved')}.tar`;
    await docker('save', '--output', file, name);
    await docker('rmi', name);
    await reader.until('nothing', () => !reader.believed.has(id));
    await docker('load', '--input', file);
    await reader.until('it again', () => has(id, name));
    expect(reader.believed.get(id)?.platforms).toHaveLength(1);
  });

  test('says of an image the same, whether it was listed or looked at', async () => {
    const name = `gantry-test/${testName('image')}:1`;
    const id = await image(name);
    await reader.until('the image', () => has(id, name));
    const looked = reader.believed.get(id)!;
    await engine.proxy.cut();
    await engine.proxy.restore();
    await reader.until(
      'a new list',
      () => reader.changes.filter(({ change }) => change.type === 'snapshot').length > 1,
    );
    expect({ ...reader.believed.get(id), platforms: looked.platforms }).toEqual(looked);
  });
});
