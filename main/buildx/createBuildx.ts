import { AppFailure } from '../../contract/errors.ts';
import { cliEnv, type Env, engineBuilder } from './cliEnv.ts';
import { findBuildx } from './findBuildx.ts';
import { type Ended, runProgram } from './runProgram.ts';

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
  readonly env: Env;
  readonly cliArgs: (context: string) => readonly string[];
  /** The one that came with the app's own engine: its version is the one that is tested. */
  readonly ownBuildx: () => Promise<string | undefined>;
}

export function createBuildx({ env, cliArgs, ownBuildx }: BuildxOptions): Buildx {
  return {
    engineBuilder: (context) => engineBuilder(context, cliArgs(context)),
    async run(context, args, how = {}) {
      const program = (await ownBuildx()) ?? (await findBuildx(env));
      if (program === undefined) throw missing();
      return runProgram(program, args, { ...how, env: { ...cliEnv(env, cliArgs(context)), NO_COLOR: '1' } });
    },
  };
}

const missing = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'docker buildx is not on this computer.',
    hint: 'Gantry’s own engine brings it: install that on the page “Engine”. Or install the plugin docker-buildx.',
  });
