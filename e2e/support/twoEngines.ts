import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { type RunningApp, startApp } from './runningApp.ts';

const run = promisify(execFile);

/** The app with the contexts `one` (the test engine, which is open), `two` (a second one) and `gone` (nobody). */
export interface TwoEngines {
  readonly app: RunningApp;
  readonly second: RunningTestEngine;
  /** The docker CLI on each of them. */
  readonly onFirst: (...args: readonly string[]) => Promise<string>;
  readonly onSecond: (...args: readonly string[]) => Promise<string>;
  /** As by the kernel when memory is short; who looks after it starts it again. */
  killSecond(): void;
  stop(): Promise<void>;
}

export async function startTwoEngines(): Promise<TwoEngines> {
  const second = await startTestEngine();
  const config = await mkdtemp(join(tmpdir(), 'gantry-e2e-two-'));
  const env = { ...process.env, DOCKER_CONFIG: config, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };
  const cli = async (...args: readonly string[]) =>
    (await run(testEngine().cliPath, args, { env, maxBuffer: 1e8 })).stdout.trim();
  for (const [context, socket] of [
    ['one', testEngine().socketPath],
    ['two', second.socketPath],
    ['gone', join(config, 'nobody.sock')],
  ] as const) {
    await cli('context', 'create', context, '--docker', `host=unix://${socket}`);
  }
  const place = { env: { DOCKER_CONFIG: config, DOCKER_CONTEXT: 'one', XDG_RUNTIME_DIR: config } };
  const app = await startApp(undefined, [], place);
  return {
    ...{ app, second },
    onFirst: (...args) => cli('--context', 'one', ...args),
    onSecond: (...args) => cli('--context', 'two', ...args),
    killSecond() {
      const { state } = second.engine.status;
      if (state.type !== 'running') throw new Error('The second engine does not run.');
      process.kill(state.pid, 'SIGKILL');
    },
    async stop() {
      await app.stop();
      await second.stop();
      await rm(config, { recursive: true, force: true });
    },
  };
}

/** The arguments of a container that does nothing. */
export const sleeping = (name: string): readonly string[] => [
  ...['run', '--detach', '--label', TEST_LABEL, '--name', name, 'busybox', 'sleep', '9999'],
];
