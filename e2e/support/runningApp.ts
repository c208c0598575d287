import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const repository = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export interface AppPlace {
  /** Kept when it is given; else one is made, and removed with the app. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the app is started by: `setpriv …`. */
  readonly through?: readonly string[];
  /** Another than this project's own: what a package has. */
  readonly program?: string;
}

export interface RunningApp {
  /** With the token in its fragment. */
  readonly url: string;
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly output: () => string;
  /** Ends it as Ctrl-C does, and removes its data. Gives the exit code. */
  stop(): Promise<number | null>;
}

export const newDataDir = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'gantry-e2e-'));

/** A test that fails stops nothing; its worker then ends, and nothing of it is to stay. */
const left = new Map<ChildProcess, string>();
process.once('exit', () => {
  for (const [child, dataDir] of left) {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** `npm start` in browser mode, against one engine, with a data folder of its own. */
export async function startApp(
  socketPath: string | undefined,
  args: readonly string[] = [],
  place: AppPlace = {},
): Promise<RunningApp> {
  const dataDir = place.dataDir ?? (await newDataDir());
  const { child, output } = launch(socketPath, args, { ...place, dataDir });
  left.set(child, dataDir);
  child.once('exit', () => left.delete(child));
  const removeData = async () => {
    if (!place.dataDir) await rm(dataDir, { recursive: true, force: true });
  };
  let url: string;
  try {
    url = await addressOf(child, output);
  } catch (error) {
    child.kill('SIGKILL');
    await removeData();
    throw error;
  }
  return {
    url,
    child,
    dataDir,
    output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
      }
      await removeData();
      return child.exitCode;
    },
  };
}

/** For a start that is to be refused: how it ended, and what it said. */
export async function startToEnd(
  socketPath: string,
  args: readonly string[],
  dataDir: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = launch(socketPath, args, { dataDir });
  const [code] = (await once(child, 'close', { signal: AbortSignal.timeout(20_000) }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The app did not end:\n${output()}`, { cause: error });
  })) as [number | null];
  return { code, output: output() };
}

/** The buildx of the test engine, as one that the person has installed. */
export const pathWithBuildx = (): string =>
  [
    ...[process.env['GANTRY_TEST_BUILDX']].flatMap((file) => (file ? [path.dirname(file)] : [])),
    process.env['PATH'],
  ].join(path.delimiter);

function launch(
  socketPath: string | undefined,
  args: readonly string[],
  { dataDir, env, through = [], program = 'scripts/start.mjs' }: AppPlace & { readonly dataDir: string },
) {
  const [command, ...before] = [...through, process.execPath];
  const child = spawn(command!, [...before, program, '--browser', '--no-open', ...args], {
    cwd: repository,
    env: {
      ...process.env,
      PATH: pathWithBuildx(),
      DOCKER_HOST: socketPath === undefined ? undefined : `unix://${socketPath}`,
      DOCKER_CONTEXT: undefined,
      GANTRY_DATA_DIR: dataDir,
      DOCKER_CONFIG: path.join(dataDir, 'docker'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const add = (text: Buffer) => (output += text.toString());
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return { child, output: () => output };
}

function addressOf(child: ReturnType<typeof launch>['child'], output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The app said no address within 60 s:\n${output()}`)), 60_000);
    child.stdout.on('data', () => {
      const found = /Gantry is at (http:\S+)/.exec(output());
      if (!found?.[1]) return;
      clearTimeout(late);
      resolve(found[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The app ended with ${code}:\n${output()}`));
    });
  });
}
