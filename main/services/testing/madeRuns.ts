import { afterAll, afterEach, beforeAll } from 'vitest';
import type { GantryClient } from '../../../contract/index.ts';
import type { Job } from '../../../contract/model/job.ts';
import type { RunSettingsInput } from '../../../contract/model/run.ts';
import { type OpenGantry, openGantry } from '../../containerChange/testing/gantryClient.ts';
import { docker, removeAll, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { LogReader } from './readLog.ts';

/** Of the test engine, in the product that `openGantry` puts together. */
export const context = 'default';

type Settings = Partial<RunSettingsInput>;

export interface MadeRuns {
  readonly client: GantryClient;
  ended(this: void, begun: Promise<{ readonly jobId: string }>): Promise<Job>;
  /** Runs a container through the app and gives its id; it goes with the test. */
  run(this: void, settings: Settings): Promise<string>;
  /** The same, whatever becomes of it. */
  tryRun(this: void, settings: Settings): Promise<Job>;
  /** Runs it to its end, and gives its log as the app reads it. */
  printed(this: void, settings: Settings): Promise<string>;
  logOf(this: void, id: string): Promise<string>;
  /** A shell line in a container that runs. */
  inside(this: void, id: string, script: string): Promise<string>;
  remove(this: void, id: string, how?: { readonly volumes?: boolean; readonly force?: boolean }): Promise<void>;
}

/** The whole product on the test engine, and containers that it runs. Call it once in a file. */
export function madeRuns(): MadeRuns {
  let open: OpenGantry | undefined;
  const made: string[] = [];
  const gantry = () => {
    if (!open) throw new Error('The app is not started yet.');
    return open;
  };
  beforeAll(async () => void (open = await openGantry()));
  afterAll(() => open?.close());
  afterEach(() => removeAll(made.splice(0)));

  const ended = async (begun: Promise<{ readonly jobId: string }>) => gantry().ended((await begun).jobId);
  async function tryRun(settings: Settings): Promise<Job> {
    const labels = [{ name: 'gantry.test', value: '' }];
    const input = { image: TEST_IMAGE, command: ['sleep', '1000'], stopTimeoutSeconds: 0, labels, ...settings };
    const job = await ended(gantry().client.containers.run({ context, settings: input }));
    if (job.result?.type === 'containers') made.push(...job.result.ids);
    return job;
  }
  async function run(settings: Settings): Promise<string> {
    const { result, error } = await tryRun(settings);
    if (error || result?.type !== 'containers') throw new Error(`It did not run: ${JSON.stringify(error)}`);
    return result.ids[0] ?? '';
  }
  async function logOf(id: string): Promise<string> {
    const reader = new LogReader((signal) =>
      gantry().client.logs.read({ context, ids: [id], follow: false }, { signal }),
    );
    await reader.over;
    if (reader.failure) throw reader.failure;
    return reader.texts.join('\n');
  }
  return {
    get client() {
      return gantry().client;
    },
    ended,
    run,
    tryRun,
    logOf,
    async printed(settings) {
      const id = await run(settings);
      await docker('wait', id);
      return logOf(id);
    },
    inside: (id, script) => docker('exec', id, 'sh', '-c', script),
    async remove(id, how = {}) {
      const action = { type: 'remove' as const, force: true, ...how };
      for await (const { error } of gantry().client.containers.apply({ context, ids: [id], action })) {
        if (error) throw new Error(error.message);
      }
    },
  };
}
