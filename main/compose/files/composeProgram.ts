import { envFor } from '../../builds/buildx/findBuildx.ts';
import { type Ended, runProgram } from '../../buildx/runProgram.ts';
import { composeEnv, findCompose } from '../cli/findCompose.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ComposeProgramOptions {
  readonly env: Env;
  readonly cliArgs: (context: string) => readonly string[];
  /** The one that came with the app’s own engine. */
  readonly ownCompose: () => string | undefined;
}

/** `docker compose`, as a program that reads files: no engine is asked. */
export interface ComposeProgram {
  /** What it sees of the environment. */
  readonly env: Env;
  /** Resolves however it ends. Rejects with `unsupported` where there is no Compose, and with `cancelled`. */
  run(context: string | undefined, args: readonly string[], how: RunOptions): Promise<Ended>;
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly input?: string;
}

export function createComposeProgram({ env, cliArgs, ownCompose }: ComposeProgramOptions): ComposeProgram {
  return {
    env: envFor(composeEnv(env), []),
    async run(context, args, how) {
      const program = await findCompose(env, ownCompose());
      return runProgram(program, args, {
        ...how,
        env: envFor(composeEnv(env), context === undefined ? [] : cliArgs(context)),
      });
    },
  };
}
