import { expect, test, vi } from 'vitest';
import { AppFailure } from '../../../../contract/errors.ts';
import type { LogItem } from '../../../../contract/model/logs.ts';
import { batchOf } from '../testing/batches.ts';
import { type ReadDeps, readLogs } from './readLogs.ts';

const gone = new AppFailure({
  code: 'engine-unreachable',
  context: 'default',
  reason: 'closed',
  message: 'The engine stopped.',
  hint: 'Wait.',
});
const lines = (text: string, time: number): LogItem => ({ type: 'lines', batch: batchOf([{ text, time }], 0) });

/** An engine that says one line, goes away, comes back and says that line and another. */
function setUp() {
  const asked: { readonly since?: number }[] = [];
  let comeBack = () => {};
  const isBack = new Promise<void>((resolve) => (comeBack = resolve));
  const contextNamed = (type: string) => [{ name: 'default', state: { type } }];
  const client = {
    logs: {
      async *read(input: { since?: number }) {
        asked.push(input);
        yield lines('one', 1000);
        if (asked.length === 1) throw gone;
        yield lines('two', 2000);
      },
    },
    contexts: {
      async *watch() {
        yield contextNamed('unreachable');
        await isBack;
        yield contextNamed('connected');
      },
    },
  } as unknown as ReadDeps['client'];
  const follow: ReadDeps['follow'] = ({ open, onItem, onError }) => {
    const abort = new AbortController();
    void (async () => {
      try {
        for await (const item of open(abort.signal)) onItem(item);
      } catch (thrown) {
        onError((thrown as AppFailure).error);
      }
    })();
    return () => abort.abort();
  };
  return { asked, comeBack: () => comeBack(), deps: { client, follow } };
}

test('an engine that goes away is waited for, and its log goes on without a line twice', async () => {
  const { asked, comeBack, deps } = setUp();
  const seen: string[] = [];
  const reader = {
    onItem: (item: LogItem) => {
      if (item.type === 'lines') seen.push(new TextDecoder().decode(item.batch.text));
    },
    onLost: vi.fn<(error: unknown) => void>(),
    onReconnected: vi.fn<() => void>(),
    onError: vi.fn<(error: unknown) => void>(),
  };
  readLogs({ context: 'default', ids: ['a'] }, reader, deps);
  await vi.waitFor(() => expect(reader.onLost).toHaveBeenCalledWith(gone.error));
  expect([seen, asked.length]).toEqual([['one'], 1]);
  expect(reader.onReconnected).not.toHaveBeenCalled();
  comeBack();
  await vi.waitFor(() => expect(seen).toEqual(['one', 'two']));
  expect(asked[1]?.since).toBe(1000);
  expect(reader.onReconnected).toHaveBeenCalledOnce();
  expect(reader.onError).not.toHaveBeenCalled();
});
