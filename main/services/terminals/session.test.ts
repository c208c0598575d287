import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Terminal, TerminalOutput } from '../../../contract/model/terminal.ts';
import { CONNECTION_LOST } from '../../../contract/rpc/transport.ts';
import { TerminalSession } from './session.ts';

const TERMINAL: Terminal = {
  id: 't1',
  target: { type: 'attach', ref: { context: 'default', id: 'a'.repeat(64) } },
  program: 'sh',
  openedAt: 0,
  command: 'docker attach',
};

let pipe: PassThrough;
let closed: number;
let gone: number;
let session: TerminalSession;

beforeEach(() => {
  vi.useFakeTimers();
  pipe = new PassThrough();
  closed = 0;
  gone = 0;
  session = new TerminalSession(
    TERMINAL,
    {
      program: 'sh',
      pipe,
      first: Buffer.from('first '),
      resize: () => Promise.resolve(),
      ending: () => Promise.resolve({ exitCode: 3, message: 'Ended.' }),
      close: () => Promise.resolve(void (closed += 1)),
    },
    () => (gone += 1),
  );
});
afterEach(() => vi.useRealTimers());

function read(signal = new AbortController().signal) {
  const items: TerminalOutput[] = [];
  const over = (async () => {
    for await (const item of session.output(signal)) items.push(item);
  })();
  const text = () => items.map((item) => (item.type === 'data' ? Buffer.from(item.bytes).toString() : '')).join('');
  return { items, over, text };
}

test('a terminal that nobody reads for a minute is closed; one that is read is not', async () => {
  const abort = new AbortController();
  const { over } = read(abort.signal);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(closed).toBe(0);
  abort.abort();
  await over;
  await vi.advanceTimersByTimeAsync(59_000);
  expect(closed).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect({ closed, gone }).toEqual({ closed: 1, gone: 1 });
});

test('a terminal whose reader lost its connection is kept for half a day, and closed then', async () => {
  const abort = new AbortController();
  const { over } = read(abort.signal);
  await vi.advanceTimersByTimeAsync(10);
  abort.abort(CONNECTION_LOST);
  await over;
  await vi.advanceTimersByTimeAsync(11.9 * 3_600_000);
  pipe.write('still here');
  const again = new AbortController();
  const { text, over: overAgain } = read(again.signal);
  await vi.advanceTimersByTimeAsync(10);
  expect({ closed, text: text() }).toEqual({ closed: 0, text: 'still here' });

  again.abort(CONNECTION_LOST);
  await overAgain;
  await vi.advanceTimersByTimeAsync(12.1 * 3_600_000);
  expect(closed).toBe(1);
});

test('a page that comes back in time goes on, also when its old reader leaves only later', async () => {
  const abort = new AbortController();
  const first = read(abort.signal);
  await vi.advanceTimersByTimeAsync(10);
  const second = read();
  abort.abort();
  await first.over;
  pipe.write('second');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(closed).toBe(0);
  expect([first.text(), second.text()]).toEqual(['first ', 'second']);
});

test('what is printed while nobody reads is kept to the last 256 KiB', async () => {
  for (let i = 0; i < 100; i++) pipe.write(Buffer.alloc(10_000, String(i % 10)));
  pipe.write('the end');
  await vi.advanceTimersByTimeAsync(10);
  const { text } = read();
  await vi.advanceTimersByTimeAsync(10);
  expect(text()).toMatch(/the end$/);
  expect(text().length).toBeLessThanOrEqual(256 * 1024);
  expect(text().length).toBeGreaterThan(200 * 1024);
});

test('the end is told last, and then the terminal is gone', async () => {
  const { items, over } = read();
  pipe.end('bye');
  await vi.advanceTimersByTimeAsync(10);
  await over;
  expect(items.at(-1)).toEqual({ type: 'exit', exitCode: 3, message: 'Ended.' });
  expect(gone).toBe(1);
});

test('closing twice ends it once', async () => {
  await Promise.all([session.close(), session.close()]);
  expect(closed).toBe(1);
  expect(pipe.destroyed).toBe(true);
});

test('an engine that sends what is not framed ends that terminal, and says why', async () => {
  const broken = new PassThrough();
  const other = new TerminalSession(
    TERMINAL,
    {
      program: 'sh',
      pipe: broken,
      first: Buffer.alloc(0),
      unwrap() {
        throw new Error('The stream is not framed as Docker frames streams.');
      },
      resize: () => Promise.resolve(),
      ending: () => Promise.reject(new Error('It is not asked.')),
      close: () => Promise.resolve(),
    },
    () => {},
  );
  broken.write('noise');
  const items: TerminalOutput[] = [];
  for await (const item of other.output(new AbortController().signal)) items.push(item);
  expect(items).toEqual([{ type: 'exit', message: 'The stream is not framed as Docker frames streams.' }]);
});
