import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Agent, request, type RequestOptions } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { VmChoices } from '../../contract/model/engineVm.ts';
import { buildForTests } from '../../engine/guest/testing/builtGuest.ts';
import { importBusybox } from '../../engine/testing/busyboxImage.ts';
import { endWithThisProcess } from '../../engine/testing/endWithThisProcess.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { createVmEngine } from '../../engine/vm/engine/createVmEngine.ts';
import { createQemuDriver } from '../../engine/vm/qemu/driver.ts';
import { createFolderSharing } from '../../engine/vm/shares/sharing.ts';
import { qemuForTests } from '../../engine/vm/testing/qemuForTests.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const run = promisify(execFile);
const MIB = 2 ** 20;
/** `GANTRY_BENCH_VM_STARTS=50` for the figure of the document. */
const STARTS = Number(process.env['GANTRY_BENCH_VM_STARTS'] ?? 3);
const ROUNDS = 200;

/** The engine in the real guest, emulated. */
bench('vm', async () => {
  bench.setTimeout(600_000 + STARTS * 120_000);
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-vmb-'));
  endWithThisProcess(dir);
  const { cliPath } = testEngine();
  const { dir: guestDir } = await buildForTests('amd64', path.join(dir, 'guest'));
  const bundledDir = await qemuForTests();
  const shared = path.join(dir, 'shared');
  await mkdir(shared);
  const folders = () => [{ path: shared, isReadOnly: false }];
  let saverMinutes = 0;
  const engine = createVmEngine({
    ...{ dir: path.join(dir, 'engine'), guestDir, env: process.env, saverTickMs: 500, shares: folders },
    services: [createFolderSharing(folders, 'linux').service],
    createDriver: () => createQemuDriver({ env: process.env, arch: 'amd64', accelerator: 'tcg', bundledDir }),
    choices: () => ({ ...VmChoices.parse({}), cpus: 2, memoryBytes: 2048 * MIB, diskBytes: 8192 * MIB, saverMinutes }),
  });
  const docker = async (...args: readonly string[]) =>
    (await run(cliPath, ['--host', engine.endpoint, ...args])).stdout.trim();
  try {
    const starts: number[] = [];
    let failed = 0;
    for (let count = 0; count < STARTS; count++) {
      const at = performance.now();
      await engine.start().then(
        () => starts.push((performance.now() - at) / 1000),
        () => (failed += 1),
      );
      if (count < STARTS - 1) await engine.stop();
    }
    record({
      measure: 'cold start to the API’s first answer, TCG, two cores, quiet machine',
      value: median(starts),
      unit: 's',
      bar: 10,
      note: `${starts.length} of ${starts.length + failed} starts; slowest ${Math.max(...starts).toFixed(1)} s, the first makes the file system`,
    });
    if (engine.status.state.type !== 'running') await engine.start();
    await importBusybox(cliPath, engine.socketPath);
    await new Promise((resolve) => setTimeout(resolve, 10_000));

    const free = await docker('run', '--rm', '--pid=host', '--privileged', 'busybox', 'cat', '/proc/meminfo');
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(free)?.[1]);
    const used = kib('MemTotal') - kib('MemFree') - kib('Buffers') - kib('Cached') - kib('SReclaimable');
    record({
      measure: 'memory used in the idle guest',
      value: used / 1024,
      unit: 'MB',
      bar: 80,
      note: 'MemTotal less free, buffers, cache and reclaimable slab; with the container that asks',
    });

    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const pings: number[] = [];
    for (let round = -20; round < ROUNDS; round++) {
      const took = await timed({ agent, socketPath: engine.socketPath, path: '/_ping' });
      if (round >= 0) pings.push(took);
    }
    agent.destroy();
    record({ measure: 'a request through SSH to the guest, sequential', value: median(pings), unit: 'ms', bar: 6 });

    const port = await freePort();
    const serve = 'mkdir -p /www; echo hello >/www/index.html; exec httpd -f -p 80 -h /www';
    await docker('run', '-d', '--name', 'web', '-p', `127.0.0.1:${port}:80`, 'busybox', 'sh', '-c', serve);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const inside = `i=0; while [ $i -lt 50 ]; do wget -q -O - http://127.0.0.1/ >/dev/null; i=$((i+1)); done`;
    const insideAt = performance.now();
    await docker('exec', 'web', 'sh', '-c', inside);
    const insideMs = (performance.now() - insideAt) / 50;
    const fetches: number[] = [];
    for (let round = 0; round < 50; round++) fetches.push(await timed({ port, path: '/', agent: false }));
    record({
      measure: 'published port: connect + first byte, added by our path',
      value: Math.max(0, median(fetches) - insideMs),
      unit: 'ms',
      bar: 3,
      note: `from the host ${median(fetches).toFixed(1)} ms; in the container itself, a program for each, ${insideMs.toFixed(1)} ms`,
    });
    await docker('rm', '-f', 'web');

    const file = path.join(dir, 'engine/vm/data.qcow2');
    const takenBytes = async () => (await stat(file)).blocks * 512;
    const before = await takenBytes();
    await docker('run', '--name', 'big', 'busybox', 'sh', '-c', 'dd if=/dev/urandom of=/big bs=1M count=1024 && sync');
    const full = await takenBytes();
    await docker('rm', 'big');
    const deadline = Date.now() + 120_000;
    while ((await takenBytes()) > before + 50 * MIB && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 500));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    record({
      measure: 'disk file after writing and deleting 1 GB',
      value: ((await takenBytes()) - before) / MIB,
      unit: 'MB',
      bar: 50,
      note: `it had grown by ${((full - before) / MIB).toFixed(0)} MB`,
    });

    const { state } = engine.status;
    const pid = state.type === 'running' ? state.pid : 0;
    const residentBytes = async () =>
      Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
    const tmpfs = ['run', '--rm', '--tmpfs', '/t:size=700m', 'busybox', 'sh', '-c'];
    let isFreed = false;
    const freed = docker(...tmpfs, 'dd if=/dev/zero of=/t/big bs=1M count=600; sleep 2').finally(
      () => (isFreed = true),
    );
    let most = 0;
    while (!isFreed) {
      most = Math.max(most, await residentBytes());
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await freed;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    record({
      measure: 'memory back on the host 10 s after the guest has freed 600 MB',
      value: (most - (await residentBytes())) / MIB,
      unit: 'MB',
      note: `QEMU had ${(most / MIB).toFixed(0)} MB`,
    });

    await writeFile(path.join(shared, 'big'), randomBytes(100 * MIB));
    const bound = ['run', '--rm', '-v', `${shared}:/s`, '-w', '/s', 'busybox', 'sh', '-c'];
    const secondsOf = async (script: string) => {
      const said = await docker(...bound, `{ time ${script}; } 2>&1`);
      const [, minutes, seconds] = /real\s+(\d+)m ([\d.]+)s/.exec(said) ?? [];
      return Number(minutes) * 60 + Number(seconds);
    };
    for (const [what, script] of [
      ['read', 'cat big >/dev/null'],
      ['written', 'dd if=/dev/zero of=big2 bs=1M count=100'],
    ] as const)
      record({
        measure: `a shared folder over SSH, 100 MB ${what}`,
        value: 100 / (await secondsOf(script)),
        unit: 'MB/s',
      });

    saverMinutes = 1 / 60;
    while (engine.status.state.type !== 'stopped') await new Promise((resolve) => setTimeout(resolve, 500));
    saverMinutes = 0;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const wokenAt = performance.now();
    await docker('version');
    record({
      measure: 'first request to a sleeping VM, until it is answered',
      value: (performance.now() - wokenAt) / 1000,
      unit: 's',
      bar: median(starts),
      note: 'the bar is the cold start of this run',
    });
  } finally {
    await engine.stop();
    await engine.close();
    await rm(dir, { recursive: true, force: true });
  }
});

/** Until the first byte of the answer. */
function timed(options: RequestOptions): Promise<number> {
  const at = performance.now();
  return new Promise((resolve, reject) => {
    request(options, (answer) => {
      const took = performance.now() - at;
      answer.resume().once('end', () => resolve(took));
    })
      .once('error', reject)
      .end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
