import { describe, expect, it } from 'vitest';
import { LOG_CONTINUES } from '../../../../contract/model/logs.ts';
import { LineStore } from '../store/lineStore.ts';
import { batchOf } from '../testing/batches.ts';
import { linesAsBytes, linesAsText } from './lineOutput.ts';

const look = { timeStyle: 'none', names: undefined, now: 0 } as const;

function storeOf(...batches: Parameters<typeof batchOf>[]) {
  const store = new LineStore();
  for (const batch of batches) store.append(batchOf(...batch));
  return store;
}
function* linesOf(store: LineStore) {
  for (let line = store.firstLine; line < store.endLine; line++) {
    const view = store.lineAt(line);
    if (view) yield view;
  }
}
const savedOf = (store: LineStore, names?: readonly string[]) =>
  Uint8Array.from(linesAsBytes(linesOf(store), names).flatMap((piece) => [...piece]));

describe('lines that are saved', () => {
  it('are the bytes that were written, invalid ones too', () => {
    const bytes = Uint8Array.of(0x61, 0xff, 0xfe, 0x1b, 0x5b, 0x6d, 0x0d);
    expect(savedOf(storeOf([[{ text: bytes }, 'b']]))).toEqual(Uint8Array.of(...bytes, 10, 0x62, 10));
  });

  it('are whole again where they were cut, also when another container wrote in between', () => {
    const store = storeOf(
      [[{ text: 'lo', flags: LOG_CONTINUES }], 0],
      [['other'], 1],
      [[{ text: 'ng', flags: LOG_CONTINUES }, 'est'], 0],
    );
    expect(new TextDecoder().decode(savedOf(store))).toBe('other\nlongest\n');
    expect(new TextDecoder().decode(savedOf(store, ['web', 'db']))).toBe('db | other\nweb | longest\n');
  });

  it('have no remarks among them', () => {
    const store = storeOf([['a']]);
    store.appendRemark('web stopped', 0, 0);
    expect(new TextDecoder().decode(savedOf(store))).toBe('a\n');
  });

  it('may be much more than one piece', () => {
    const line = 'x'.repeat(1000);
    const store = storeOf([Array.from({ length: 3000 }, () => line)]);
    const pieces = linesAsBytes(linesOf(store), undefined);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(3000 * 1001);
  });
});

describe('lines that are copied', () => {
  it('are what the person sees', () => {
    const store = storeOf([[{ text: '\x1b[31mred\x1b[0m', time: Date.UTC(2026, 0, 1) }, 'b'], 0]);
    expect(linesAsText(linesOf(store), look)).toBe('red\nb');
    expect(linesAsText(linesOf(store), { timeStyle: 'utc', names: ['web'], now: 0 })).toBe(
      '2026-01-01T00:00:00.000Z web | red\n web | b',
    );
  });
});
