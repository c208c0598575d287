import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { buildImage } from '../support/images.ts';
import { speakTo } from '../support/rawRequests.ts';
import { startApp } from '../support/runningApp.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const ROUNDS = 5;
const IMAGE = 'gantry-bench/layers:1';
/** Three layers, together 20,000 files of 50 kB: one gigabyte. */
const LAYERS = [12_000, 6000, 2000];
const FILE_BYTES = 50_000;

bench('the layers of a 1 GB image of 20,000 files', async ({ api }) => {
  bench.setTimeout(900_000);
  const noise = randomBytes(1_000_000);
  const files = LAYERS.flatMap((count, layer) =>
    Array.from({ length: count }, (_, index) => {
      const from = (index * 977 + layer) % (noise.byteLength - FILE_BYTES);
      return {
        name: `${layer}/dir${Math.floor(index / 200)}/file${index}`,
        content: noise.subarray(from, from + FILE_BYTES),
      };
    }),
  );
  const copies = LAYERS.map((_, layer) => `COPY ${layer} /data/${layer}`).join('\n');
  await buildImage(api, IMAGE, `FROM busybox\n${copies}\nRUN rm -r /data/1/dir1`, files);
  const saves: number[] = [];
  const openings: number[] = [];
  const rises: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      saves.push(await save());
      // A new app each time: what it has read once it keeps.
      const { elapsedMs, riseBytes } = await opening(api.socketPath);
      openings.push(elapsedMs);
      rises.push(riseBytes);
    }
  } finally {
    await api.call('DELETE', `/images/${IMAGE}?force=1`);
  }
  record({
    measure: 'layer explorer opens a 1 GB image of 20,000 files',
    value: Number((median(openings) / median(saves)).toFixed(2)),
    unit: '× docker save',
    bar: 1.5,
    note: `${(median(openings) / 1000).toFixed(2)} s, docker save to /dev/null ${(median(saves) / 1000).toFixed(2)} s`,
  });
  record({
    measure: 'memory that opening a 1 GB image takes',
    value: Math.round(Math.max(...rises) / 1e6),
    unit: 'MB',
    bar: 300,
    note: 'rise of the main process’s resident memory, the highest of all rounds',
  });
});

async function save(): Promise<number> {
  const { cliPath, socketPath } = testEngine();
  const startedAt = performance.now();
  const child = spawn('/bin/sh', ['-c', `"${cliPath}" --host "unix://${socketPath}" image save "${IMAGE}" >/dev/null`]);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`docker image save ended with ${code}.`);
  return performance.now() - startedAt;
}

async function opening(socketPath: string): Promise<{ readonly elapsedMs: number; readonly riseBytes: number }> {
  const app = await startApp(socketPath);
  const { client, close } = speakTo(app.url);
  try {
    await client.layers.history({ context: 'default', image: IMAGE }); // connected, warm
    const pid = serverOf(app.child.pid!);
    const before = residentBytes(pid);
    let highest = before;
    const timer = setInterval(() => (highest = Math.max(highest, residentBytes(pid))), 20);
    const startedAt = performance.now();
    let files = 0;
    for await (const step of client.layers.open({ context: 'default', image: IMAGE })) {
      if (step.type !== 'opened') continue;
      ({ files } = step.image);
      const [layer, imageId] = [step.image.layers.length - 1, step.image.imageId];
      await client.layers.children({ context: 'default', imageId, layer, scope: 'all', path: '/' });
    }
    const elapsedMs = performance.now() - startedAt;
    clearInterval(timer);
    if (files < 19_000) throw new Error(`It found only ${files} files.`);
    return { elapsedMs, riseBytes: highest - before };
  } finally {
    close();
    await app.stop();
  }
}

const residentBytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;

/** The process that has the services: what `npm start` starts, if it starts another one. */
function serverOf(pid: number): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return child === undefined ? pid : serverOf(Number(child));
}
