import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '../../../../contract/index.ts';
import type { Job } from '../../../../contract/model/job.ts';
import { Settings } from '../../../../contract/model/settings.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { createJobs, type JobList } from '../../../jobs/createJobs.ts';
import { type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { createRecreate } from '../../../recreate/createRecreate.ts';
import { openJournal } from '../../../recreate/journal.ts';
import { Operation } from '../../../recreate/operation.ts';
import { createHubTrust, createRegistries } from '../../../registries/index.ts';
import { type ActivityLog, createActivityLog } from '../../activity.ts';
import { createImagesService } from '../../images.ts';
import { createJobsService } from '../../jobs.ts';
import { createSearchService } from '../../search.ts';
import { createTagWatchService } from '../../tagWatch.ts';
import { createTransfersService } from '../../transfers.ts';
import { createUploads } from '../../uploads.ts';

const served = {
  images: contract.images,
  jobs: contract.jobs,
  search: contract.search,
  tagWatch: contract.tagWatch,
  transfers: contract.transfers,
};

export interface TransferClient extends LiveEngine {
  readonly client: Client<typeof served>;
  readonly activity: ActivityLog;
  readonly jobs: JobList;
  /** As `docker login` would write it. */
  signIn(registry: string, username: string, password: string): Promise<void>;
  change(settings: Partial<Settings>): void;
  /** Waits for the end of a job, and gives it. */
  ended(jobId: string): Promise<Job>;
  logOf(jobId: string): Promise<string>;
}

/** Nothing is saved here. */
const noFiles = { offerFile: () => Promise.reject(new Error('There is no file to offer.')) };

interface Options {
  /** How long an hour of the interval is. */
  readonly hourMs?: number;
  /** An engine of the test's own. */
  readonly socketPath?: string;
  /** In place of Docker Hub's own site; without it nothing answers there. */
  readonly hubUrl?: string;
}

/** Transfers, search and the watch of tags on the test engine, spoken to as a page does. Must be closed. */
export async function startTransferClient({
  hourMs,
  socketPath,
  hubUrl = 'http://127.0.0.1:1',
}: Options = {}): Promise<TransferClient> {
  const engine = await startLiveEngine(socketPath);
  const configDir = await mkdtemp(join(tmpdir(), 'gantry-transfers-'));
  const jobs = createJobs();
  const activity = createActivityLog();
  const { getConnection, hold, cliArgs } = engine.contexts;
  const registries = createRegistries({ env: process.env, configDir });
  const common = { getConnection, cliArgs, jobs, activity, registries };
  const listeners = new Set<(settings: Settings) => void>();
  let settings = Settings.parse({});
  const store = {
    current: () => settings,
    subscribe(listener: (settings: Settings) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const recreate = createRecreate({
    journal: openJournal(join(configDir, 'recreate'), Operation),
    getConnection,
    hold,
    jobs,
  });
  const tagWatch = createTagWatchService({
    ...common,
    recreate,
    settings: store,
    ...(hourMs !== undefined && { hourMs }),
  });
  const handlers = {
    images: createImagesService({ ...common, hold, live: engine.live, host: noFiles, uploads: createUploads() }),
    jobs: createJobsService(jobs),
    search: createSearchService({ ...common, settings: store, hubTrust: createHubTrust(process.env, hubUrl) }),
    tagWatch: tagWatch.handlers,
    transfers: createTransfersService(common),
  };
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, handlers, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    client,
    activity,
    jobs,
    async signIn(registry, username, password) {
      const auth = Buffer.from(`${username}:${password}`).toString('base64');
      await writeFile(join(configDir, 'config.json'), JSON.stringify({ auths: { [registry]: { auth } } }));
    },
    change(patch) {
      settings = { ...settings, ...patch };
      for (const listener of listeners) listener(settings);
    },
    async ended(jobId) {
      for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(120_000) })) {
        const changed = change.type === 'snapshot' ? change.items : change.upserted;
        const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new Error('The job did not end.');
    },
    async logOf(jobId) {
      const lines: string[] = [];
      for await (const line of client.jobs.log({ jobId })) lines.push(line);
      return lines.join('\n');
    },
    async close() {
      closePipe();
      tagWatch.close();
      await jobs.close();
      recreate.close();
      await engine.close();
      await rm(configDir, { recursive: true, force: true });
    },
  };
}
