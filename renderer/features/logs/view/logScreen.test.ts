// @vitest-environment jsdom
import '../testing/nodeBytes.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogItem } from '../../../../contract/model/logs.ts';
import { LogSession } from '../session/logSession.ts';
import type { ReadDeps } from '../session/readLogs.ts';
import { batchOf } from '../testing/batches.ts';
import { LogScreen } from './logScreen.ts';

const ROWS_SEEN = 20;

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // jsdom lays nothing out: twenty rows fit.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => ROWS_SEEN * 18 });
});
afterEach(() => void vi.useRealTimers());

/** A screen whose lines come when they are said to; `drawn` are the last lines of each drawing. */
function setUp() {
  let take: (item: LogItem) => void = () => {};
  const follow = ((what: { onItem: typeof take }) => {
    take = what.onItem;
    return () => {};
  }) as ReadDeps['follow'];
  const analyst = { analyse: () => Promise.reject(new Error('Nothing is searched.')), hurry() {}, dispose() {} };
  const client = {} as ReadDeps['client'];
  const session = new LogSession({ context: 'default', ids: ['a'], names: ['a'] }, { client, follow, analyst });
  const viewport = document.createElement('div');
  const screen = new LogScreen(viewport, session, { onStick() {}, onCurrent() {} });
  take({ type: 'caught-up' });
  let said = 0;
  const drawn: (string | undefined)[] = [];
  const lastLine = () => [...viewport.querySelectorAll('[data-line]')].at(-1)?.textContent ?? undefined;
  return {
    drawn,
    lastLine,
    say(count: number) {
      const lines = Array.from({ length: count }, () => ({ text: `line ${said++}`, time: 0 }));
      take({ type: 'lines', batch: batchOf(lines, 0) });
    },
    /** Looks after each millisecond whether something else is drawn. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed++) {
        await vi.advanceTimersByTimeAsync(1);
        if (lastLine() !== drawn.at(-1)) drawn.push(lastLine());
      }
    },
    dispose() {
      screen.dispose();
      session.dispose();
    },
  };
}

/** Says so many lines each 10 ms for a second. */
async function second(log: ReturnType<typeof setUp>, lines: number): Promise<number> {
  const before = log.drawn.length;
  for (let turn = 0; turn < 100; turn++) {
    log.say(lines);
    await log.pass(10);
  }
  return log.drawn.length - before;
}

describe('lines that come are drawn', () => {
  it('at once when they come after a silence', async () => {
    const log = setUp();
    log.say(3);
    await log.pass(20);
    expect(log.drawn).toEqual(['line 2']);
    log.dispose();
  });

  it('often enough to be followed while they can be read', async () => {
    const log = setUp();
    log.say(ROWS_SEEN);
    await log.pass(500);
    expect(await second(log, 1)).toBeGreaterThan(15);
    log.dispose();
  });

  it('seldom while none of them stays long enough to be read, and the last of them soon', async () => {
    const log = setUp();
    log.say(ROWS_SEEN);
    await log.pass(500);
    expect(await second(log, 200)).toBeLessThan(12);
    await log.pass(150);
    expect(log.lastLine()).toBe(`line ${ROWS_SEEN + 100 * 200 - 1}`);
    // It slows down: what stays is followed again.
    await log.pass(500);
    expect(await second(log, 1)).toBeGreaterThan(15);
    log.dispose();
  });
});
