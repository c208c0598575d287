import { contract } from '../../../../contract/index.ts';
import { AppFailure } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/model/job.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { createJobs } from '../../../jobs/createJobs.ts';
import { docker, removeAll, testName } from '../../../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { TEST_LABEL } from '../../../../engine/testing/testEngine.ts';
import { type ActivityLog, createActivityLog } from '../../activity.ts';
import { createJobsService } from '../../jobs.ts';
import { createNetworksService } from '../../networks.ts';

const served = { networks: contract.networks, jobs: contract.jobs };

export interface NetworksClient extends LiveEngine {
  readonly client: Client<typeof served>;
  readonly activity: ActivityLog;
  /** Waits for the end of a job, and gives it. */
  ended(jobId: string): Promise<Job>;
}

/** The service of networks on the test engine, spoken to as a page does. Its context is `default`. */
export async function startNetworksClient(): Promise<NetworksClient> {
  const engine = await startLiveEngine();
  const { contexts, live } = engine;
  const { getConnection, hold, cliArgs } = contexts;
  const jobs = createJobs();
  const activity = createActivityLog();
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  const handlers = {
    networks: createNetworksService({ getConnection, hold, cliArgs, live, jobs, activity }),
    jobs: createJobsService(jobs),
  };
  serve(served, handlers, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    client,
    activity,
    async ended(jobId) {
      for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(30_000) })) {
        const changed = change.type === 'snapshot' ? change.items : change.upserted;
        const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new AppFailure({ code: 'not-found', message: 'The job did not end.' });
    },
    async close() {
      closePipe();
      await jobs.close();
      await engine.close();
    },
  };
}

/** What a test makes; containers go before the networks that they are on. */
export class MadeNetworks {
  readonly #containers: string[] = [];
  readonly #networks: string[] = [];

  /** Of a container that is to be made. */
  container(hint: string): string {
    const name = testName(hint);
    this.#containers.push(name);
    return name;
  }

  /** Of a network that is to be made. */
  network(hint: string): string {
    const name = testName(hint);
    this.#networks.push(name);
    return name;
  }

  /** `docker network create`; gives its id. */
  async create(name: string, ...args: string[]): Promise<string> {
    return docker('network', 'create', '--label', TEST_LABEL, ...args, name);
  }

  async removeAll(): Promise<void> {
    await removeAll(this.#containers.splice(0));
    for (const name of this.#networks.splice(0)) await docker('network', 'rm', name).catch(() => undefined);
  }
}
