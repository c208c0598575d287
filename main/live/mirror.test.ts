import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import { containerTouches } from './containerTouch.ts';
import { Mirror } from './mirror.ts';
import { StateTimes } from './times.ts';
import { ACTIONS, FakeEngine } from './testing/fakeEngine.ts';

const GONE = new AppFailure({
  code: 'engine-unreachable',
  context: 'fake',
  reason: 'closed',
  message: 'The engine stopped.',
  hint: 'Wait.',
});

function setUp() {
  const mirror = new Mirror<ContainerSummary>({ touches: containerTouches, memory: new StateTimes() });
  const engine = new FakeEngine((event) => mirror.onEvent(event));
  const stop = new AbortController();
  return { mirror, engine, stop, reader: read(mirror, stop.signal) };
}

/** What somebody who only ever saw the changes believes. */
function read(mirror: Mirror<ContainerSummary>, signal: AbortSignal) {
  const believed = new Map<string, ContainerSummary>();
  const changes: LiveChange<ContainerSummary>[] = [];
  const done = (async () => {
    for await (const change of mirror.feed.watch(signal)) {
      changes.push(change);
      if (change.type === 'snapshot') believed.clear();
      if (change.type === 'snapshot') for (const item of change.items) believed.set(item.id, item);
      if (change.type === 'patch') for (const item of change.upserted) believed.set(item.id, item);
      if (change.type === 'patch') for (const id of change.removed) believed.delete(id);
    }
  })();
  return { believed, changes, done };
}

/** Without the times, which the mirror adds. */
const facts = (containers: Iterable<ContainerSummary>) =>
  [...containers].map(({ stateSinceAt: _time, ...rest }) => rest).sort((a, b) => a.id.localeCompare(b.id));

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('a mirror', () => {
  test('shows in the end what the engine has, whatever happened and whenever it was listed', async () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      action: fc.constantFrom(...ACTIONS, 'create', 'create', 'destroy', 'destroy'),
      afterMs: fc.constantFrom(0, 0, 1, 7, 30, 80),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.nat(59),
        fc.constantFrom(0, 3, 40, 120),
        fc.constantFrom(5, 60),
        async (steps, beginAt, latencyMs, lagMs) => {
          const { mirror, engine, stop, reader } = setUp();
          Object.assign(engine, { latencyMs, lagMs });
          let generation = 0;
          for (const [index, { id, action, afterMs }] of steps.entries()) {
            if (index === Math.min(beginAt, steps.length - 1)) {
              await pass(Math.max(0, lagMs - 20)); // no engine is slower than that before anybody listens
              mirror.begin(engine.list);
            }
            // An id is never given twice.
            if (engine.act(`${id}${generation}`, action) && action === 'destroy') generation += 1;
            await pass(afterMs);
          }
          if (steps.length === 0) mirror.begin(engine.list);
          await pass(5000);
          expect(facts(reader.believed.values())).toEqual(facts(engine.containers.values()));
          stop.abort();
          await reader.done;
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('asks once for an event, and only for the container that it touched', async () => {
    const { mirror, engine } = setUp();
    engine.act('a', 'create');
    engine.act('b', 'create');
    mirror.begin(engine.list);
    await pass(1000);
    engine.requests.length = 0;

    engine.act('a', 'start');
    await pass(1000);
    expect(engine.requests).toEqual([['a']]);
  });

  test('asks nothing for what a list does not show', async () => {
    const { mirror, engine } = setUp();
    engine.act('a', 'create');
    mirror.begin(engine.list);
    await pass(1000);
    engine.requests.length = 0;

    engine.act('a', 'exec_create: sh');
    engine.act('a', 'destroy');
    await pass(1000);
    expect(engine.requests).toEqual([]);
  });

  test('brings the first change at once, and those that follow closely as one', async () => {
    const { mirror, engine, reader } = setUp();
    for (let index = 0; index < 50; index++) engine.act(`c${index}`, 'create');
    mirror.begin(engine.list);
    await pass(1000);
    reader.changes.length = 0;
    engine.requests.length = 0;

    for (let index = 0; index < 50; index++) engine.act(`c${index}`, 'start');
    await pass(10);
    expect(reader.changes).toHaveLength(1);
    engine.act('c0', 'die');
    engine.act('c1', 'die');
    await pass(30);
    expect(reader.changes).toHaveLength(1);
    await pass(30);
    expect(reader.changes).toHaveLength(2);
    expect(engine.requests.map((ids) => ids?.length)).toEqual([50, 2]);
  });

  test('does not believe an answer from before the event', async () => {
    const { mirror, engine, reader } = setUp();
    engine.act('a', 'create');
    engine.act('a', 'start');
    mirror.begin(engine.list);
    await pass(1000);
    reader.changes.length = 0;
    Object.assign(engine, { latencyMs: 0, lagMs: 40 });
    engine.act('a', 'pause');
    await pass(1000);
    expect(reader.changes.flatMap((change) => (change.type === 'patch' ? change.upserted : []))).toMatchObject([
      { state: 'paused', stateSinceAt: expect.any(Number) },
    ]);
  });

  test('asks again when the engine had a bad moment', async () => {
    const { mirror, engine, reader } = setUp();
    engine.act('a', 'create');
    mirror.begin(engine.list);
    await pass(1000);
    engine.failNext = true;
    engine.act('a', 'start');
    await pass(3000);
    expect(reader.believed.get('a')?.state).toBe('running');
  });

  test('says once that the engine is gone, keeps the list with its readers, then gives a new snapshot', async () => {
    const { mirror, engine, reader } = setUp();
    engine.act('a', 'create');
    mirror.begin(engine.list);
    await pass(1000);
    reader.changes.length = 0;

    engine.act('a', 'start');
    mirror.lose(GONE);
    await pass(1000);
    expect(reader.changes).toEqual([{ type: 'unreachable', error: GONE.error }]);
    expect(reader.believed.size).toBe(1);

    mirror.begin(engine.list);
    await pass(1000);
    expect(reader.changes.map(({ type }) => type)).toEqual(['unreachable', 'snapshot']);
    expect(reader.believed.get('a')?.state).toBe('running');
  });

  test('tells somebody who comes while the engine is gone why there is no list', async () => {
    const { mirror, stop } = setUp();
    mirror.lose(GONE);
    const late = read(mirror, stop.signal);
    await pass(100);
    expect(late.changes).toEqual([{ type: 'unreachable', error: GONE.error }]);
  });

  test('gives the exact time of a state after an event', async () => {
    const { mirror, engine, reader } = setUp();
    engine.act('a', 'create');
    mirror.begin(engine.list);
    await pass(1000);
    engine.act('a', 'start'); // the second event: at 2
    await pass(1000);
    expect(reader.believed.get('a')).toMatchObject({ state: 'running', stateSinceAt: 2 });
    engine.act('a', 'rename');
    await pass(1000);
    expect(reader.believed.get('a')).toMatchObject({ name: 'name-a-1', stateSinceAt: 2 });
  });
});
