import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { contract } from '../../../contract/index.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { BuildDetail, BuildSettingsInput } from '../../../contract/model/build.ts';
import type { Job } from '../../../contract/model/job.ts';
import { Settings } from '../../../contract/model/settings.ts';
import { connect } from '../../../contract/rpc/connect.ts';
import type { Client } from '../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { createJobs, type JobList } from '../../jobs/createJobs.ts';
import { asShellScript, cliEnv } from '../../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../../live/testing/liveEngine.ts';
import { type ActivityLog, createActivityLog } from '../../services/activity.ts';
import { createBuildsService } from '../../services/builds.ts';
import { createJobsService } from '../../services/jobs.ts';
import { createBuilds } from '../createBuilds.ts';

const served = { builds: contract.builds, jobs: contract.jobs };
const run = promisify(execFile);

export interface BuildClient {
  readonly engine: LiveEngine;
  readonly client: Client<typeof served>;
  readonly activity: ActivityLog;
  readonly jobs: JobList;
  /** Where builds are kept. */
  readonly dir: string;
  /** For the builds of this client. */
  readonly env: Record<string, string | undefined>;
  /** Starts a build and waits for its end. */
  build(settings: BuildSettingsInput): Promise<BuildDetail>;
  /** Waits until a job is as it should be. */
  jobWhere(jobId: string, is: (job: Job) => boolean): Promise<Job>;
  /** The log as text, a line each. */
  logOf(buildId: string, source?: number): Promise<readonly string[]>;
  /** A shown command as a person would paste it, with the buildx of the test engine as a plugin of the CLI. */
  shell(script: string, env?: Record<string, string>): Promise<string>;
  close(): Promise<void>;
}

/** The builds service on the test engine, spoken to as a page does. Its context is `default`. */
export async function startBuildClient(
  options: { readonly dir?: string; readonly socketPath?: string } = {},
): Promise<BuildClient> {
  const buildx = process.env['GANTRY_TEST_BUILDX'];
  if (!buildx) throw new Error('The test engine came without buildx.');
  const home = await mkdtemp(path.join(tmpdir(), 'gantry-builds-'));
  const dir = options.dir ?? path.join(home, 'builds');
  const config = path.join(home, 'docker');
  await mkdir(config);
  await writeFile(path.join(config, 'config.json'), JSON.stringify({ cliPluginsExtraDirs: [path.dirname(buildx)] }));
  const engine = await startLiveEngine(options.socketPath);
  const jobs = createJobs();
  const activity = createActivityLog();
  const env: Record<string, string | undefined> = {
    ...cliEnv(),
    ...(options.socketPath && { DOCKER_HOST: `unix://${options.socketPath}` }),
    DOCKER_CONFIG: config,
    HOME: home,
  };
  const { getConnection } = engine.contexts;
  const builds = createBuilds({
    ...{ dir, env, getConnection, jobs, activity },
    cliArgs: () => [],
    programArgs: () => [],
    ownBuildx: () => undefined,
    settings: { current: () => Settings.parse({}) },
  });
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, { builds: createBuildsService(builds), jobs: createJobsService(jobs) }, serverEnd);
  const client = connect(served, clientEnd);

  async function jobWhere(jobId: string, is: (job: Job) => boolean): Promise<Job> {
    for await (const change of client.jobs.watch({}, { signal: AbortSignal.timeout(60_000) })) {
      const changed = change.type === 'snapshot' ? change.items : change.upserted;
      const job = changed.find((one) => one.id === jobId && is(one));
      if (job) return job;
    }
    throw new AppFailure({ code: 'not-found', message: 'The job was never like that.' });
  }

  return {
    engine,
    client,
    activity,
    jobs,
    dir,
    env,
    jobWhere,
    async build(settings) {
      const { buildId } = await client.builds.start({ context: 'default', settings });
      await jobWhere(buildId, ({ state }) => state !== 'running');
      return client.builds.inspect({ buildId });
    },
    async logOf(buildId, source) {
      const lines: string[] = [];
      for await (const item of client.builds.log({ buildId, source })) {
        if (item.type === 'lines') lines.push(...new TextDecoder().decode(item.batch.text).split('\n'));
      }
      return lines;
    },
    async shell(script, more = {}) {
      const options = { env: { ...cliEnv(), DOCKER_CONFIG: config, HOME: home, ...more }, maxBuffer: 16 * 1024 * 1024 };
      const { stdout } = await run('/bin/sh', ['-c', asShellScript(script)], options);
      return stdout.trim();
    },
    async close() {
      closePipe();
      await jobs.close();
      await engine.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A folder with these files, removed by `remove`. */
export async function makeFolder(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-context-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
