import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import type { EngineState } from '../../contract/model/engine.ts';
import { type EngineEvent, transition } from './transition.ts';

const cause: AppError = { code: 'unexpected', message: 'It ended.', detail: '' };
const found = (isInstalled: boolean): EngineEvent => ({ type: 'found', isInstalled, requirements: [] });
const answers: EngineEvent = { type: 'answers', pid: 7, at: 1, isAdopted: false, version: '28.5.2' };
const launch: EngineEvent = { type: 'launch', at: 1, attempt: 1 };
const events = fc.constantFrom<EngineEvent>(
  found(true),
  found(false),
  { type: 'install', step: 'Downloading', doneBytes: 1, totalBytes: 2 },
  launch,
  answers,
  { type: 'stop' },
  { type: 'fail', cause, logTail: [], retryAt: 5 },
  { type: 'block', cause, logTail: [], retryAt: 5 },
);
const absent: EngineState = { type: 'absent', requirements: [] };
const after = (...happened: readonly EngineEvent[]) => happened.reduce(transition, absent);

test('the way from nothing to a running engine and back', () => {
  const install: EngineEvent = { type: 'install', step: 'Downloading' };
  expect(after(install).type).toBe('installing');
  expect(after(install, found(true)).type).toBe('stopped');
  expect(after(install, found(true), launch).type).toBe('starting');
  expect(after(install, found(true), launch, answers)).toMatchObject({ type: 'running', pid: 7 });
  expect(after(install, found(true), launch, answers, { type: 'stop' })).toMatchObject({ isStopping: true });
  expect(after(install, found(true), launch, answers, { type: 'stop' }, found(true)).type).toBe('stopped');
});

test('nothing is started that is not installed, and nothing is installed over a running engine', () => {
  expect(after(launch)).toBe(absent);
  const running = after(found(true), launch, answers);
  expect(transition(running, { type: 'install', step: 'Downloading' })).toBe(running);
  expect(transition(running, launch)).toBe(running);
});

test('an engine that was asked to stop and ends is stopped, not failed', () => {
  expect(after(found(true), launch, answers, { type: 'stop' }, found(true)).type).toBe('stopped');
});

test('what can be neither adopted nor replaced is a failure, but never of an engine that answers', () => {
  const block: EngineEvent = { type: 'block', cause, logTail: [], retryAt: 5 };
  expect(after(block)).toMatchObject({ type: 'failed', cause, retryAt: 5 });
  expect(after(found(true), block).type).toBe('failed');
  expect(after(block, answers).type).toBe('running');
  expect(after(found(true), launch, answers, block).type).toBe('running');
});

test('an event that means nothing gives the very same state, so that nobody is told', () => {
  const stopped = after(found(true));
  expect(transition(stopped, { type: 'stop' })).toBe(stopped);
  expect(transition(stopped, { type: 'fail', cause, logTail: [] })).toBe(stopped);
});

test('whatever happens, only an answer makes it running, only a launch starting, only a failure failed', () => {
  const cameBy: Partial<Record<EngineState['type'], readonly EngineEvent['type'][]>> = {
    running: ['answers'],
    starting: ['launch'],
    failed: ['fail', 'block'],
    installing: ['install'],
  };
  fc.assert(
    fc.property(fc.array(events), events, (before, event) => {
      const state = after(...before);
      const next = transition(state, event);
      expect(next.type === state.type || (cameBy[next.type] ?? ['found']).includes(event.type)).toBe(true);
    }),
  );
});

test('from every state that can be reached, a look at the disk leads out', () => {
  fc.assert(
    fc.property(fc.array(events), fc.boolean(), (before, isInstalled) => {
      expect(transition(after(...before), found(isInstalled)).type).toBe(isInstalled ? 'stopped' : 'absent');
    }),
  );
});

test('a start in a VM tells its stages, which are kept when it runs; elsewhere a stage means nothing', () => {
  const starting = transition({ type: 'stopped' }, { type: 'launch', at: 1000, attempt: 1 });
  const first = transition(starting, { type: 'stage', name: 'vm', at: 1200 });
  const second = transition(first, { type: 'stage', name: 'ssh', at: 3000 });
  const stages = [
    { name: 'vm', doneMs: 200 },
    { name: 'ssh', doneMs: 2000 },
  ];
  expect(second).toMatchObject({ type: 'starting', stages });
  const running = transition(second, { type: 'answers', pid: 1, at: 1000, isAdopted: false, version: '28' });
  expect(running).toMatchObject({ type: 'running', stages });
  expect(transition(running, { type: 'stage', name: 'late', at: 9000 })).toBe(running);
});
