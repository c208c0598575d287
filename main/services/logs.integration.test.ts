import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogItem } from '../../contract/model/logs.ts';
import { AppFailure } from '../../contract/errors.ts';
import { type OpenTestEngine, openTestEngine } from '../docker/testing/openTestEngine.ts';
import { docker, removeAll, runTest, testName } from '../live/testing/engineCli.ts';
import { createLogsService } from './logs.ts';
import { LogReader } from './testing/readLog.ts';

let engine: OpenTestEngine;
let made: string[];
let readers: LogReader[];

beforeEach(async () => {
  made = [];
  readers = [];
  engine = await openTestEngine();
});
afterEach(async () => {
  await Promise.all(readers.map((reader) => reader.stop()));
  await engine.close();
  await removeAll(made);
});

type Options = Partial<Parameters<ReturnType<typeof createLogsService>['read']>[0]>;

function open(ids: readonly string[], options: Options, signal: AbortSignal): AsyncIterable<LogItem> {
  const input = { context: 'default', ids: [...ids], follow: true, stdout: true, stderr: true, mixed: false };
  return createLogsService(engine).read({ ...input, ...options }, signal);
}

function read(ids: readonly string[], options: Options = {}): LogReader {
  const reader = new LogReader((signal) => open(ids, options, signal));
  readers.push(reader);
  return reader;
}

/** A container whose main process is a script. */
function script(text: string, ...args: string[]): Promise<string> {
  const name = testName('log');
  made.push(name);
  return runTest(name, ...args, '--', 'sh', '-c', text);
}

const ended = (id: string) => docker('wait', id);

