import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { testEngine } from '../../engine/testing/testEngine.ts';
import type { FileSource } from '../../contract/model/files.ts';
import { IDLE, makeContainer } from '../support/containers.ts';
import { execIn } from '../support/exec.ts';
import { speakTo } from '../support/rawRequests.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const FILES = 100_000;
const ROUNDS = 3;
const BYTES = 1_000_000_000;
const PIECE = 1024 * 1024;
const AHEAD = 4;

bench('a directory of 100,000 files', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  const id = await makeContainer(api, 'bench-many-files', { command: IDLE });
  await execIn(api, id, ['sh', '-c', `mkdir /many; cd /many; seq 1 ${FILES} | sed 's/^/file/' | xargs touch`]);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await chromium.newContext();
    const page = await context.newPage();
    await page.goto(app.url);
    await page.evaluate((hash) => (location.hash = hash), `/containers/${id}/files`);
    await page.getByRole('grid', { name: 'Files in /', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Type a path' }).click();
    await page.getByRole('textbox', { name: 'Path', exact: true }).fill('/many');
    const startedAt = performance.now();
    await page.keyboard.press('Enter');
    await page.getByText(`${FILES.toLocaleString('en')} names`).waitFor({ timeout: 60_000 });
    await page.getByRole('grid', { name: 'Files in /many' }).getByText('file1', { exact: true }).waitFor();
    times.push(performance.now() - startedAt);
    await context.close();
  }
  record({
    measure: 'folder of 100,000 files opens',
    value: Math.round(median(times)),
    unit: 'ms',
    bar: 2000,
    note: 'running container, from Enter to the sorted list on the screen',
  });
});

bench('1 GB up and down', async ({ api, app }) => {
  bench.setTimeout(900_000);
  const id = await makeContainer(api, 'bench-big-file', { command: IDLE });
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-bench-files-'));
  const source: FileSource = { kind: 'container', context: 'default', id };
  const { client, close } = speakTo(app.url);
  const noise = Buffer.alloc(PIECE, 'gantry files ');
  const [local, back] = [path.join(dir, 'big'), path.join(dir, 'back')];
  await pipeline(Readable.from(pieces(noise)), createWriteStream(local));
  const times = { up: [] as number[], cliUp: [] as number[], down: [] as number[], cliDown: [] as number[] };

  async function upload(): Promise<void> {
    const items = [{ path: 'ours', kind: 'file' as const, sizeBytes: BYTES }];
    const { jobId, uploadId } = await client.files.upload({
      source,
      directory: '/',
      items,
      rights: {},
      isReplacing: true,
    });
    const sending = new Set<Promise<void>>();
    const file = await open(local);
    for await (const bytes of file.createReadStream({ highWaterMark: PIECE })) {
      const sent = client.uploads
        .write({ uploadId, bytes: Uint8Array.from(bytes as Buffer) })
        .finally(() => sending.delete(sent));
      sending.add(sent);
      if (sending.size >= AHEAD) await Promise.race(sending);
    }
    await Promise.all(sending);
    await client.uploads.end({ uploadId });
    await isDone(jobId);
  }

  async function isDone(jobId: string): Promise<void> {
    for await (const change of client.jobs.watch({})) {
      const changed = change.type === 'snapshot' ? change.items : change.upserted;
      const job = changed.find((one) => one.id === jobId && one.state !== 'running');
      if (job && job.state !== 'done') throw new Error(JSON.stringify(job.error));
      if (job) return;
    }
  }

  async function download(): Promise<void> {
    const { downloadUrl = '' } = await client.files.download({ source, paths: ['/theirs'] });
    const response = await fetch(new URL(downloadUrl, app.url));
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(back));
    if ((await stat(back)).size !== BYTES) throw new Error('Not all of it came.');
  }

  try {
    for await (const _access of client.files.access({ source })) break; // as with a page that is open
    for (let round = 0; round < ROUNDS; round++) {
      times.cliUp.push(await timed(() => cp(local, `${id}:/theirs`)));
      times.up.push(await timed(upload));
      times.cliDown.push(await timed(() => cp(`${id}:/theirs`, back)));
      times.down.push(await timed(download));
    }
  } finally {
    close();
    await rm(dir, { recursive: true, force: true });
  }
  for (const [what, ours, theirs] of [
    ['upload', times.up, times.cliUp],
    ['download', times.down, times.cliDown],
  ] as const) {
    record({
      measure: `${what} of 1 GB`,
      value: Number((median(ours) / median(theirs)).toFixed(2)),
      unit: '× docker cp',
      bar: 1.2,
      note: `${(median(ours) / 1000).toFixed(2)} s, docker cp ${(median(theirs) / 1000).toFixed(2)} s`,
    });
  }
});

function* pieces(noise: Buffer): Generator<Buffer> {
  for (let left = BYTES; left > 0; left -= noise.length) yield noise.subarray(0, Math.min(left, noise.length));
}

async function timed(run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function cp(from: string, to: string): Promise<void> {
  const { cliPath, socketPath } = testEngine();
  const child = spawn(cliPath, ['--host', `unix://${socketPath}`, 'cp', '--quiet', from, to], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`docker cp ended with ${code}.`);
}
