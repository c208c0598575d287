import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonLines } from './ndjson.ts';

async function* from(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

async function all(chunks: readonly Buffer[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const value of readJsonLines(from(chunks))) found.push(value);
  return found;
}

test('objects come out as they went in, however the chunks are cut, also within a character', async () => {
  const value = fc.record({ status: fc.string({ unit: 'grapheme' }), id: fc.integer() });
  await fc.assert(
    fc.asyncProperty(fc.array(value), fc.integer({ min: 1, max: 9 }), async (values, size) => {
      const bytes = Buffer.from(values.map((one) => `${JSON.stringify(one)}\r\n`).join(''));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(await all(chunks)).toEqual(values);
    }),
  );
});

test('the last object needs no line end, and empty lines are nothing', async () => {
  expect(await all([Buffer.from('{"a":1}\n\n\n{"b":2}')])).toEqual([{ a: 1 }, { b: 2 }]);
});

test('what is no JSON throws', async () => {
  await expect(all([Buffer.from('<html>\n')])).rejects.toThrow(SyntaxError);
});

test('a line without end is not kept without end', async () => {
  await expect(all(Array.from({ length: 300 }, () => Buffer.alloc(65_536, 'x')))).rejects.toThrow(RangeError);
});
