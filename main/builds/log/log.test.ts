import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LogItem } from '../../../contract/model/logs.ts';
import { identity, redactorOf } from '../redact.ts';
import { BuildLog, epochMs } from './buildLog.ts';
import { lastLinesOf } from './lastLines.ts';
import { type LogWish, readBuildLog } from './readBuildLog.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-log-'))));
afterEach(() => rm(folder, { recursive: true }));

const create = (redact = identity) => BuildLog.create(path.join(folder, 'log'), redact, async () => {});
const piece = (vertex: string, text: string, ms = 1000, stream = 1) => ({
  vertex,
  stream,
  data: Buffer.from(text).toString('base64'),
  timestamp: new Date(ms).toISOString(),
});
const linesOf = ({ batch }: Extract<LogItem, { type: 'lines' }>) => new TextDecoder().decode(batch.text).split('\n');

async function read(log: BuildLog, wish: LogWish = {}) {
  const items: LogItem[] = [];
  for await (const item of readBuildLog(log, wish, new AbortController().signal)) items.push(item);
  const batches = items.filter((item) => item.type === 'lines');
  return { items, batches, lines: batches.flatMap(linesOf) };
}

describe('the log of a build', () => {
  test('joins pieces of lines, of each step and stream by itself', async () => {
    const log = await create();
    log.add(0, piece('a', 'one\ntw'));
    log.add(1, piece('b', 'other\n'));
    log.add(0, piece('a', 'problem\n', 1001, 2));
    log.add(0, piece('a', 'o\r\nno end'));
    await log.end();
    expect(await readFile(log.file, 'utf8')).toBe(
      '0 1 1000 one\n1 1 1000 other\n0 2 1001 problem\n0 1 1000 two\n0 1 1000 no end\n',
    );
    expect(log.lineCount).toBe(5);
    const { lines, batches, items } = await read(log);
    expect(lines).toEqual(['one', 'other', 'problem', 'two', 'no end']);
    expect([...batches[0]!.batch.sources!]).toEqual([0, 1, 0, 0, 0]);
    expect([...batches[0]!.batch.flags]).toEqual([0, 0, 1, 0, 0]);
    expect(items.at(-1)).toEqual({ type: 'caught-up' });
    expect((await read(log, { source: 1 })).lines).toEqual(['other']);
    expect((await read(log, { since: 1001 })).lines).toEqual(['problem']);
    expect(await lastLinesOf(log.file, 0, 2)).toEqual(['two', 'no end']);
  });

  test('is read while it grows, to its end', async () => {
    const log = await create();
    const reading = read(log);
    for (let turn = 0; turn < 5; turn++) {
      log.add(0, piece('a', `line ${turn}\n`));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await log.end();
    expect((await reading).lines).toEqual([0, 1, 2, 3, 4].map((turn) => `line ${turn}`));
  });

  test('is written line by line while few come, and seldom while many do', async () => {
    const log = await create();
    let written = 0;
    log.onMore(() => (written += 1));
    log.add(0, piece('a', 'alone\n'));
    await vi.waitFor(() => expect(log.sizeBytes).toBe('0 1 1000 alone\n'.length), { timeout: 5000, interval: 1 });
    const begun = performance.now();
    written = 0;
    while (performance.now() - begun < 600) {
      log.add(0, piece('a', 'one of many\n'));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThanOrEqual(Math.ceil((performance.now() - begun) / 100));
    await log.end();
    expect((await read(log)).lines).toHaveLength(log.lineCount);
  });

  test('keeps lines longer than what is held at first, and their neighbours', async () => {
    const log = await create();
    const long = 'é'.repeat(40_000);
    log.add(0, piece('a', `before\n${long}\nafter\n`));
    await log.end();
    expect((await read(log)).lines).toEqual(['before', long, 'after']);
  });

  test('of 200,000 lines comes in bounded batches, whole and in order', async () => {
    const log = await create();
    for (let turn = 0; turn < 200; turn++) {
      log.add(
        turn % 3,
        piece(`v${turn % 3}`, Array.from({ length: 1000 }, (_, index) => `${turn * 1000 + index} é\n`).join('')),
      );
    }
    await log.end();
    const { lines, batches } = await read(log);
    expect(lines).toHaveLength(200_000);
    expect(lines.every((line, index) => line === `${index} é`)).toBe(true);
    expect(Math.max(...batches.map(({ batch }) => batch.text.length))).toBeLessThan(300_000);
  });

  test('never holds a secret, also one that came in two pieces', async () => {
    const log = await create(redactorOf(['hunter22', 'first\nsecond line']));
    log.add(0, piece('a', 'it is hunt'));
    log.add(0, piece('a', 'er22!\nsecond line\nab\n'));
    await log.end();
    expect((await read(log)).lines).toEqual(['it is ******!', '******', 'ab']);
  });

  test('is stopped by its reader', async () => {
    const log = await create();
    const abort = new AbortController();
    const items: LogItem[] = [];
    const reading = (async () => {
      for await (const item of readBuildLog(log, {}, abort.signal)) items.push(item);
    })();
    setTimeout(() => abort.abort(), 50);
    await reading;
    expect(items).toEqual([{ type: 'caught-up' }]);
    await log.end();
  });
});

test.each([
  ['2026-11-21T14:58:09.761372321Z', '1795273089761.372'],
  ['2026-11-21T14:58:09.5Z', '1795273089500'],
  ['2026-11-21T14:58:09Z', '1795273089000'],
])('the time %s is kept to the microsecond', (text, ms) => expect(epochMs(text)).toBe(ms));
