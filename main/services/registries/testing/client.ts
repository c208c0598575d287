import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { contract } from '../../../../contract/index.ts';
import type { Job } from '../../../../contract/model/job.ts';
import type { Activity } from '../../../../contract/model/event.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { createJobs } from '../../../jobs/createJobs.ts';
import { cliEnv } from '../../../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import type { HubLogin } from '../../../registries/deviceCode.ts';
import { createRegistries } from '../../../registries/index.ts';
import { makeKeychain } from '../../../registries/testing/keychain.ts';
import { openSettings } from '../../../storage/settings.ts';
import { createActivityLog } from '../../activity.ts';
import { createJobsService } from '../../jobs.ts';
import { createRegistriesService } from '../../registries.ts';

const served = { registries: contract.registries, jobs: contract.jobs };

export interface TestRegistries extends LiveEngine {
  readonly client: Client<typeof served>;
  /** The CLI's folder, and an environment for the CLI with it and with a keychain on its PATH. */
  readonly configDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly keychain: Awaited<ReturnType<typeof makeKeychain>>;
  activities(): readonly Activity[];
  /** Waits for the end of a job, and gives it. */
  ended(jobId: string): Promise<Job>;
}

/** The service of registries on the test engine, spoken to as a page does, with sign-ins of its own. Its context is `default`. */
export async function startTestRegistries(hubLogin?: HubLogin): Promise<TestRegistries> {
  const engine = await startLiveEngine();
  const dir = await mkdtemp(join(tmpdir(), 'gantry-registries-'));
  const keychain = await makeKeychain(dir);
  const configDir = join(dir, 'docker');
  const env = { ...cliEnv(), DOCKER_CONFIG: configDir, PATH: `${keychain.bin}${delimiter}${process.env['PATH']}` };
  const settings = await openSettings(dir);
  const jobs = createJobs();
  const activity = createActivityLog();
  const trustOf = (name: string) => settings.current().registries.find((one) => one.name === name) ?? {};
  const { getConnection, hold, cliArgs } = engine.contexts;
  const registries = createRegistriesService({
    registries: createRegistries({ env, trustOf }),
    settings,
    env,
    getConnection,
    hold,
    cliArgs,
    live: engine.live,
    jobs,
    activity,
    ...(hubLogin && { hubLogin }),
  });
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, { registries, jobs: createJobsService(jobs) }, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    client,
    configDir,
    env,
    keychain,
    activities: () => [...activity.feed.values()],
    async ended(jobId) {
      for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(30_000) })) {
        const changed = change.type === 'snapshot' ? change.items : change.upserted;
        const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new Error('The job did not end.');
    },
    async close() {
      closePipe();
      await jobs.close();
      await settings.close();
      await engine.close();
      await rm(dir, { recursive: true });
    },
  };
}
