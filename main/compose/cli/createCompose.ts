import { projectWords } from '../../../contract/commands/composeCommands.ts';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import { envFor } from '../../builds/buildx/findBuildx.ts';
import { type Ended, runProgram } from '../../buildx/runProgram.ts';
import { composeFailure } from '../run/composeFailure.ts';
import { parseComposeLine } from '../progress/composeLine.ts';
import { composeEnv, findCompose } from './findCompose.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ComposeOptions {
  readonly env: Env;
  readonly cliArgs: (context: string) => readonly string[];
  /** The one that came with the app's own engine. */
  readonly ownCompose: () => string | undefined;
}

/** How a program is to be begun: for what runs long and is read as it goes. */
export interface ComposeProgram {
  readonly program: string;
  readonly env: Record<string, string | undefined>;
}

/** `docker compose` for the engine of a context. All reject with `unsupported` where there is none. */
export interface Compose {
  program(context: string): Promise<ComposeProgram>;
  /** Runs it to its end, however that is. */
  run(stack: StackTarget, words: readonly string[], signal?: AbortSignal): Promise<Ended>;
  /** What it prints, and what it warns of. Rejects with what it says when it fails, and with `cancelled`. */
  ask(
    stack: StackTarget,
    words: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ readonly text: string; readonly warnings: readonly string[] }>;
}

export function createCompose({ env, cliArgs, ownCompose }: ComposeOptions): Compose {
  async function program(context: string): Promise<ComposeProgram> {
    const found = await findCompose(env, ownCompose());
    return { program: found, env: envFor(composeEnv(env), cliArgs(context)) };
  }
  async function run(stack: StackTarget, words: readonly string[], signal?: AbortSignal): Promise<Ended> {
    const { program: file, env: own } = await program(stack.context);
    return runProgram(file, ['--progress', 'json', ...projectWords(stack), ...words], { env: own, signal });
  }
  return {
    program,
    run,
    async ask(stack, words, signal) {
      const { code, stdout, stderr } = await run(stack, words, signal);
      const lines = stderr.split('\n').filter(Boolean).map(parseComposeLine);
      if (code !== 0) throw composeFailure({ stack, lines });
      return { text: stdout, warnings: lines.flatMap((line) => (line.type === 'warning' ? [line.text] : [])) };
    },
  };
}
