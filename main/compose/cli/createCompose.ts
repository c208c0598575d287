import { projectWords } from '../../../contract/commands/composeCommands.ts';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import { envFor } from '../../plugins/envFor.ts';
import { type Ended, runProgram } from '../../plugins/runProgram.ts';
import { parseComposeLine } from '../progress/composeLine.ts';
import { composeFailure } from '../run/composeFailure.ts';
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

interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** For its standard input: a file that is called `-`. */
  readonly input?: string;
}

/**
 * `docker compose` for the engine of a context; without a context for what asks no engine. All reject with `unsupported`
 * where there is none.
 */
export interface Compose {
  /** What it sees of the environment. */
  readonly env: Env;
  program(context: string | undefined): Promise<ComposeProgram>;
  /** Runs it to its end, however that is. Rejects with `cancelled`. */
  run(context: string | undefined, args: readonly string[], how?: RunOptions): Promise<Ended>;
  /** What it prints, and what it warns of. Rejects with what it says when it fails, and with `cancelled`. */
  ask(
    stack: StackTarget,
    words: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ readonly text: string; readonly warnings: readonly string[] }>;
}

export function createCompose({ env, cliArgs, ownCompose }: ComposeOptions): Compose {
  const seen = composeEnv(env);
  async function program(context: string | undefined): Promise<ComposeProgram> {
    const found = await findCompose(env, ownCompose());
    return { program: found, env: envFor(seen, context === undefined ? [] : cliArgs(context)) };
  }
  async function run(context: string | undefined, args: readonly string[], how: RunOptions = {}): Promise<Ended> {
    const { program: file, env: own } = await program(context);
    return runProgram(file, args, { ...how, env: own });
  }
  return {
    env: envFor(seen, []),
    program,
    run,
    async ask(stack, words, signal) {
      const { code, stdout, stderr } = await run(stack.context, wordsFor(stack, words), { signal });
      const lines = stderr.split('\n').filter(Boolean).map(parseComposeLine);
      if (code !== 0) throw composeFailure({ stack, lines });
      return { text: stdout, warnings: lines.flatMap((line) => (line.type === 'warning' ? [line.text] : [])) };
    },
  };
}

/** What it is begun with, so that all it says can be read line by line. */
export const wordsFor = (stack: StackTarget, words: readonly string[]): string[] => [
  '--progress',
  'json',
  ...projectWords(stack),
  ...words,
];
