import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalyst } from '../search/analyst.ts';
import { BlockAnalysis } from '../search/blockAnalysis.ts';
import { LineStore } from '../store/lineStore.ts';
import { batchOf } from '../testing/batches.ts';
import { ALL_LEVELS, EVERYTHING, LineList } from './lineList.ts';

const listOf = (list: LineList) => Array.from({ length: list.count }, (_, row) => list.lineAt(row));

function setUp(maxLines?: number) {
  const store = new LineStore(maxLines);
  const analysis = new BlockAnalysis(store, createAnalyst(undefined));
  const list = new LineList(store, analysis);
  const analysed = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (analysis.doneUntil >= store.endLine) resolve();
      };
      analysis.onProgress = look;
      analysis.run();
      look();
    });
  return { store, analysis, list, analysed };
}

const find = (text: string) => ({ text, isRegex: false, isCaseSensitive: false });

describe('the list of lines', () => {
  it('is everything, without a filter', () => {
    const { store, list } = setUp();
    store.append(batchOf(['a', 'b', 'c']));
    list.show(EVERYTHING);
    expect(listOf(list)).toEqual([0, 1, 2]);
    expect(list.rowFrom(1)).toBe(1);
    expect(list.rowFrom(99)).toBe(3);
  });

  it('leaves out streams and containers, and keeps remarks of the others', () => {
    const { store, list } = setUp();
    store.append(batchOf(['a', { text: 'b', isStderr: true }], 0));
    store.append(batchOf(['c', { text: 'd', isStderr: true }], 1));
    store.appendRemark('stopped', 0, 0);
    store.appendRemark('stopped', 1, 0);
    list.show({ ...EVERYTHING, showsStdout: false });
    expect(listOf(list)).toEqual([1, 3, 4, 5]);
    list.show({ ...EVERYTHING, hiddenSources: new Set([0]) });
    expect(listOf(list)).toEqual([2, 3, 5]);
    expect(list.rowFrom(0)).toBe(0);
    expect(list.rowFrom(4)).toBe(2);
  });

  it('leaves out levels, once they are known', async () => {
    const { store, analysis, list, analysed } = setUp();
    store.append(batchOf(['ERROR a', 'INFO b', 'plain', 'WARN c']));
    analysis.want(undefined, true);
    list.show({ ...EVERYTHING, levelBits: 0b00110 });
    expect(listOf(list)).toEqual([]);
    await analysed();
    list.advance();
    expect(listOf(list)).toEqual([0, 3]);
    list.show({ ...EVERYTHING, levelBits: ALL_LEVELS & ~1 });
    expect(listOf(list)).toEqual([0, 1, 3]);
  });

  it('holds only the lines that match, and those that come later', async () => {
    const { store, analysis, list, analysed } = setUp();
    store.append(batchOf(['apple', 'pear', 'pineapple']));
    analysis.want(find('apple'), false);
    list.show({ ...EVERYTHING, onlyMatches: true });
    await analysed();
    list.advance();
    expect(listOf(list)).toEqual([0, 2]);
    store.append(batchOf(['apple pie', 'none']));
    await analysed();
    list.advance();
    expect(listOf(list)).toEqual([0, 2, 3]);
    analysis.want(find('pear'), false);
    list.show({ ...EVERYTHING, onlyMatches: true });
    await analysed();
    list.advance();
    expect(listOf(list)).toEqual([1]);
  });

  it('begins again from the oldest line when the query changes half-way', async () => {
    const { store, analysis, list, analysed } = setUp();
    store.append(batchOf(Array.from({ length: 100_000 }, (_, index) => (index % 10_000 === 0 ? 'pear' : 'apple'))));
    analysis.want(find('apple'), false);
    await new Promise<void>((resolve) => (analysis.onProgress = resolve));
    expect(analysis.doneUntil).toBeLessThan(store.endLine);
    analysis.want(find('pear'), false);
    list.show({ ...EVERYTHING, onlyMatches: true });
    await analysed();
    list.advance();
    expect(list.count).toBe(10);
  });

  it('is what a plain filter over the lines still held would give', async () => {
    const text = fc.constantFrom('apple', 'ERROR apple', 'INFO', 'pear', '');
    const line = fc.record({ text, isStderr: fc.boolean() });
    const batch = fc.record({ source: fc.nat(2), lines: fc.array(line, { minLength: 1, maxLength: 3000 }) });
    const filter = fc.record({
      hiddenSources: fc.uniqueArray(fc.nat(2)).map((hidden) => new Set(hidden)),
      showsStdout: fc.boolean(),
      showsStderr: fc.boolean(),
      levelBits: fc.constantFrom(ALL_LEVELS, 0b00010, 0b01001),
      onlyMatches: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 8 }), filter, async (batches, wanted) => {
        const { store, analysis, list, analysed } = setUp(5000);
        analysis.want(find('apple'), true);
        list.show(wanted);
        const model: { text: string; isStderr: boolean; source: number }[] = [];
        for (const { source, lines } of batches) {
          store.append(batchOf(lines, source));
          model.push(...lines.map((each) => ({ ...each, source })));
          list.advance();
        }
        await analysed();
        list.advance();
        const levelBit = (each: string) => (each.startsWith('ERROR') ? 0b10 : each === 'INFO' ? 0b1000 : 1);
        const expected = model.flatMap(({ text: each, isStderr, source }, number) =>
          number >= store.firstLine &&
          (isStderr ? wanted.showsStderr : wanted.showsStdout) &&
          (wanted.levelBits & levelBit(each)) !== 0 &&
          !wanted.hiddenSources.has(source) &&
          (!wanted.onlyMatches || each.includes('apple'))
            ? [number]
            : [],
        );
        expect(listOf(list)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
