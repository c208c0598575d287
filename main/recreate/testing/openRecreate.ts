import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { createContexts } from '../../contexts/createContexts.ts';
import type { Connection } from '../../docker/connection.ts';
import { createJobs, type JobList } from '../../jobs/createJobs.ts';
import { createLive } from '../../live/createLive.ts';
import { createRecreate, type Recreate } from '../createRecreate.ts';
import { type Journal, openJournal } from '../journal.ts';
import { Operation } from '../operation.ts';

export interface OpenRecreate {
  readonly recreate: Recreate;
  readonly jobs: JobList;
  readonly connect: () => Promise<Connection>;
  /** What was said, in order. */
  readonly said: string[];
  readonly doing: { readonly say: (words: string) => void; readonly signal: AbortSignal };
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly socketPath?: string;
  /** Where the journal is. */
  readonly dir: string;
  /** Around each write: before it is on the disk, and after. */
  readonly before?: (operation: Operation) => void;
  readonly after?: (operation: Operation) => void;
}

/** The core as the app has it, on an engine and a folder of the test’s choice. Must be closed. */
export async function openRecreate(options: OpenOptions): Promise<OpenRecreate> {
  const { socketPath = testEngine().socketPath, dir, before, after } = options;
  const home = await mkdtemp(join(tmpdir(), 'gantry-recreate-'));
  const live = createLive();
  const contexts = await createContexts({
    env: { HOME: home, XDG_RUNTIME_DIR: home, DOCKER_HOST: `unix://${socketPath}` },
    runDir: join(home, 'run'),
    selection: { remembered: undefined, remember: async () => {} },
    follow: live.follow,
    onLost: live.lose,
  });
  const real = openJournal(dir, Operation);
  const journal: Journal<Operation> = {
    ...real,
    async write(operation) {
      before?.(operation);
      await real.write(operation);
      after?.(operation);
    },
  };
  const jobs = createJobs();
  const { getConnection, hold } = contexts;
  const recreate = createRecreate({ journal, getConnection, hold, jobs });
  await recreate.begin();
  const said: string[] = [];
  return {
    recreate,
    jobs,
    connect: () => getConnection('default'),
    said,
    doing: { say: (words) => said.push(words), signal: new AbortController().signal },
    async close() {
      await jobs.close();
      recreate.close();
      contexts.close();
      live.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** As a change of one variable plans it. */
export const withVariable =
  (variable: string) =>
  (body: Record<string, unknown>): Record<string, unknown> => ({
    ...body,
    Env: [...((body['Env'] ?? []) as string[]), variable],
  });
