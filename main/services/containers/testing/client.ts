import { contract } from '../../../../contract/index.ts';
import { AppFailure } from '../../../../contract/errors.ts';
import type { Job } from '../../../../contract/model/job.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import type { Host } from '../../../host.ts';
import { createJobs, type JobList } from '../../../jobs/createJobs.ts';
import { type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { type ActivityLog, createActivityLog, createActivityService } from '../../activity.ts';
import { createContainerSettingsService } from '../../containerSettings.ts';
import { createContainersService } from '../../containers.ts';
import { createContextEditor } from '../../../contexts/edit.ts';
import { createSignIn } from '../../../contexts/signIn.ts';
import { createContextsService } from '../../contexts.ts';
import { createImagesService } from '../../images.ts';
import { createJobsService } from '../../jobs.ts';
import { createUploads } from '../../uploads.ts';

const served = {
  activity: contract.activity,
  containers: contract.containers,
  containerSettings: contract.containerSettings,
  contexts: contract.contexts,
  images: contract.images,
  jobs: contract.jobs,
  uploads: contract.uploads,
};

export interface TestClient extends LiveEngine {
  readonly client: Client<typeof served>;
  readonly activity: ActivityLog;
  readonly jobs: JobList;
  /** What was saved with `offerFile`, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Waits for the end of a job, and gives it. */
  ended(jobId: string): Promise<Job>;
}

/** The services of containers and images on the test engine, spoken to as a page does. Its context is `default`. */
export async function startTestClient(): Promise<TestClient> {
  const engine = await startLiveEngine();
  const { contexts, live } = engine;
  const files = new Map<string, Buffer>();
  const jobs = createJobs();
  const activity = createActivityLog();
  const { getConnection, hold, cliArgs } = contexts;
  const uploads = createUploads();
  const signIn = createSignIn({ env: {} });
  const deps = { getConnection, hold, cliArgs, live, jobs, activity, host: savingHost(files), uploads };
  const handlers = {
    activity: createActivityService(activity, live.events, hold),
    containers: createContainersService(deps),
    containerSettings: createContainerSettingsService(deps),
    contexts: createContextsService({
      contexts,
      signIn,
      editor: createContextEditor({ env: {}, activity, openTunnel: signIn.openTunnel }),
    }),
    images: createImagesService(deps),
    jobs: createJobsService(jobs),
    uploads: uploads.handlers,
  };
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, handlers, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    client,
    activity,
    jobs,
    files,
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
