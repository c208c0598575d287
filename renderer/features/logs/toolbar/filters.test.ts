import { describe, expect, it } from 'vitest';
import { ALL_LEVELS, EVERYTHING } from '../view/lineList.ts';
import { lineFilterOf, NO_FILTERS, toggled } from './filters.ts';
import { rangeOf, tailFor } from './ranges.ts';

describe('the filters of the toolbar', () => {
  it('let everything through at first', () => {
    expect(lineFilterOf(NO_FILTERS, ['a'], true)).toEqual(EVERYTHING);
  });

  it('leave out levels, streams and containers', () => {
    const filters = {
      ...NO_FILTERS,
      hiddenLevels: ['other', 'error'],
      hiddenStreams: ['stdout'],
      hiddenIds: ['b', 'gone'],
    } as const;
    expect(lineFilterOf(filters, ['a', 'b'], false)).toMatchObject({
      levelBits: ALL_LEVELS & ~0b11,
      showsStdout: false,
      showsStderr: true,
      hiddenSources: new Set([1]),
    });
  });

  it('show only matches when there is something to match', () => {
    expect(lineFilterOf({ ...NO_FILTERS, onlyMatches: true }, [], false).onlyMatches).toBe(false);
    expect(lineFilterOf({ ...NO_FILTERS, onlyMatches: true }, [], true).onlyMatches).toBe(true);
  });

  it('can be switched on and off', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('how far back a log is read', () => {
  it('is shared among many containers', () => {
    expect(tailFor(rangeOf('100000'), 1, 1_000_000)).toBe(100_000);
    expect(tailFor(rangeOf('100000'), 50, 1_000_000)).toBe(20_000);
    expect(tailFor(rangeOf('1000'), 200, 100_000)).toBe(1000);
    expect(tailFor(rangeOf('all'), 5, 1_000_000)).toBeUndefined();
  });
});
