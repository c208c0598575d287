import type { EngineState } from '../../contract/model/engine.ts';
import type { OnQuit } from '../../contract/model/shell.ts';

/** What is to be done with Gantry's own engine when the app is quit. */
export type QuitPlan = 'keep' | 'stop' | 'ask';

/**
 * Containers of other engines are none of the app's business. Where Gantry's own engine does not run, or nothing runs in
 * it, there is nothing to lose: it goes on as it always did, unless the person wants it stopped.
 */
export function planQuit(own: EngineState['type'], runningCount: number | undefined, choice: OnQuit): QuitPlan {
  if (own !== 'running') return 'keep';
  if (choice !== 'ask') return choice;
  return runningCount === 0 ? 'keep' : 'ask';
}

export type QuitAnswer =
  | { readonly type: 'cancel' }
  | { readonly type: 'quit'; readonly engine: 'keep' | 'stop'; readonly isRemembered: boolean };

/** The buttons, in the order of `quitButtons`. Closing the question keeps the app open. */
export function answerOf(button: number, isRemembered: boolean): QuitAnswer {
  if (button === 0) return { type: 'quit', engine: 'keep', isRemembered };
  return button === 1 ? { type: 'quit', engine: 'stop', isRemembered } : { type: 'cancel' };
}

interface QuitParts {
  readonly own: () => EngineState['type'];
  readonly runningCount: () => Promise<number | undefined>;
  readonly choice: () => OnQuit;
  readonly remember: (choice: 'keep' | 'stop') => Promise<void>;
  readonly ask: (runningCount: number | undefined) => Promise<QuitAnswer>;
  readonly stopEngine: () => Promise<void>;
}

/** False when the person wants to stay. An engine that cannot be stopped holds up nobody: it goes on. */
export async function prepareQuit({
  own,
  runningCount,
  choice,
  remember,
  ask,
  stopEngine,
}: QuitParts): Promise<boolean> {
  const count = own() === 'running' ? await runningCount() : 0;
  let plan = planQuit(own(), count, choice());
  if (plan === 'ask') {
    const answer = await ask(count);
    if (answer.type === 'cancel') return false;
    plan = answer.engine;
    if (answer.isRemembered) await remember(answer.engine).catch(() => {});
  }
  if (plan === 'stop') await stopEngine().catch(() => {});
  return true;
}
