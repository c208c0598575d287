import { expect, test } from 'vitest';
import type { Context, ContextState } from '../contract/model/context.ts';
import type { EngineState } from '../contract/model/engine.ts';
import type { UnreachableReason } from '../contract/errors.ts';
import { ensureEngine } from './ensureEngine.ts';
import type { Gantry } from './gantry.ts';

const connected: ContextState = { type: 'connected', engine: {} as never };
const unreachable = (reason: UnreachableReason): ContextState => ({
  type: 'unreachable',
  error: { code: 'engine-unreachable', context: 'default', reason, message: 'It does not answer.', hint: '' },
});
const running: EngineState = { type: 'running', pid: 1, sinceAt: 0, isAdopted: false, version: '28' };

interface World {
  readonly selected: Pick<Context, 'source' | 'state'>;
  readonly engine: EngineState;
  readonly startEngine?: boolean;
  readonly remembered?: string;
  /** False where Gantry has no engine of its own to run. */
  readonly hasOwn?: boolean;
}

/** A machine with one selected context and the app's own engine, and what was done to it. */
async function ensureIn({ selected, engine, startEngine = true, remembered, hasOwn = true }: World): Promise<string[]> {
  const done: string[] = [];
  let state = engine;
  let wake = () => {};
  const become = (next: EngineState) => {
    state = next;
    wake();
  };
  const services = {
    app: {
      async *settings() {
        yield { startEngine, selectedContext: remembered };
      },
    },
    contexts: {
      async *watch() {
        const own = { name: 'gantry', isSelected: false, source: 'own-engine', state: { type: 'unknown' } };
        const others = hasOwn ? [own] : [];
        yield [{ name: 'default', isSelected: true, ...selected, state: { type: 'connecting' } }, ...others];
        yield [{ name: 'default', isSelected: true, ...selected }, ...others];
      },
      select: async ({ context }: { context: string }) => void done.push(`select ${context}`),
    },
    engine: {
      async *watch() {
        for (;;) {
          yield { state };
          await new Promise<void>((resolve) => (wake = resolve));
        }
      },
      async install() {
        done.push('install');
        queueMicrotask(() => become({ type: 'installing', step: 'Downloading' }));
        setTimeout(() => become({ type: 'stopped' }), 5);
        return { jobId: '1' };
      },
      async start() {
        done.push('start');
        become(running);
      },
    },
  } as unknown as Gantry['handlers'];
  const prepareSystem = async () => void done.push('prepare');
  await ensureEngine(
    services,
    { prepareSystem, say: (line) => void (hasOwn || done.push(line)) },
    new AbortController().signal,
  );
  return done;
}

test('an engine that answers is used, and nothing is started', async () => {
  expect(
    await ensureIn({ selected: { source: 'default-socket', state: connected }, engine: { type: 'stopped' } }),
  ).toEqual([]);
});

test('where none is, the app’s own is installed, started and selected', async () => {
  const selected = { source: 'default-socket', state: unreachable('no-socket') } as const;
  expect(await ensureIn({ selected, engine: { type: 'absent', requirements: [] } })).toEqual([
    'prepare',
    'install',
    'start',
    'select gantry',
  ]);
  expect(await ensureIn({ selected, engine: { type: 'stopped' } })).toEqual(['start', 'select gantry']);
  expect(await ensureIn({ selected, engine: running })).toEqual(['select gantry']);
});

test('the own one that was chosen is started, and stays chosen', async () => {
  const selected = { source: 'own-engine', state: unreachable('no-socket') } as const;
  expect(await ensureIn({ selected, engine: { type: 'stopped' } })).toEqual(['start']);
});

test('an engine that the person named is not replaced when it does not answer', async () => {
  for (const source of ['docker-host', 'cli'] as const) {
    const selected = { source, state: unreachable('refused') };
    expect(await ensureIn({ selected, engine: { type: 'stopped' } })).toEqual([]);
  }
});

test('an engine that is there but keeps us out is not replaced', async () => {
  const selected = { source: 'default-socket', state: unreachable('permission-denied') } as const;
  expect(await ensureIn({ selected, engine: { type: 'stopped' } })).toEqual([]);
});

test('who does not want it started gets it not started', async () => {
  const selected = { source: 'default-socket', state: unreachable('no-socket') } as const;
  expect(await ensureIn({ selected, engine: { type: 'stopped' }, startEngine: false })).toEqual([]);
});

test('a rootless engine or Podman that the person chose is waited for, not replaced', async () => {
  const engine: EngineState = { type: 'stopped' };
  for (const source of ['rootless-socket', 'podman-socket'] as const) {
    expect(await ensureIn({ selected: { source, state: unreachable('no-socket') }, engine })).toEqual([]);
    const selected = { source, state: unreachable('refused') };
    expect(await ensureIn({ selected, engine, remembered: 'default' })).toEqual([]);
    expect(await ensureIn({ selected, engine })).toEqual(['start', 'select gantry']); // a stale file that nobody chose
  }
});

test('where the app cannot run an engine of its own, it says so and installs nothing', async () => {
  const selected = { source: 'default-socket', state: unreachable('no-socket') } as const;
  const done = await ensureIn({ selected, engine: { type: 'absent', requirements: [] }, hasOwn: false });
  expect(done).toEqual([expect.stringMatching(/cannot run its own on this system yet.*Docker Desktop/)]);
});
