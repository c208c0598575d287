import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { envFor } from '../../builds/buildx/findBuildx.ts';
import { type Ended, runProgram } from '../../buildx/runProgram.ts';
import { configDirOf } from '../../contexts/discover.ts';

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

const PLUGIN_DIRS = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
  '/Applications/Docker.app/Contents/Resources/cli-plugins',
  String.raw`C:\Program Files\Docker\cli-plugins`,
];

export function createComposeProgram({ env, cliArgs, ownCompose }: ComposeProgramOptions): ComposeProgram {
  return {
    env: envFor(env, []),
    async run(context, args, how) {
      const program = await findCompose(env, ownCompose());
      return runProgram(program, args, {
        ...how,
        env: { ...envFor(env, context === undefined ? [] : cliArgs(context)), NO_COLOR: '1', COMPOSE_MENU: '0' },
      });
    },
  };
}

/** The one that `docker compose` would run, else the one that came with the app's own engine. */
async function findCompose(env: Env, own: string | undefined): Promise<string> {
  const dirs = [path.join(configDirOf(env), 'cli-plugins'), ...PLUGIN_DIRS];
  const onPath = (env['PATH'] ?? '').split(path.delimiter).filter((dir) => path.isAbsolute(dir));
  const name = process.platform === 'win32' ? 'docker-compose.exe' : 'docker-compose';
  const candidates = [...[...dirs, ...onPath].map((dir) => path.join(dir, name)), ...(own === undefined ? [] : [own])];
  for (const file of candidates) if (await isProgram(file)) return file;
  throw new AppFailure({
    code: 'unsupported',
    message: 'There is no Docker Compose on this computer, and it has the last word on a Compose file.',
    hint: 'Install Gantry’s engine, which brings it, or the package docker-compose-plugin (docker-compose on Debian).',
  });
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
