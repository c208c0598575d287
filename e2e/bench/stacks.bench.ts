import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StackAction } from '../../contract/model/stackRun.ts';
import { speakTo } from '../support/rawRequests.ts';
import { startApp } from '../support/runningApp.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SAMPLES = 7;
const SERVICES = 10;
const context = 'default';
const run = promisify(execFile);

type Speaker = ReturnType<typeof speakTo>['client'];

const SERVICE = `image: busybox:latest
    command: sleep 1000
    init: true
    stop_grace_period: 1s
    labels: { gantry.test: "" }`;

/** Ten services on two networks, each but the first waits for another. */
const FILE = `services:
${Array.from({ length: SERVICES }, (_, at) => `  s${at}:\n    ${SERVICE}\n    networks: [front, back]${at === 0 ? '' : `\n    depends_on: [s${at >> 1}]`}`).join('\n')}
networks:
  front: {}
  back: {}
`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

bench('a stack of ten services up and down again, through the app and by docker compose', async ({ api }) => {
  bench.setTimeout(900_000);
  const program = process.env['GANTRY_TEST_COMPOSE'];
  if (!program) throw new Error('This needs docker compose: set GANTRY_TEST_COMPOSE to where it is.');
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-stack-'));
  const file = path.join(folder, 'compose.yaml');
  await writeFile(file, FILE);
  const project = 'bench-stack';
  const files = { workingDir: folder, configFiles: [file] };
  const stack = { context, project, files };
  // Straight at the engine, as the other side is: what compose asks through the counting proxy takes a tenth longer.
  const app = await startApp(api.socketPath);
  const { client, close } = speakTo(app.url);
  const byApp = async (action: object) => {
    const { jobId } = await client.stackRuns.start({ stack, action: StackAction.parse(action) });
    await jobEnds(client, jobId);
  };
  const env = { PATH: process.env['PATH'], HOME: folder, DOCKER_HOST: `unix://${api.socketPath}` };
  const byCli = (...words: string[]) =>
    run(program, ['--file', file, '--project-name', project, '--progress', 'quiet', ...words], { env });
  const times = { app: [] as number[], cli: [] as number[] };
  try {
    await byCli('up', '--detach');
    await byCli('down');
    for (let sample = 0; sample < SAMPLES; sample++) {
      const turns: ('app' | 'cli')[] = sample % 2 === 0 ? ['app', 'cli'] : ['cli', 'app'];
      for (const turn of turns) {
        const ms = await timed(async () => {
          if (turn === 'app') await byApp({ type: 'up' });
          else await byCli('up', '--detach');
          if (turn === 'app') await byApp({ type: 'down' });
          else await byCli('down');
        });
        times[turn].push(ms);
      }
    }
    const [app_, cli] = [median(times.app), median(times.cli)];
    record({
      measure: 'up of a 10-service stack through the app, down again, against docker compose',
      value: app_ / cli,
      unit: '×',
      bar: 1.05,
      note: `app ${(app_ / 1000).toFixed(2)} s, docker compose ${(cli / 1000).toFixed(2)} s; median of ${SAMPLES}, by turns`,
    });
  } finally {
    await byCli('down', '--timeout', '0').catch(() => undefined);
    close();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function jobEnds(client: Speaker, jobId: string): Promise<void> {
  for await (const change of client.jobs.watch({})) {
    const jobs = change.type === 'snapshot' ? change.items : change.upserted;
    const job = jobs.find(({ id, state }) => id === jobId && state !== 'running');
    if (job && job.state !== 'done') throw new Error(`The job ended as ${job.state}: ${job.error?.message ?? ''}`);
    if (job) return;
  }
}
