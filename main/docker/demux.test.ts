import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Demultiplexer, NotFramed } from './demux.ts';

interface Frame {
  readonly stream: number;
  readonly bytes: Uint8Array;
}

function encode(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(({ stream, bytes }) => {
      const header = Buffer.alloc(8);
      header[0] = stream;
      header.writeUInt32BE(bytes.length, 4);
      return [header, bytes];
    }),
  );
}

function decode(chunks: readonly Buffer[]): { frames: Frame[]; isBetweenFrames: boolean } {
  const frames: Frame[] = [];
  let stream = 0;
  let pieces: Buffer[] = [];
  const demux = new Demultiplexer({
    frame: (number) => (stream = number),
    piece(chunk, from, to, isLast) {
      pieces.push(Buffer.from(chunk.subarray(from, to)));
      if (!isLast) return;
      frames.push({ stream, bytes: new Uint8Array(Buffer.concat(pieces)) });
      pieces = [];
    },
  });
  for (const chunk of chunks) demux.push(chunk);
  return { frames, isBetweenFrames: demux.isBetweenFrames };
}

/** Cuts at the places given (any numbers). */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

describe('the demultiplexer', () => {
  const frame = fc.record({ stream: fc.constantFrom(0, 1, 2, 3), bytes: fc.uint8Array({ maxLength: 300 }) });

  test('gives back exactly the frames, however the chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 60 }), (frames, places) => {
        expect(decode(cut(encode(frames), places))).toEqual({ frames, isBetweenFrames: true });
      }),
      { numRuns: 300 },
    );
  });

  test('takes one byte at a time', () => {
    const frames = [
      { stream: 2, bytes: new Uint8Array([0xff, 0, 1]) },
      { stream: 1, bytes: new Uint8Array() },
    ];
    expect(decode([...encode(frames)].map((byte) => Buffer.from([byte]))).frames).toEqual(frames);
  });

  test('takes 200,000 tiny frames in one chunk without recursion', () => {
    const one = encode([{ stream: 1, bytes: new Uint8Array([65]) }]);
    const chunk = Buffer.concat(Array.from({ length: 200_000 }, () => one));
    let count = 0;
    new Demultiplexer({ frame: () => count++, piece: () => {} }).push(chunk);
    expect(count).toBe(200_000);
  });

  test('passes a frame of 50 MB on in pieces, without keeping any of it', () => {
    const header = encode([{ stream: 1, bytes: new Uint8Array() }]);
    header.writeUInt32BE(50_000_000, 4);
    const chunk = Buffer.alloc(65_536, 'x');
    let bytes = 0;
    let longest = 0;
    let ended = 0;
    const demux = new Demultiplexer({
      frame: () => {},
      piece(piece, from, to, isLast) {
        expect(piece.buffer === chunk.buffer || to === from).toBe(true);
        bytes += to - from;
        longest = Math.max(longest, to - from);
        if (isLast) ended += 1;
      },
    });
    demux.push(header);
    for (let left = 50_000_000; left > 0; left -= chunk.length)
      demux.push(chunk.subarray(0, Math.min(left, chunk.length)));
    expect({ bytes, longest, ended }).toEqual({ bytes: 50_000_000, longest: 65_536, ended: 1 });
  });

  test('refuses what is not framed instead of showing garbage', () => {
    expect(() => decode([Buffer.from('2026-11-21T04:00:00Z hello\n')])).toThrow(NotFramed);
  });

  test('knows when a stream was cut in the middle of a frame', () => {
    const bytes = encode([{ stream: 1, bytes: new Uint8Array(10) }]);
    expect(decode([bytes.subarray(0, 12)]).isBetweenFrames).toBe(false);
    expect(decode([bytes.subarray(0, 3)]).isBetweenFrames).toBe(false);
  });
});
