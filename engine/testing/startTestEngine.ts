import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../lifecycle/engine.ts';
import type { Engine, EngineTools } from '../lifecycle/api.ts';
import { makeEngineDir, removeAbandoned, watchOverThisProcess } from './abandoned.ts';
import { importBusybox } from './busyboxImage.ts';
import { findLeftovers } from './leftovers.ts';
import type { TestEngine } from './testEngine.ts';

/** A real dockerd for one run of tests or benchmarks, with the image `busybox:latest`. */
export interface RunningTestEngine extends TestEngine {
  readonly tools: EngineTools;
  /** For tests that change its settings. */
  readonly engine: Engine;
  /** Ends it and removes its folder. Rejects with what tests left behind, after it has ended. */
  stop(): Promise<void>;
}

const repository = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Where downloaded engine programs are kept between runs. */
export const engineCacheDir = (): string => process.env['GANTRY_CACHE_DIR'] ?? path.join(repository, '.cache/engine');

interface TestEngineOptions {
  /** Besides what this process has: proxies. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Gets the engine's programs once (cached), starts a dockerd of its own, and gives it an image. */
export async function startTestEngine(options: TestEngineOptions = {}): Promise<RunningTestEngine> {
  await removeAbandoned();
  const dir = await makeEngineDir();
  const dismiss = watchOverThisProcess();
  const engine = createEngine({ dir, installDir: engineCacheDir(), env: { ...process.env, ...options.env } });
  const end = async () => {
    await engine.stop();
    await engine.close();
    await rm(dir, { recursive: true, force: true });
    dismiss();
  };
  try {
    await engine.ready();
    if (!engine.tools) {
      console.log('Getting the engine for the tests…');
      await engine.install({ source: 'auto', signal: new AbortController().signal });
    }
    await engine.start();
    const tools = engine.tools;
    if (!tools) throw new Error('The engine came without a docker command line.');
    await importBusybox(tools.docker, engine.socketPath);
    return {
      socketPath: engine.socketPath,
      cliPath: tools.docker,
      tools,
      engine,
      stop: () => stopAndCheck(engine.socketPath, end),
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function stopAndCheck(socketPath: string, end: () => Promise<void>): Promise<void> {
  const leftovers = await findLeftovers(socketPath).catch((error: unknown) => [
    `(the engine does not answer: ${String(error)})`,
  ]);
  await end();
  if (leftovers.length > 0) throw new Error(`Tests left behind:\n  ${leftovers.join('\n  ')}`);
}
