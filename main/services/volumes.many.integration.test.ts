import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { VolumeSummary } from '../../contract/model/volume.ts';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { requestJson } from '../docker/request.ts';
import { ListReader } from '../live/testing/liveEngine.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';

const context = 'default';
const COUNT = 10_000;
let own: RunningTestEngine;
let gantry: VolumesClient;

beforeAll(async () => {
  own = await startTestEngine();
  vi.stubEnv('GANTRY_TEST_SOCKET', own.socketPath);
  gantry = await startVolumesClient();
});
afterAll(async () => {
  await gantry.close();
  vi.unstubAllEnvs();
  await own.stop();
});

const nameOf = (index: number): string => `many-${String(index).padStart(5, '0')}`;

async function ask(method: 'POST' | 'DELETE', name: string): Promise<void> {
  const { docker } = await gantry.contexts.getConnection(context);
  const isCreate = method === 'POST';
  const path = isCreate ? '/volumes/create' : `/volumes/${name}`;
  await requestJson(docker, { method, path, ...(isCreate && { body: { Name: name } }) });
}

test('10,000 volumes come with one list, and what happens to one of them with nothing else', async () => {
  let next = 0;
  const make = async () => {
    while (next < COUNT) await ask('POST', nameOf(next++));
  };
  await Promise.all(Array.from({ length: 8 }, make));

  gantry.proxy.requests.length = 0;
  const reader = new ListReader<VolumeSummary>((signal) => gantry.client.volumes.watch({ context }, { signal }));
  try {
    await reader.until('all', () => reader.believed.size === COUNT, 60_000);
    expect([...reader.believed.keys()].toSorted().at(-1)).toBe(nameOf(COUNT - 1));
    const lists = () => gantry.proxy.requests.filter((line) => /^GET \S*\/volumes(\?|$)/.test(line));
    expect(lists()).toHaveLength(1);

    // What the engine still had to say of the last of the many comes before what it says of this one.
    await ask('POST', 'one-more');
    await reader.until('the new one', () => reader.believed.has('one-more'));

    const seen = reader.changes.length;
    await ask('POST', 'another');
    await reader.until('another', () => reader.believed.has('another'));
    await ask('DELETE', nameOf(5000));
    await reader.until('it without one', () => !reader.believed.has(nameOf(5000)));
    expect(reader.believed.size).toBe(COUNT + 1);
    const touched = reader.changes.slice(seen).flatMap(({ change }) => {
      if (change.type !== 'patch') return [change.type];
      return [...change.upserted.map(({ name }) => name), ...change.removed];
    });
    expect(touched.toSorted()).toEqual(['another', nameOf(5000)]);
    expect(lists()).toHaveLength(1);
  } finally {
    reader.stop();
  }
}, 180_000);
