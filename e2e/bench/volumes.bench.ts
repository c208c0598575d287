import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { docker } from '../support/published.ts';
import { speakTo } from '../support/rawRequests.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SAMPLES = 5;
const context = 'default';
const VOLUME = 'bench-volume';
const BACK = 'bench-volume-back';

type Speaker = ReturnType<typeof speakTo>['client'];

/** A gigabyte as a database has it: some large files, and two thousand small ones; nothing in them can be packed. */
const FILL = `cd /v; for i in $(seq 15); do dd if=/dev/urandom of=large-$i bs=1M count=60 2>/dev/null; done
mkdir small; cd small; for i in $(seq 2000); do dd if=/dev/urandom of=f$i bs=10k count=5 2>/dev/null; done`;

async function jobEnds(client: Speaker, jobId: string): Promise<void> {
  for await (const change of client.jobs.watch({})) {
    const jobs = change.type === 'snapshot' ? change.items : change.upserted;
    const job = jobs.find(({ id, state }) => id === jobId && state !== 'running');
    if (job && job.state !== 'done') throw new Error(`The job ended as ${job.state}: ${job.error?.message ?? ''}`);
    if (job) return;
  }
}

/** By the real CLI on the test engine. */
const shell = (script: string) =>
  promisify(execFile)('sh', ['-c', script], {
    env: { PATH: process.env['PATH'], DOCKER_HOST: `unix://${testEngine().socketPath}`, DOCKER_CONFIG: '/nonexistent' },
  });

const isThere = (packer: string) =>
  shell(`command -v ${packer.split(' ')[0]}`).then(
    () => true,
    () => false,
  );

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

const seconds = (ms: number) => (ms / 1000).toFixed(2);

bench('a volume of 1 GB out and in again, through the app and by tar in a container', async ({ app }) => {
  bench.setTimeout(1_800_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-volume-'));
  const { client, close } = speakTo(app.url);
  try {
    await docker('volume', 'create', '--label', 'gantry.test', VOLUME);
    await docker('run', '--rm', '--volume', `${VOLUME}:/v`, 'busybox:latest', 'sh', '-c', FILL);
    const tar = (volume: string, ...args: string[]) =>
      docker(
        'run',
        '--rm',
        '--volume',
        `${volume}:/v`,
        '--volume',
        `${folder}:/backup`,
        'busybox:latest',
        'tar',
        ...args,
      );
    // Without a log: the engine would write all of it to its disk a second time, as text.
    const tarThrough = (packer: string) => {
      const args = `run --rm --log-driver none --volume ${VOLUME}:/v busybox:latest tar -C /v -c .`;
      return shell(`'${testEngine().cliPath}' ${args} | ${packer} > '${folder}/cli.tar'`);
    };
    const target = { type: 'folder', path: folder } as const;
    const archive = async () =>
      path.join(folder, (await readdir(folder)).find((name) => name.startsWith('bench-volume-')) ?? '');
    const empty = async () => {
      for (const name of await readdir(folder)) await rm(path.join(folder, name));
    };
    await compare('back-up of a 1 GB volume, read back and compared, against tar in a container', 1.2, {
      app: () =>
        client.volumes
          .backup({ context, name: VOLUME, format: 'tar', target, pauseContainers: false })
          .then(({ jobId }) => jobEnds(client, jobId)),
      cli: () => tar(VOLUME, '-C', '/v', '-cf', '/backup/cli.tar', '.'),
      after: empty,
    });
    await compare('the same, against tar through the engine into a file here (docker run … tar > file)', undefined, {
      app: () =>
        client.volumes
          .backup({ context, name: VOLUME, format: 'tar', target, pauseContainers: false })
          .then(({ jobId }) => jobEnds(client, jobId)),
      cli: () => tarThrough('cat'),
      after: empty,
    });
    // What is packed is packed here either way: the other’s tar comes out of a container, and through the usual program.
    for (const [format, packer] of [
      ['tar.gz', 'gzip'],
      ['tar.zst', 'zstd -q -T1'],
    ] as const) {
      const ways = {
        app: async () => {
          const request = { context, name: VOLUME, format, target, pauseContainers: false } as const;
          await jobEnds(client, (await client.volumes.backup(request)).jobId);
        },
        cli: () => tarThrough(packer),
        after: empty,
      };
      const measure = `back-up of the same as ${format}, against tar | ${packer.split(' ')[0]}`;
      if (await isThere(packer)) await compare(measure, undefined, ways, 2);
    }
    const { jobId } = await client.volumes.backup({
      context,
      name: VOLUME,
      format: 'tar',
      target,
      pauseContainers: false,
    });
    await jobEnds(client, jobId);
    const file = await archive();
    await compare(
      'restore of a 1 GB volume, checked before and compared after, against tar in a container',
      undefined,
      {
        app: async () => {
          const source = { type: 'file', path: file } as const;
          const begun = await client.volumes.restore({ context, name: BACK, source, mode: 'new' });
          await jobEnds(client, begun.jobId);
        },
        cli: () => tar(BACK, '-C', '/v', '-xpf', `/backup/${path.basename(file)}`),
        after: async () => void (await docker('volume', 'rm', BACK)),
      },
    );
  } finally {
    close();
    await rm(folder, { recursive: true, force: true });
    await docker('volume', 'rm', '--force', VOLUME, BACK).catch(() => {});
  }
});

interface Ways {
  readonly app: () => Promise<unknown>;
  readonly cli: () => Promise<unknown>;
  readonly after: () => Promise<void>;
}

/** One after the other, each first as often as second; the first pair warms up and is not counted. */
async function compare(measure: string, bar: number | undefined, ways: Ways, samples = SAMPLES): Promise<void> {
  const times = { app: [] as number[], cli: [] as number[] };
  const ratios: number[] = [];
  for (let sample = 0; sample <= samples; sample++) {
    const pair = { app: 0, cli: 0 };
    for (const way of sample % 2 === 0 ? (['app', 'cli'] as const) : (['cli', 'app'] as const)) {
      // What the one before has left to the disk is not paid for by this one.
      await shell('sync');
      pair[way] = await timed(ways[way]);
      await ways.after();
    }
    if (sample === 0) continue;
    times.app.push(pair.app);
    times.cli.push(pair.cli);
    ratios.push(pair.app / pair.cli);
  }
  record({
    measure,
    value: median(times.app) / median(times.cli),
    unit: '×',
    ...(bar !== undefined && { bar }),
    note: `medians of ${samples}: ${seconds(median(times.app))} s and ${seconds(median(times.cli))} s; pairs ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`,
  });
}
