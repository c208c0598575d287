import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../docker/open.ts';
import { archiveOf, layerOf } from '../imageFiles/testing/archives.ts';
import { testName } from '../live/testing/engineCli.ts';
import { createLayersService } from './layers.ts';
import { context, never, openLayers, type OpenedLayers } from './testing/layersOfEngine.ts';

let made: OpenedLayers;
beforeAll(async () => void (made = await openLayers()));
afterAll(() => made.close());
afterEach(() => made.removeMade());

describe('an engine that sends what is no image', () => {
  /** Answers as an engine would, with this archive for every image. */
  async function lying(archive: Buffer, diffIds: readonly string[], cutAfter?: number) {
    const id = `sha256:${'1'.repeat(64)}`;
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (/\/version/.test(url))
        response.end(
          JSON.stringify({ Version: '28.5.2', ApiVersion: '1.51', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' }),
        );
      else if (/\/json/.test(url))
        response.end(JSON.stringify({ Id: id, RootFS: { Layers: diffIds }, Size: archive.byteLength }));
      else {
        response.write(archive.subarray(0, cutAfter ?? archive.byteLength), () => {
          if (cutAfter === undefined) response.end();
          else response.destroy();
        });
      }
    });
    const socket = path.join(made.dir, `${testName('lying')}.sock`.slice(-40));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const opened = await openConnection({
      context,
      endpoint: { type: 'unix', path: socket },
      isLocal: true,
    });
    const service = createLayersService({
      getConnection: async () => opened.connection,
      cliArgs: () => [],
      jobs: made.jobs,
      activity: made.activity,
      host: made.host,
    });
    const read = async () => {
      for await (const step of service.open({ context, image: 'odd' }, never))
        if (step.type === 'opened') return step.image;
      throw new Error('It ended without an image.');
    };
    return {
      read,
      service,
      id,
      close: async () => {
        opened.close();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }
  const failing = async (engineOf: Awaited<ReturnType<typeof lying>>) => {
    try {
      return await engineOf.read().then(
        () => undefined,
        (thrown: { readonly error: object }) => thrown.error,
      );
    } finally {
      await engineOf.close();
    }
  };

  test('a layer that ends too early, an archive of something else, a web page, a lost connection', async () => {
    const contents = [[{ name: 'a', content: 'a'.repeat(9000) }]];
    const cut = await archiveOf(contents, { damage: (layer) => layer.subarray(0, 4000) });
    expect(await failing(await lying(cut.bytes, cut.diffIds))).toMatchObject({
      code: 'unexpected',
      message: 'Layer 1 of 1 is damaged or ends too early.',
      hint: expect.stringContaining('pull or build it again'),
    });
    const other = await layerOf([{ name: 'letter.txt', content: 'Dear reader' }]);
    expect(await failing(await lying(other, ['sha256:1']))).toMatchObject({
      message: expect.stringContaining('not of an image'),
    });
    expect(await failing(await lying(Buffer.from('<html>'.repeat(1000)), []))).toMatchObject({ code: 'unexpected' });
    const whole = await archiveOf(contents);
    expect(await failing(await lying(whole.bytes, whole.diffIds, 6000))).toMatchObject({
      code: 'engine-unreachable',
      reason: 'closed',
    });
  });

  test('names that lead out of the image are shown inside it, and nothing is written anywhere', async () => {
    const outside = path.join(made.dir, 'outside');
    const { bytes, diffIds } = await archiveOf([[{ name: `../../../../../../../..${outside}`, content: 'evil' }]]);
    const odd = await lying(bytes, diffIds);
    try {
      const { warnings } = await odd.read();
      expect(warnings).toEqual([expect.stringContaining('1 entry has a name that would lead out')]);
      const wanted = { context, imageId: odd.id, layer: 0, path: outside };
      expect(Buffer.from((await odd.service.preview({ ...wanted, maxBytes: 100 }, never)).bytes).toString()).toBe(
        'evil',
      );
      await odd.service.download(wanted, never);
      await expect.poll(() => made.saved.get('outside')?.toString()).toBe('evil');
      await expect(readFile(outside)).rejects.toThrow('ENOENT');
    } finally {
      await odd.close();
    }
  });
});

describe('a reading that is cancelled', () => {
  /** Requests that go on: kept connections that wait are not counted. */
  const settlesAt = async (count: number) => {
    await expect.poll(() => made.engine.proxy.openCount, { timeout: 10_000 }).toBeLessThanOrEqual(count);
  };
  const big = () => made.build('FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=60');

  test('before the engine sends, and while it sends, ends the request; later it begins anew', async () => {
    const image = await big();
    await made.open('busybox');
    for (const phase of ['preparing', 'reading'] as const) {
      const before = made.engine.proxy.openCount;
      const abort = new AbortController();
      const ended = (async () => {
        for await (const step of made.layers.open({ context, image }, abort.signal)) {
          if (step.type === 'progress' && step.phase === phase) abort.abort();
        }
      })();
      await expect(ended).rejects.toMatchObject({ error: { code: 'cancelled' } });
      await settlesAt(before);
      const last = () => [...made.activity.feed.values()].at(-1);
      await expect.poll(last).toMatchObject({ title: `Read the layers of ${image}`, state: 'cancelled' });
    }
    expect((await made.open(image)).sizeBytes).toBeGreaterThan(60_000_000);
  });

  test('by one of two goes on for the other, over one request', async () => {
    const image = await big();
    const abort = new AbortController();
    const before = made.engine.proxy.requests.filter((request) => /\/get/.test(request)).length;
    const leaving = made.open(image, abort.signal);
    const staying = made.open(image);
    setTimeout(() => abort.abort(), 100);
    await expect(leaving).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect((await staying).files).toBeGreaterThan(100);
    expect(made.engine.proxy.requests.filter((request) => /\/get/.test(request)).length).toBe(before + 1);
  });

  test('of one file ends the request', async () => {
    const image = await big();
    const { imageId } = await made.open(image);
    const before = made.engine.proxy.openCount;
    const abort = new AbortController();
    const reading = made.layers.preview({ context, imageId, layer: 1, path: '/big', maxBytes: 1000 }, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await settlesAt(before);
  });
});
