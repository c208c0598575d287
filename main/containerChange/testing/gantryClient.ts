import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type GantryClient } from '../../../contract/index.ts';
import type { Job } from '../../../contract/model/job.ts';
import { connect } from '../../../contract/rpc/connect.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { createGantry } from '../../gantry.ts';
import type { Host } from '../../host.ts';

export interface OpenGantry {
  readonly client: GantryClient;
  readonly dataDir: string;
  ended(jobId: string): Promise<Job>;
  /** The app ends and begins again with the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const NO_FILES: Host = { mode: 'browser', offerFile: () => Promise.reject(new Error('No files here.')) };

/** The whole product on the test engine, spoken to as a page does. Its context is `default`. Must be closed. */
export async function openGantry(host: Host = NO_FILES): Promise<OpenGantry> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gantry-change-'));
  const begin = async () => {
    const gantry = await createGantry({
      version: '1',
      dataDir,
      host,
      env: {
        HOME: dataDir,
        XDG_RUNTIME_DIR: dataDir,
        DOCKER_HOST: `unix://${testEngine().socketPath}`,
        PATH: process.env['PATH'],
      },
    });
    const [clientEnd, serverEnd, closePipe] = memoryPipe();
    serve(contract, gantry.handlers, serverEnd);
    const client = connect(contract, clientEnd);
    return { gantry, client, closePipe };
  };
  let now = await begin();
  const end = async () => {
    now.closePipe();
    await now.gantry.close();
  };
  return {
    get client() {
      return now.client;
    },
    dataDir,
    async ended(jobId) {
      for await (const change of now.client.jobs.watch({}, { signal: AbortSignal.timeout(60_000) })) {
        const changed = change.type === 'snapshot' ? change.items : change.upserted;
        const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new Error('The job did not end.');
    },
    async restart() {
      await end();
      now = await begin();
    },
    async close() {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
