import { envFor } from '../plugins/envFor.ts';
import { engineBuilder } from './engineBuilder.ts';
import { type Ended, runProgram } from '../plugins/runProgram.ts';
import { findBuildx } from './findBuildx.ts';

export interface BuildxRun {
  readonly signal?: AbortSignal | undefined;
  /** Given to its standard input, which is closed after it. */
  readonly input?: string;
  /** Each line of its standard error, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** `docker buildx` for the engine of a context. */
export interface Buildx {
  /** Resolves however it ends. Rejects with `unsupported` where there is no buildx, and with `cancelled`. */
  run(context: string, args: readonly string[], how?: BuildxRun): Promise<Ended>;
  /** The builder that is the engine itself, whichever one is chosen. */
  engineBuilder(context: string): string;
}

export interface BuildxOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cliArgs: (context: string) => readonly string[];
  /** The one that came with the app's own engine. */
  readonly ownBuildx: () => string | undefined;
}

export function createBuildx({ env, cliArgs, ownBuildx }: BuildxOptions): Buildx {
  return {
    engineBuilder: (context) => engineBuilder(context, cliArgs(context)),
    async run(context, args, how = {}) {
      const program = await findBuildx(env, ownBuildx());
      return runProgram(program, args, { ...how, env: { ...envFor(env, cliArgs(context)), NO_COLOR: '1' } });
    },
  };
}