describe('the log of one container', () => {
  test('has every line, its stream and its time, and says when the past has been told', async () => {
    const before = Date.now();
    const id = await script('echo one; echo two >&2; printf "three"; sleep 1000');
    const reader = read([id]);
    await reader.until('what is past', () => reader.says('caught-up'));
    await reader.until('two lines', () => reader.lines.length >= 2);
    expect(
      reader.lines
        .map(({ text, isErr }) => [text, isErr])
        .slice(0, 2)

        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['one', false],
      ['two', true],
    ]);
    for (const { time } of reader.lines) expect(Math.abs(time - before)).toBeLessThan(30_000);
    expect(reader.items.filter(({ type }) => type === 'caught-up')).toHaveLength(1);
  });

  test('is exactly what the program wrote: any bytes, empty lines, lines of over 16 KiB and of over 1 MiB', async () => {
    const id = await script(
      String.raw`printf 'a\377\376b\n\n\033[31mred\n'; head -c 40000 /dev/zero | tr '\0' x; echo; head -c 2500000 /dev/zero | tr '\0' y; echo; printf end`,
      '--log-driver',
      'local', // json-file keeps text only: the engine itself replaces what is no UTF-8 there
    );
    await ended(id);
    const reader = read([id], { follow: false });
    await reader.over;
    expect(reader.failure).toBeUndefined();
    const [first, second, third, fourth, ...rest] = reader.lines;
    expect([first, second, third].map((line) => line?.text)).toEqual(['a\xff\xfeb', '', '\x1b[31mred']);
    expect(fourth?.text === 'x'.repeat(40_000)).toBe(true);
    expect(rest.map(({ text, isContinued }) => [text.length, isContinued])).toEqual([
      [1_048_576, true],
      [1_048_576, true],
      [402_848, false],
      [3, false],
    ]);
    expect(reader.items.at(-1)).toEqual({ type: 'caught-up' });
  });

  test('of a container with a terminal has neither frames nor the terminal’s returns', async () => {
    const id = await script(`echo one; echo two; head -c 20000 /dev/zero | tr '\\0' x; echo`, '--tty');
    await ended(id);
    const reader = read([id], { follow: false });
    await reader.over;
    expect(reader.texts).toEqual(['one', 'two', 'x'.repeat(20_000)]);
  });

  test('can begin at the last lines, at a time, end at a time, and leave a stream out', async () => {
    const id = await script('for i in 1 2 3; do echo out$i; echo err$i >&2; sleep 0.2; done');
    await ended(id);
    const all = read([id], { follow: false });
    await all.over;
    expect(all.texts).toHaveLength(6);
    const [, , third, fourth] = all.lines;
    const of = async (options: Options) => {
      const reader = read([id], { follow: false, ...options });
      await reader.over;
      return reader.texts;
    };
    expect(await of({ tail: 2 })).toEqual(all.texts.slice(4));
    expect(await of({ tail: 0 })).toEqual([]);
    expect(await of({ since: third!.time - 1 })).toEqual(all.texts.slice(2));
    expect(await of({ until: fourth!.time + 1 })).toEqual(all.texts.slice(0, 4));
    expect(await of({ stderr: false })).toEqual(['out1', 'out2', 'out3']);
    expect(await of({ stdout: false })).toEqual(['err1', 'err2', 'err3']);
  });

  test('is followed: a new line is there at once', async () => {
    const echo = await script('mkfifo /in; while true; do cat /in; done');
    const reader = read([echo]);
    await reader.until('the end of the past', () => reader.says('caught-up'));
    await docker('exec', echo, 'sh', '-c', 'echo hello > /in');
    await reader.until('the new line', () => reader.texts.includes('hello'));
    expect(reader.texts).toEqual(['hello']);
  });

  test('shows the beginning of a line that does not end', async () => {
    const id = await script(`head -c 20000 /dev/zero | tr '\\0' x; sleep 1000`);
    const reader = read([id]);
    await reader.until('the first entry of it', () => reader.lines.length > 0);
    expect(reader.lines[0]).toMatchObject({ isContinued: true, text: 'x'.repeat(16_384) });
  });

  test('goes on over restarts, with nothing twice and nothing lost', async () => {
    const id = await script('for i in 1 2 3; do echo "line $i"; done; sleep 1000', '--stop-signal', 'KILL');
    const reader = read([id]);
    await reader.until('the first start', () => reader.lines.length === 3);
    await docker('stop', id);
    await reader.until('that it stopped', () => reader.says('source-ended'));
    await docker('start', id);
    await reader.until('the second start', () => reader.lines.length === 6);
    await docker('restart', id);
    await reader.until('the third start', () => reader.lines.length === 9);
    expect(reader.texts).toEqual(Array.from({ length: 9 }, (_, i) => `line ${(i % 3) + 1}`));
    expect(reader.items.find(({ type }) => type === 'source-ended')).toEqual({
      type: 'source-ended',
      source: 0,
      reason: 'stopped',
    });
    expect(reader.says('source-resumed')).toBe(true);
  });

  test('that was opened for new lines only stays so over a restart', async () => {
    const id = await script('echo start; sleep 1000', '--stop-signal', 'KILL');
    const reader = read([id], { tail: 0 });
    await reader.until('the end of the past', () => reader.says('caught-up'));
    await docker('restart', id);
    await reader.until('the new start', () => reader.lines.length > 0);
    await docker('restart', id);
    await reader.until('the newest start', () => reader.lines.length > 1);
    expect(reader.texts).toEqual(['start', 'start']);
  });

  test('finds its place again in a log that grew by more than is asked for at first', async () => {
    const id = await script(
      'i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done; sleep 1000',
      '--stop-signal',
      'KILL',
    );
    const reader = read([id]);
    await reader.until('the first start', () => reader.lines.length === 3000);
    await docker('restart', id);
    await reader.until('the second start', () => reader.lines.length === 6000);
    expect(reader.texts).toEqual(Array.from({ length: 6000 }, (_, i) => String(i % 3000)));
  });

  test('ends when the container is removed by someone else', async () => {
    const id = await script('echo hello; sleep 1000');
    const reader = read([id]);
    await reader.until('the line', () => reader.lines.length === 1);
    await docker('rm', '--force', id);
    await reader.over;
    expect(reader.failure).toBeUndefined();
    expect(reader.items.at(-1)).toEqual({ type: 'source-ended', source: 0, reason: 'removed' });
  });

  test('of a container that is not there is a typed error', async () => {
    const reader = read(['0123456789ab']);
    await reader.over;
    expect((reader.failure as AppFailure).error).toMatchObject({ code: 'not-found' });
  });

  test('that its logging driver keeps to itself is a typed error', async () => {
    const id = await script('echo hello; sleep 1000', '--log-driver', 'none');
    const reader = read([id]);
    await reader.over;
    expect((reader.failure as AppFailure).error).toMatchObject({ code: 'unsupported' });
  });

  test('fails in words when the engine is killed in mid-stream', async () => {
    const id = await script('while true; do echo hello; sleep 0.01; done');
    const reader = read([id]);
    await reader.until('some lines', () => reader.lines.length > 10);
    await engine.proxy.cut();
    await reader.over;
    expect((reader.failure as AppFailure).error).toMatchObject({ code: 'engine-unreachable', context: 'default' });
  });

  test('fails with the reason when the connection is closed', async () => {
    const id = await script('echo hello; sleep 1000');
    const reader = read([id]);
    await reader.until('the line', () => reader.lines.length === 1);
    engine.closeConnection();
    await reader.over;
    expect((reader.failure as AppFailure).error).toMatchObject({ code: 'engine-unreachable', reason: 'closed' });
  });
});

