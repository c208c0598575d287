import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from './frames.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'bytes', 'message', '0')), tie('tree'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

/** As a socket delivers it: a binary frame as an ArrayBuffer. */
const overTheWire = (message: unknown) => {
  const frame = encodeFrame(message);
  return decodeFrame(typeof frame === 'string' ? frame : frame.buffer);
};

test('any message arrives as it was sent, whatever it holds and wherever it holds bytes', () => {
  fc.assert(
    fc.property(tree, (message) => {
      expect(overTheWire(message)).toEqual(message);
    }),
    { numRuns: 2000 },
  );
});

test('a message that looks like a frame’s head is only a message', () => {
  const cheat = { message: null, bytes: [[['message'], 3]], more: new Uint8Array([1, 2, 3]) };
  expect(overTheWire(cheat)).toEqual(cheat);
});

test('bytes begin where a Float64Array may be laid over them', () => {
  const message = { a: new Uint8Array(3), times: new Uint8Array(new Float64Array([1.5, Number.NaN]).buffer) };
  const { times } = overTheWire(message) as typeof message;
  expect([...new Float64Array(times.buffer, times.byteOffset, 2)]).toEqual([1.5, Number.NaN]);
});

test('a view is sent without its neighbours in the buffer', () => {
  const view = Buffer.from('secret hello secret').subarray(7, 12);
  expect(Buffer.from((overTheWire([view]) as [Uint8Array])[0]).toString()).toBe('hello');
});

test('a malformed frame throws and touches no prototype', () => {
  const frame = (head: unknown) => {
    const text = new TextEncoder().encode(JSON.stringify(head));
    const buffer = new ArrayBuffer(4 + text.length + 16);
    new DataView(buffer).setUint32(0, text.length);
    new Uint8Array(buffer).set(text, 4);
    return buffer;
  };
  for (const head of [
    null,
    { message: {} },
    { message: {}, bytes: [[['__proto__', 'polluted'], 1]] },
    { message: {}, bytes: [[['constructor', 'prototype', 'polluted'], 1]] },
    { message: { a: 1 }, bytes: [[['a'], 1]] },
    { message: { a: null }, bytes: [[['a'], 1e9]] },
    { message: { a: null }, bytes: [[['a'], -1]] },
  ]) {
    expect(() => decodeFrame(frame(head))).toThrow(Error);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(() => decodeFrame(new ArrayBuffer(2))).toThrow(RangeError);
  expect(() => decodeFrame('{')).toThrow(SyntaxError);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      expect(() => decodeFrame(noise.slice().buffer)).toThrow(Error);
    }),
  );
});
