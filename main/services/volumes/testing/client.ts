import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contract } from '../../../../contract/index.ts';
import type { Job } from '../../../../contract/model/job.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import type { Host } from '../../../host.ts';
import { createJobs, type JobList } from '../../../jobs/createJobs.ts';
import type { Jobs } from '../../../jobs/jobs.ts';
import type { OnTraffic } from '../../../live/testing/engineProxy.ts';
import { type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { createVolumes, type Volumes } from '../../../volumes/createVolumes.ts';
import { type ActivityLog, createActivityLog } from '../../activity.ts';
import { createJobsService } from '../../jobs.ts';
import { createUploads } from '../../uploads.ts';
import { createVolumesService } from '../../volumes.ts';

const served = { volumes: contract.volumes, jobs: contract.jobs, uploads: contract.uploads };

export interface VolumesClient extends LiveEngine {
  readonly client: Client<typeof served>;
  readonly volumes: Volumes;
  readonly jobs: JobList;
  readonly activity: ActivityLog;
  readonly dataDir: string;
  /** What was handed over with `offerFile`, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  ended(begun: Promise<{ readonly jobId: string }>): Promise<Job>;
}

interface ClientOptions {
  /** Of an earlier client, to see what outlives it; removed by the one that made it. */
  readonly dataDir?: string;
  readonly now?: () => number;
  readonly firstAfterMs?: number;
  readonly onTraffic?: OnTraffic;
  /** Sockets of more engines, by the name of their context. */
  readonly others?: Readonly<Record<string, string>>;
  /** Told of each line in a job’s log, before it is there. */
  readonly onStage?: (words: string) => void;
}

/** The service of volumes on the test engine, spoken to as a page does. Its context is `default`. */
export async function startVolumesClient(options: ClientOptions = {}): Promise<VolumesClient> {
  const { onTraffic, others } = options;
  const engine = await startLiveEngine(undefined, { onTraffic, others });
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'gantry-volumes-')));
  const files = new Map<string, Buffer>();
  const jobs = createJobs();
  const activity = createActivityLog();
  const uploads = createUploads();
  const { contexts, live } = engine;
  const { getConnection, hold, cliArgs } = contexts;
  const host = savingHost(files);
  const volumes = await createVolumes({
    ...{ getConnection, hold, cliArgs, live, activity, host, uploads },
    jobs: options.onStage ? told(jobs, options.onStage) : jobs,
    ...options,
    dataDir,
  });
  const handlers = {
    volumes: createVolumesService(volumes),
    jobs: createJobsService(jobs),
    uploads: uploads.handlers,
  };
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, handlers, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    ...{ client, volumes, jobs, activity, dataDir, files },
    async ended(begun) {
      const { jobId } = await begun;
      for await (const change of jobs.feed.watch(AbortSignal.timeout(60_000))) {
        const changed = change.type === 'snapshot' ? change.items : change.upserted;
        const job = changed.find(({ id, state }) => id === jobId && state !== 'running');
        if (job) return job;
      }
      throw new Error('The job did not end.');
    },
    async close() {
      closePipe();
      await jobs.close();
      await volumes.close();
      await engine.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const told = (jobs: JobList, onStage: (words: string) => void): Jobs => ({
  start: (spec, run) =>
    jobs.start(spec, (job, signal) => {
      const log = (words: string) => {
        onStage(words);
        job.log(words);
      };
      return run({ ...job, log }, signal);
    }),
});

/** Saves at once, as a person would who always says yes. */
const savingHost = (files: Map<string, Buffer>): Pick<Host, 'offerFile'> => ({
  async offerFile(file) {
    const save = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.open(new AbortController().signal)) chunks.push(chunk);
      files.set(file.name, Buffer.concat(chunks));
      return { sizeBytes: files.get(file.name)?.byteLength ?? 0 };
    };
    const finished = save();
    finished.catch(() => {}); // it is in the job
    return { finished };
  },
});
