import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type GantryClient } from '../../../contract/index.ts';
import type { Context } from '../../../contract/model/context.ts';
import type { Job } from '../../../contract/model/job.ts';
import { connect } from '../../../contract/rpc/connect.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { createGantry } from '../../gantry.ts';
import type { Host } from '../../host.ts';
import { endedJob } from '../../jobs/testing/endedJob.ts';

/** The whole app, used by somebody whose home has nothing in it yet. */
export interface StartedGantry {
  readonly client: GantryClient;
  /** That person's, with what the app keeps in `data`. */
  readonly home: string;
  /** The context as soon as it is like that. */
  context(is: (context: Context) => boolean, name?: string): Promise<Context>;
  ended(jobId: string): Promise<Job>;
  close(): Promise<void>;
}

const noFiles: Host = { mode: 'browser', offerFile: () => Promise.reject(new Error('No files here.')) };

export async function startGantry(host = noFiles): Promise<StartedGantry> {
  const home = await mkdtemp(join(tmpdir(), 'gantry-tls-home-'));
  await mkdir(join(home, 'data'));
  const gantry = await createGantry({
    ...{ version: '1', dataDir: join(home, 'data'), host },
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home },
  });
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(contract, gantry.handlers, serverEnd);
  const client = connect(contract, clientEnd);
  const soon = () => ({ signal: AbortSignal.timeout(60_000) });
  return {
    ...{ client, home },
    async context(is, name = 'lab') {
      for await (const list of client.contexts.watch({}, soon())) {
        const found = list.find((one) => one.name === name);
        if (found && is(found)) return found;
      }
      throw new Error('The context was never like that.');
    },
    ended: (jobId) => endedJob(client, jobId, soon().signal),
    async close() {
      closePipe();
      await gantry.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
