import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { testEngine } from '../../engine/testing/testEngine.ts';
import type { FileSource } from '../../contract/model/files.ts';
import { IDLE, makeContainer } from '../support/containers.ts';
import { speakTo } from '../support/rawRequests.ts';
import { startApp } from '../support/runningApp.ts';
import { startDesktopWay } from './desktopWay.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const FILES = 100_000;
const ROUNDS = 6; // each of three ways is the first twice
const BYTES = 1_000_000_000;
const PIECE = 1024 * 1024;
const LARGE_BYTES = 5_000_000_000;

bench('a directory of 100,000 files', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  const id = await makeContainer(api, 'bench-many-files', { command: IDLE });
  await docker('exec', id, 'sh', '-c', `mkdir /many; cd /many; seq 1 ${FILES} | sed 's/^/file/' | xargs touch`);
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

bench('1 GB up and down, and 5 GB', async ({ api, chromium }) => {
  bench.setTimeout(1_800_000);
  // Not through the proxy that counts: it reads along.
  const app = await startApp(api.socketPath);
  const id = await makeContainer(api, 'bench-big-file', { command: IDLE });
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-bench-files-'));
  const source: FileSource = { kind: 'container', context: 'default', id };
  const { client, close } = speakTo(app.url);
  const desktop = await startDesktopWay(api.socketPath);
  const page = await chromium.newPage();
  await page.goto(app.url);
  await page.evaluate(() => {
    const field = document.createElement('input');
    field.type = 'file';
    field.ariaLabel = 'File to send';
    document.body.append(field);
  });
  const memory = { up: 0, down: 0 };
  const noise = Buffer.alloc(PIECE, 'gantry files ');
  const [local, back] = [path.join(dir, 'big'), path.join(dir, 'back')];
  await pipeline(Readable.from(pieces(noise)), createWriteStream(local));
  const ways = {
    cli: { up: () => cp(local, `${id}:/theirs`), down: () => cp(`${id}:/theirs`, back) },
    desktop: { up: desktopUpload, down: desktopDownload },
    browser: { up: upload, down: download },
  };
  const newTimes = () => ({ up: [] as number[], down: [] as number[] });
  const times = { cli: newTimes(), browser: newTimes(), desktop: newTimes() };

  async function upload(file = local, sizeBytes = BYTES): Promise<void> {
    const items = [{ path: 'ours', kind: 'file' as const, sizeBytes }];
    const into = { source, directory: '/', items, rights: {}, isReplacing: true };
    const { jobId, uploadUrl = '' } = await client.files.upload(into);
    await page.getByLabel('File to send').setInputFiles(file);
    // As the page does it: the browser reads the file from the disk, and sends it.
    await page.evaluate(async (url) => {
      const field = document.querySelector<HTMLInputElement>('[aria-label="File to send"]');
      await fetch(url, { method: 'PUT', body: new Blob([...(field?.files ?? [])]) });
    }, uploadUrl);
    await isDone(jobId);
  }

  async function isDone(jobId: string, { jobs } = client): Promise<void> {
    for await (const change of jobs.watch({})) {
      const changed = change.type === 'snapshot' ? change.items : change.upserted;
      const job = changed.find((one) => one.id === jobId && one.state !== 'running');
      if (job && job.state !== 'done') throw new Error(JSON.stringify(job.error));
      if (job) return;
    }
  }

  /** As the page does it: the browser writes the file. */
  async function download(sizeBytes = BYTES): Promise<void> {
    const { downloadUrl = '' } = await client.files.download({
      source,
      paths: [sizeBytes === BYTES ? '/theirs' : '/ours'],
    });
    const begun = page.waitForEvent('download');
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.download = '';
      link.click();
    }, downloadUrl);
    const download = await begun;
    if ((await stat(await download.path())).size !== sizeBytes) throw new Error('Not all of it came.');
    await download.delete();
  }

  async function desktopUpload(): Promise<void> {
    const items = [{ path: 'ours', kind: 'file' as const, sizeBytes: BYTES }];
    const upload = await desktop.client.files.upload({ source, directory: '/', items, rights: {}, isReplacing: true });
    await desktop.choose(upload.uploadId, local);
    await isDone(upload.jobId, desktop.client);
  }

  async function desktopDownload(): Promise<void> {
    desktop.saveAs(back);
    const { jobId } = await desktop.client.files.download({ source, paths: ['/theirs'] });
    await isDone(jobId, desktop.client);
    if ((await stat(back)).size !== BYTES) throw new Error('Not all of it came.');
  }

  /** The most that the server holds in memory meanwhile, above what it held before; in MB. */
  async function memoryOf(run: () => Promise<void>): Promise<number> {
    const residentMegabytes = async () =>
      Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${app.child.pid}/status`, 'utf8'))?.[1]) / 1000;
    const before = await residentMegabytes();
    let most = before;
    const timer = setInterval(() => void residentMegabytes().then((now) => (most = Math.max(most, now))), 100);
    await run().finally(() => clearInterval(timer));
    return Math.round(most - before);
  }

  try {
    // As with a page that is open.
    for await (const _access of client.files.access({ source })) break;
    for await (const _access of desktop.client.files.access({ source })) break;
    for (let round = 0; round < ROUNDS; round++) {
      // Whoever comes later finds the disk and its cache in another state: each has its turn to be first.
      for (const way of turn(round)) {
        await docker('exec', id, 'rm', '-f', '/theirs', '/ours');
        times[way].up.push(await timed(ways[way].up));
      }
      await cp(local, `${id}:/theirs`);
      for (const way of turn(round)) {
        await rm(back, { force: true });
        times[way].down.push(await timed(ways[way].down));
      }
    }
    await docker('exec', id, 'rm', '-f', '/theirs', '/ours');
    const sparse = path.join(dir, 'sparse');
    await writeFile(sparse, '');
    await truncate(sparse, LARGE_BYTES);
    memory.up = await memoryOf(() => upload(sparse, LARGE_BYTES));
    memory.down = await memoryOf(() => download(LARGE_BYTES));
  } finally {
    close();
    await desktop.close();
    await page.close();
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  }
  for (const way of ['desktop', 'browser'] as const) {
    for (const [what, direction] of [
      ['upload', 'up'],
      ['download', 'down'],
    ] as const) {
      const [ours, theirs] = [median(times[way][direction]), median(times.cli[direction])];
      record({
        measure: `${what} of 1 GB, in the ${way === 'desktop' ? 'desktop app’s way' : 'browser'}`,
        value: Number((ours / theirs).toFixed(2)),
        unit: '× docker cp',
        bar: 1.2,
        note: `${(ours / 1000).toFixed(2)} s, docker cp ${(theirs / 1000).toFixed(2)} s`,
      });
    }
  }
  for (const [what, megabytes] of Object.entries(memory)) {
    record({
      measure: `5 GB ${what}: memory of the server above what it had`,
      value: megabytes,
      unit: 'MB',
      note: 'a sparse file on this machine, a whole one in the container',
    });
  }
});

function* pieces(noise: Buffer): Generator<Buffer> {
  for (let left = BYTES; left > 0; left -= noise.length) yield noise.subarray(0, Math.min(left, noise.length));
}

/** What others wrote is on the disk by then: else whoever comes later waits for it. */
async function timed(run: () => Promise<void>): Promise<number> {
  await promisify(execFile)('sync');
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

function turn(round: number): readonly ('cli' | 'desktop' | 'browser')[] {
  const all = ['cli', 'desktop', 'browser'] as const;
  return all.map((_way, index) => all[(index + round) % all.length]!);
}

const cp = (from: string, to: string): Promise<void> => docker('cp', '--quiet', from, to);

async function docker(...words: readonly string[]): Promise<void> {
  const { cliPath, socketPath } = testEngine();
  const child = spawn(cliPath, ['--host', `unix://${socketPath}`, ...words], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`docker ${words[0]} ended with ${code}.`);
}
