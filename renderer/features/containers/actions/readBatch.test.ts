// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../../contract/index.ts';
import { AppFailure } from '../../../../contract/errors.ts';
import type { ActionResult } from '../../../../contract/model/action.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { client, connectOver, retryConnection } from '../../../rpc/index.ts';
import { readBatch } from './readBatch.ts';

const ids = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
const results: readonly ActionResult[] = ids.map((id) => ({ id, name: id.slice(0, 1) }));
let cut = () => {};
afterEach(() => cut());

/** A main that has given one result of a batch when the connection is cut, and knows them all afterwards. */
function connectTo(known: boolean): string[] {
  const begun: string[] = [];
  const asked: string[] = [];
  const handlers = {
    app: { info: async () => ({}) },
    containers: {
      async *apply({ batchId }: { batchId: string }, signal: AbortSignal) {
        begun.push(batchId);
        asked.push('apply');
        yield results[1];
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
      async *results({ batchId }: { batchId: string }) {
        asked.push('results');
        if (!known || !begun.includes(batchId)) throw new AppFailure({ code: 'not-found', message: 'Not known.' });
        yield* results;
      },
    },
  } as unknown as Parameters<typeof serve<typeof contract>>[1];
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, handlers, serverEnd);
    cut = close;
    return clientEnd;
  });
  return asked;
}

const read = (onResult: (result: ActionResult) => void) =>
  readBatch({ context: 'test', ids, action: { type: 'stop' } }, onResult);

test('a connection that is lost in the middle loses no result, and begins nothing twice', async () => {
  const asked = connectTo(true);
  const got: string[] = [];
  await read(({ id }) => {
    got.push(id);
    if (got.length === 1) {
      cut();
      setTimeout(retryConnection, 5);
    }
  });
  expect(got).toEqual([ids[1], ids[0], ids[2]]);
  expect(asked).toEqual(['apply', 'results']);
});

test('a main that does not know of it is believed', async () => {
  connectTo(false);
  const reading = read(() => {
    cut();
    setTimeout(retryConnection, 5);
  });
  await expect(reading).rejects.toMatchObject({ error: { code: 'not-found' } });
});

test('without a connection nothing is begun, and that is said at once', async () => {
  const asked = connectTo(true);
  await client.app.info({});
  cut();
  await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'disconnected' } });
  await expect(read(() => {})).rejects.toMatchObject({
    error: { code: 'disconnected', message: expect.stringContaining('nothing was begun') },
  });
  expect(asked).toEqual([]);
});
