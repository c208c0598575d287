import { expect, test } from 'vitest';
import type { OnQuit } from '../../contract/model/shell.ts';
import { countRunning } from './countRunning.ts';
import { answerOf, planQuit, prepareQuit, type QuitAnswer } from './quitQuestion.ts';

test.each([
  ['stopped', 3, 'stop', 'keep'],
  ['running', 3, 'ask', 'ask'],
  ['running', undefined, 'ask', 'ask'],
  ['running', 0, 'ask', 'keep'],
  ['running', 0, 'stop', 'stop'],
  ['running', 3, 'keep', 'keep'],
] as const)('an engine that is %s with %s containers, where %s is chosen: %s', (own, count, choice, plan) => {
  expect(planQuit(own, count, choice)).toBe(plan);
});

async function quit(answer: QuitAnswer, choice: OnQuit = 'ask', stop = () => Promise.resolve()) {
  const done: string[] = [];
  const isLeaving = await prepareQuit({
    own: () => 'running',
    runningCount: async () => 2,
    choice: () => choice,
    remember: async (one) => void done.push(`remember ${one}`),
    ask: async (count) => (done.push(`ask about ${count}`), answer),
    stopEngine: async () => {
      done.push('stop');
      await stop();
    },
  });
  return [...done, isLeaving ? 'leave' : 'stay'];
}

test('the question is asked once, and does what is answered', async () => {
  expect(await quit(answerOf(0, false))).toEqual(['ask about 2', 'leave']);
  expect(await quit(answerOf(1, true))).toEqual(['ask about 2', 'remember stop', 'stop', 'leave']);
  expect(await quit(answerOf(2, true))).toEqual(['ask about 2', 'stay']);
  expect(await quit(answerOf(-1, false))).toEqual(['ask about 2', 'stay']);
});

test('who has chosen is not asked; an engine that does not stop holds up nobody', async () => {
  expect(await quit(answerOf(2, false), 'keep')).toEqual(['leave']);
  expect(await quit(answerOf(2, false), 'stop', () => Promise.reject(new Error('no')))).toEqual(['stop', 'leave']);
});

test('how many run is what the engine says, and unknown where it does not say in time', async () => {
  const says = (watch: unknown) => countRunning({ containers: { watch } } as never, 'gantry', 50);
  async function* list() {
    yield { type: 'snapshot', items: [{ state: 'running' }, { state: 'exited' }, { state: 'running' }] };
  }
  async function* away() {
    yield { type: 'unreachable', error: {} };
  }
  async function* never(_input: object, signal: AbortSignal) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield* [];
  }
  expect(await says(list)).toBe(2);
  expect(await says(away)).toBeUndefined();
  expect(await says(never)).toBeUndefined();
  expect(
    await says(() => {
      throw new Error('gone');
    }),
  ).toBeUndefined();
});