describe('the logs of many containers', () => {
  test('are one, in the order of their times', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map((n) => script(`i=0; while [ $i -lt 400 ]; do echo "c${n} $i"; i=$((i+1)); done`)),
    );
    await Promise.all(ids.map(ended));
    for (const mixed of [false, true]) {
      const reader = read(ids, { follow: false, mixed });
      await reader.over;
      expect(reader.lines).toHaveLength(1200);
      const times = reader.lines.map(({ time }) => time);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const [source] of ids.entries()) {
        const own = reader.lines.filter((line) => line.source === source);
        expect(own.map(({ text }) => text)).toEqual(Array.from({ length: 400 }, (_, i) => `c${source + 1} ${i}`));
      }
      expect(reader.items.at(-1)).toEqual({ type: 'caught-up' });
    }
  });

  test('come live in order too, and a source that fails does not stop the rest', async () => {
    const ids = await Promise.all([1, 2].map(() => script('while true; do date +%s%N; sleep 0.02; done')));
    const silent = await script('sleep 1000', '--log-driver', 'none');
    const reader = read([...ids, silent], { tail: 0 });
    await reader.until('that one cannot be read', () => reader.says('source-failed'));
    await reader.until('live lines of both', () => new Set(reader.lines.map(({ source }) => source)).size === 2);
    await reader.until('a hundred lines', () => reader.lines.length > 100);
    expect(reader.items.find(({ type }) => type === 'source-failed')).toMatchObject({ source: 2 });
    const times = reader.lines.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('say which of them stopped, and go on with the others', async () => {
    const [short, long] = [await script('echo bye'), await script('while true; do echo on; sleep 0.05; done')];
    const reader = read([short, long]);
    await reader.until('the end of one', () => reader.says('source-ended'));
    const seen = reader.lines.length;
    await reader.until('more of the other', () => reader.lines.length > seen + 3);
    expect(reader.items.find(({ type }) => type === 'source-ended')).toMatchObject({ source: 0, reason: 'stopped' });
  });
});

describe('a reader', () => {
  test('that leaves ends the request at the engine: nothing is left after 50', async () => {
    const id = await script('while true; do echo hello; sleep 0.05; done');
    const stopped = await script('echo bye');
    await ended(stopped);
    for (let i = 0; i < 50; i++) {
      const reader = read(i % 2 ? [id] : [id, stopped]);
      await reader.until('a line', () => reader.lines.length > 0 && reader.says('caught-up'));
      await reader.stop();
    }
    await expect.poll(() => engine.streams()).toBe(0);
  });

  test('that is slow makes the engine wait, and loses nothing', async () => {
    const id = await script(
      'i=0; while [ $i -lt 60000 ]; do echo "$i of many lines, each of them with some length"; i=$((i+1)); done',
    );
    await ended(id);
    const abort = new AbortController();
    let next = 0;
    let resident = 0;
    for await (const item of open([id], { follow: false }, abort.signal)) {
      if (item.type !== 'lines') continue;
      for (const line of Buffer.from(item.batch.text).toString().split('\n')) {
        expect(Number.parseInt(line, 10)).toBe(next++);
      }
      await new Promise((resolve) => setImmediate(resolve));
      resident = Math.max(resident, item.batch.text.length);
    }
    expect(next).toBe(60_000);
    expect(resident).toBeLessThan(512 * 1024);
  });
});
