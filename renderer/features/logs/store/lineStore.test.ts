import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_CONTINUES, LOG_STDERR } from '../../../../contract/model/logs.ts';
import { batchOf } from '../testing/batches.ts';
import { LineStore } from './lineStore.ts';

const decoder = new TextDecoder();
const textsOf = (store: LineStore) => {
  const texts: string[] = [];
  for (let line = store.firstLine; line < store.endLine; line++) texts.push(decoder.decode(store.lineAt(line)?.bytes));
  return texts;
};

describe('the line store', () => {
  it('gives back what was appended, like a plain array would', () => {
    const line = fc.record({
      text: fc.uint8Array({ maxLength: 90 }).map((bytes) => bytes.filter((byte) => byte !== 10)),
      flags: fc.constantFrom(0, LOG_STDERR, LOG_CONTINUES, LOG_STDERR | LOG_CONTINUES),
      time: fc.double({ min: 0, max: 2e12, noNaN: true }),
    });
    const batch = fc.record({ source: fc.nat(199), lines: fc.array(line, { maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 30 }), (batches) => {
        const store = new LineStore();
        const model = batches.flatMap(({ source, lines }) => lines.map((one) => ({ source, ...one })));
        for (const { source, lines } of batches) store.append(batchOf(lines, source));
        expect(store.lineCount).toBe(model.length);
        model.forEach((expected, number) => {
          const actual = store.lineAt(number);
          expect(actual?.bytes).toEqual(expected.text);
          expect(actual?.time).toBe(expected.time);
          expect(actual?.source).toBe(expected.source);
          expect(actual?.isStderr).toBe((expected.flags & LOG_STDERR) !== 0);
          expect(actual?.isContinued).toBe((expected.flags & LOG_CONTINUES) !== 0);
        });
      }),
    );
  });

  it('keeps the newest lines when there are more than it may hold, and their numbers', () => {
    const store = new LineStore(10_000);
    for (let batch = 0; batch < 100; batch++) {
      store.append(batchOf(Array.from({ length: 500 }, (_, index) => `line ${batch * 500 + index}`)));
    }
    expect(store.endLine).toBe(50_000);
    expect(store.lineCount).toBeGreaterThanOrEqual(10_000);
    expect(store.lineCount).toBeLessThan(10_000 + 4096);
    expect(textsOf(store).at(0)).toBe(`line ${store.firstLine}`);
    expect(textsOf(store).at(-1)).toBe('line 49999');
    expect(store.lineAt(store.firstLine - 1)).toBeUndefined();
    expect(store.lineAt(store.endLine)).toBeUndefined();
  });

  it('drops by bytes too, when lines are long', () => {
    const store = new LineStore(1_000_000, 8 * 1024 * 1024);
    const long = new Uint8Array(1024 * 1024).fill(120);
    for (let index = 0; index < 40; index++) store.append(batchOf([{ text: long }]));
    expect(store.byteLength).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(store.lineCount).toBeGreaterThan(5);
    expect(store.lineAt(39)?.bytes.length).toBe(long.length);
  });

  it('knows whose line it is in a batch that mixes containers', () => {
    const store = new LineStore();
    store.append({ ...batchOf(['a', 'b', 'c']), sources: Uint8Array.of(2, 0, 2) });
    expect([0, 1, 2].map((line) => store.lineAt(line)?.source)).toEqual([2, 0, 2]);
  });

  it('holds empty lines and a batch whose arrays start anywhere in their buffer', () => {
    const { times, ...batch } = batchOf([
      { text: '', time: 1 },
      { text: 'a', time: 2.5 },
      { text: '', time: 3 },
    ]);
    const shifted = new Uint8Array(times.length + 3);
    shifted.set(times, 3);
    const store = new LineStore();
    store.append({ ...batch, times: shifted.subarray(3) });
    expect(textsOf(store)).toEqual(['', 'a', '']);
    expect(store.lineAt(1)?.time).toBe(2.5);
  });

  it('forgets lines when it is cleared, but never uses a number twice', () => {
    const store = new LineStore();
    store.append(batchOf(['a', 'b']));
    store.clear();
    expect(store.lineCount).toBe(0);
    store.append(batchOf(['c']));
    expect([store.firstLine, store.endLine]).toEqual([2, 3]);
    expect(textsOf(store)).toEqual(['c']);
  });

  it('gives its blocks in order and without gaps', () => {
    const store = new LineStore();
    for (let index = 0; index < 10_000; index++) store.append(batchOf([`line ${index}`]));
    let expected = 0;
    for (const block of store.blocksFrom(0)) {
      expect(block.firstLine).toBe(expected);
      expected += block.lineCount;
    }
    expect(expected).toBe(10_000);
    expect([...store.blocksFrom(9_999)]).toHaveLength(1);
  });

  it('marks what the viewer says as a remark', () => {
    const store = new LineStore();
    store.appendRemark('web stopped\nand more', 3, 5);
    expect(store.lineAt(0)).toMatchObject({ isRemark: true, isStderr: false, source: 3, time: 5 });
    expect(textsOf(store)).toEqual(['web stopped and more']);
  });
});
