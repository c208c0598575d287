import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import type { LiveChange } from '../../../contract/model/change.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import { type Contexts, createContexts } from '../../contexts/createContexts.ts';
import { createLive, type Live } from '../createLive.ts';
import { type EngineProxy, type OnTraffic, startEngineProxy } from './engineProxy.ts';

export interface LiveEngine {
  readonly proxy: EngineProxy;
  readonly contexts: Contexts;
  readonly live: Live;
  close(): Promise<void>;
}

interface LiveEngineOptions {
  readonly onTraffic?: OnTraffic | undefined;
  /** Sockets of more engines, by the name of their context. */
  readonly others?: Readonly<Record<string, string>> | undefined;
}

const run = promisify(execFile);

/** The test engine, or one of the test's own, as the product sees it, through a proxy that counts and can be cut. Its context is `default`. */
export async function startLiveEngine(
  socketPath = testEngine().socketPath,
  { onTraffic, others = {} }: LiveEngineOptions = {},
): Promise<LiveEngine> {
  const dir = await mkdtemp(join(tmpdir(), 'gantry-live-'));
  const socket = join(dir, 'engine.sock');
  const proxy = await startEngineProxy(socketPath, socket, onTraffic);
  for (const [name, other] of Object.entries(others)) {
    const env = { HOME: dir, PATH: process.env['PATH'] };
    await run(testEngine().cliPath, ['context', 'create', '--docker', `host=unix://${other}`, name], { env });
  }
  const live = createLive();
  const contexts = await createContexts({
    env: { HOME: dir, XDG_RUNTIME_DIR: dir, DOCKER_HOST: `unix://${socket}` },
    runDir: join(dir, 'run'),
    selection: { remembered: undefined, remember: async () => {} },
    follow: live.follow,
    onLost: live.lose,
  });
  return {
    proxy,
    contexts,
    live,
    async close() {
      contexts.close();
      live.close();
      await proxy.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Follows a list as a page does, and waits for what is to come. */
export class ListReader<T extends { readonly id: string } = ContainerSummary> {
  readonly changes: { readonly at: number; readonly change: LiveChange<T> }[] = [];
  readonly believed = new Map<string, T>();
  readonly #stop = new AbortController();
  readonly #checks = new Set<() => void>();

  constructor(changes: (signal: AbortSignal) => AsyncIterable<LiveChange<T>>) {
    this.#read(changes(this.#stop.signal)).catch((thrown: unknown) => {
      if (!this.#stop.signal.aborted) throw thrown; // one over the wire ends as cancelled
    });
  }

  async #read(changes: AsyncIterable<LiveChange<T>>): Promise<void> {
    for await (const change of changes) {
      this.changes.push({ at: performance.now(), change });
      if (change.type === 'snapshot') this.believed.clear();
      const upserted = change.type === 'snapshot' ? change.items : change.type === 'patch' ? change.upserted : [];
      for (const item of upserted) this.believed.set(item.id, item);
      if (change.type === 'patch') for (const id of change.removed) this.believed.delete(id);
      for (const check of this.#checks) check();
    }
  }

  find(isIt: (item: T) => boolean): T | undefined {
    return [...this.believed.values()].find(isIt);
  }

  until(what: string, isIt: () => boolean, timeoutMs = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        reject(new Error(`The list never showed: ${what}`));
      }, timeoutMs);
      const check = () => {
        if (!isIt()) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve();
      };
      this.#checks.add(check);
      check();
    });
  }

  stop(): void {
    this.#stop.abort();
  }
}
