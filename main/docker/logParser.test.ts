import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOG_CONTINUES, LOG_ENTRY_BYTES, LOG_STDERR } from '../../contract/model/logs.ts';
import { FramedLog } from './framedLog.ts';
import type { LogParser, LogParserOptions } from './logParser.ts';
import { type LineBlock, PackedLines } from './packedLines.ts';
import { TerminalLog } from './terminalLog.ts';

const BOTH = { stdout: true, stderr: true };
const PIECE = 16_384;
const SECOND = 1_000_000_000n;

interface Line {
  readonly stream: 1 | 2;
  readonly text: Buffer;
  readonly nanos: bigint;
}

const stampOf = (nanos: bigint) =>
  `${new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19)}.${String(nanos % 1_000_000_000n).padStart(9, '0')}Z `;

function frame(stream: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

/** What the engine's copier makes of a line: entries of 16 KiB with the stamp of the first. */
function entriesOf({ text, nanos }: Line, end: string): Buffer[] {
  const entries: Buffer[] = [];
  let at = 0;
  for (; text.length - at >= PIECE; at += PIECE) entries.push(text.subarray(at, at + PIECE));
  entries.push(Buffer.concat([text.subarray(at), Buffer.from(end)]));
  return entries.map((entry) => Buffer.concat([Buffer.from(stampOf(nanos)), entry]));
}

const framed = (lines: readonly Line[]) =>
  Buffer.concat(lines.flatMap((line) => entriesOf(line, '\n').map((entry) => frame(line.stream, entry))));
const withTerminal = (lines: readonly Line[]) => Buffer.concat(lines.flatMap((line) => entriesOf(line, '\r\n')));

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

function parse(
  Parser: new (lines: PackedLines, options: LogParserOptions) => LogParser,
  chunks: readonly Buffer[],
  options: LogParserOptions = BOTH,
) {
  const lines = new PackedLines();
  const parser = new Parser(lines, options);
  for (const chunk of chunks) parser.push(chunk);
  parser.finish();
  return { parser, block: lines.take() };
}

/** The lines of a block, with continued ones joined; bytes as latin1, which loses none. */
function linesOf({ count, text, ends, flags, times }: LineBlock): { stream: number; text: string; ms: number }[] {
  const found: { stream: number; text: string; ms: number }[] = [];
  let open: Buffer | undefined;
  for (let i = 0, from = 0; i < count; from = ends[i]! + 1, i++) {
    const piece = Buffer.from(text.subarray(from, ends[i]));
    const whole = open ? Buffer.concat([open, piece]) : piece;
    if (flags[i]! & LOG_CONTINUES) open = whole;
    else {
      found.push({ stream: flags[i]! & LOG_STDERR ? 2 : 1, text: whole.toString('latin1'), ms: times[i]! });
      open = undefined;
    }
  }
  return found;
}

const expected = (lines: readonly Line[]) =>
  lines.map(({ stream, text, nanos }) => ({
    stream,
    text: text.toString('latin1'),
    ms: Number(nanos / SECOND) * 1000 + Number(nanos % SECOND) / 1e6,
  }));

const START = 1_795_235_866_000_000_000n;

/** Any bytes but a line end, sometimes longer than one entry holds. */
const bytesOfLine = fc.oneof(
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: PIECE - 2, max: 3 * PIECE }).map((size) => new Uint8Array(size).fill(120)),
  },
);
const program = fc
  .array(
    fc.record({
      stream: fc.constantFrom<1 | 2>(1, 2),
      text: bytesOfLine.map((bytes) => Buffer.from(bytes.map((byte) => (byte === 10 ? 11 : byte)))),
      later: fc.bigInt({ min: 1n, max: 3_000_000_000n }),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let nanos = START;
    return steps.map(({ stream, text, later }): Line => ({ stream, text, nanos: (nanos += later) }));
  });
const places = fc.array(fc.nat(), { maxLength: 50 });

describe('a log', () => {
  test('without a terminal comes out byte for byte, however the chunks are cut', () => {
    fc.assert(
      fc.property(program, places, (lines, at) => {
        const found = linesOf(parse(FramedLog, cut(framed(lines), at)).block);
        expect(found).toEqual(expected(lines));
      }),
      { numRuns: 200 },
    );
  });

  test('with a terminal comes out byte for byte, without the returns that the terminal added', () => {
    fc.assert(
      fc.property(program, places, (lines, at) => {
        const ofOne = lines.map((line) => ({ ...line, stream: 1 as const }));
        const found = linesOf(parse(TerminalLog, cut(withTerminal(ofOne), at)).block);
        expect(found).toEqual(expected(ofOne));
      }),
      { numRuns: 200 },
    );
  });

  test('can be read on from where it was left, nothing twice and nothing lost', () => {
    fc.assert(
      fc.property(program, fc.nat(), fc.boolean(), (lines, at, hasTerminal) => {
        const all = hasTerminal ? lines.map((line) => ({ ...line, stream: 1 as const })) : lines;
        const [Parser, encode] = hasTerminal ? [TerminalLog, withTerminal] : [FramedLog, framed];
        const half = all.slice(0, at % (all.length + 1));
        const first = parse(Parser, [encode(half)]);
        // As `since` does: the entries at that very moment come again.
        const rest = parse(Parser, [encode(half.slice(-1)), encode(all.slice(half.length))], {
          ...BOTH,
          seen: first.parser.position,
        });
        expect([...linesOf(first.block), ...linesOf(rest.block)]).toEqual(expected(all));
      }),
    );
  });

  test('gives one stream alone when only that is asked for', () => {
    const lines: Line[] = [1, 2, 1].map((stream, i) => ({
      stream: stream as 1 | 2,
      text: Buffer.from(`line ${i}`),
      nanos: START + BigInt(i),
    }));
    const { block } = parse(FramedLog, [framed(lines)], { stdout: false, stderr: true });
    expect(linesOf(block).map(({ text }) => text)).toEqual(['line 1']);
  });

  test('keeps a long line of stdout whole although stderr speaks in between', () => {
    const [a, b, c] = entriesOf({ stream: 1, text: Buffer.alloc(40_000, 'x'), nanos: START }, '\n');
    const [err] = entriesOf({ stream: 2, text: Buffer.from('err'), nanos: START + 5n }, '\n');
    const { block } = parse(FramedLog, [Buffer.concat([frame(1, a!), frame(2, err!), frame(1, b!), frame(1, c!)])]);
    expect(linesOf(block).map(({ stream, text }) => [stream, text.length])).toEqual([
      [2, 3],
      [1, 40_000],
    ]);
  });

  test('does not glue a line without end to the first line of the next start', () => {
    const [left] = entriesOf({ stream: 1, text: Buffer.from('prompt> '), nanos: START }, '');
    const [next] = entriesOf({ stream: 1, text: Buffer.from('started'), nanos: START + 9n }, '\n');
    const { block } = parse(FramedLog, [Buffer.concat([frame(1, left!), frame(1, next!)])]);
    expect(linesOf(block).map(({ text }) => text)).toEqual(['prompt> ', 'started']);
  });

  test('of a program that itself prints what looks like stamps is left alone', () => {
    const text = Buffer.from(`${'x'.repeat(PIECE)}${stampOf(START + 77n)}and on`);
    for (const [Parser, encode] of [
      [FramedLog, framed],
      [TerminalLog, withTerminal],
    ] as const) {
      const line: Line = { stream: 1, text, nanos: START };
      expect(linesOf(parse(Parser, [encode([line])]).block)[0]!.text).toBe(text.toString('latin1'));
    }
  });

  test('with the stamps of another time zone or precision is understood', () => {
    const payload = Buffer.from('2026-11-21T06:37:46.5+02:00 hello\n');
    const [line] = linesOf(parse(FramedLog, [frame(1, payload)]).block);
    expect(line).toMatchObject({ ms: Date.parse('2026-11-21T04:37:46.500Z'), text: 'hello' });
  });

  test('without stamps still has its lines, with no time', () => {
    const [line] = linesOf(parse(FramedLog, [frame(1, Buffer.from('hello\n'))]).block);
    expect(line).toMatchObject({ ms: Number.NaN, text: 'hello' });
  });

  test('with a line of 50 MB gives it in entries of 1 MiB', () => {
    const size = 50_000_000;
    const lines = new PackedLines();
    const log = new FramedLog(lines, BOTH);
    let entries = 0;
    let bytes = 0;
    let longest = 0;
    const cutFlags: number[] = [];
    const stamp = Buffer.from(stampOf(START));
    const piece = frame(1, Buffer.concat([stamp, Buffer.alloc(PIECE, 'x')]));
    const drain = () => {
      const { count, text, flags } = lines.take();
      entries += count;
      bytes += text.length - Math.max(0, count - 1);
      longest = Math.max(longest, text.length);
      return flags;
    };
    for (let left = size; left >= PIECE; left -= PIECE) {
      log.push(piece);
      if (lines.count > 0) cutFlags.push(...drain());
    }
    log.push(frame(1, Buffer.concat([stamp, Buffer.alloc(size % PIECE, 'x'), Buffer.from('\n')])));
    expect(drain().at(-1)).toBe(0);
    expect(new Set(cutFlags)).toEqual(new Set([LOG_CONTINUES]));
    expect({ bytes, entries }).toEqual({ bytes: size, entries: Math.ceil(size / LOG_ENTRY_BYTES) });
    expect(longest).toBeLessThanOrEqual(LOG_ENTRY_BYTES + 65_536);
  });

  test('in which the engine complains in mid-stream fails with its words', () => {
    expect(() => parse(FramedLog, [frame(3, Buffer.from('error reading log file'))])).toThrow('error reading log file');
  });
});
