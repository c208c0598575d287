import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import type { InstallProgress } from '../lifecycle/api.ts';
import { install } from './install.ts';
import { binPath, readInstallation } from './installation.ts';
import { type Archive, type Manifest, manifest } from './manifest.ts';
import { findProgram } from './programs.ts';

let dir = '';
let archive = Buffer.alloc(0);
let server: Server;
let url = '';
let ranges: (string | undefined)[] = [];
/** While set, the server sends a part only and then waits; calling it breaks the connection. */
let breakOff: (() => void) | undefined;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-static-'));
  const content = path.join(dir, 'content/docker');
  await mkdir(content, { recursive: true });
  for (const name of ['dockerd', 'containerd', 'docker']) {
    await writeFile(path.join(content, name), `#!/bin/sh\necho ${name} 1.2.3\n`, { mode: 0o755 });
  }
  await writeFile(
    path.join(content, 'filler'),
    Buffer.from(Array.from({ length: 400_000 }, () => Math.random() * 256)),
  );
  execFileSync('tar', ['-czf', path.join(dir, 'docker.tgz'), '-C', path.join(dir, 'content'), 'docker']);
  archive = await readFile(path.join(dir, 'docker.tgz'));
  server = createServer((request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = range ? Number(/^bytes=(\d+)-/.exec(range)?.[1]) : 0;
    const body = archive.subarray(from);
    response.writeHead(range ? 206 : 200, { 'content-length': body.length });
    if (!breakOff) return response.end(body);
    breakOff = () => response.destroy();
    response.write(body.subarray(0, 100_000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docker.tgz`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

beforeEach(() => {
  ranges = [];
  breakOff = undefined;
});

const sha256 = () => createHash('sha256').update(archive).digest('hex');

function request(name: string, patch: Partial<Archive>, signal = new AbortController().signal) {
  const one: Archive = { name: 'docker', version: '1.2.3', url, format: 'tar.gz', folder: '.', ...patch };
  const own: Manifest = { ...manifest, dockerStatic: { [process.arch]: [one] } };
  const steps: string[] = [];
  const installDir = path.join(dir, name);
  const onProgress = ({ step, doneBytes }: InstallProgress) => {
    if (steps.at(-1) !== step) steps.push(step);
    if (doneBytes) breakOff?.();
  };
  const run = () =>
    install({ installDir, manifest: own, source: 'docker-static', env: process.env, signal, onProgress });
  return { installDir, steps, run };
}

async function errorOf(work: Promise<unknown>) {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppFailure);
  return (thrown as AppFailure).error;
}

describe('archives', () => {
  test('what has the right checksum is unpacked, tried and recorded', async () => {
    const { installDir, steps, run } = request('good', { sha256: sha256() });
    const installation = await run();
    expect(installation.parts).toEqual([
      { name: 'docker', version: '1.2.3', source: 'docker-static', sha256: sha256() },
    ]);
    expect(await readInstallation(installDir)).toEqual(installation);
    expect(await findProgram('dockerd', binPath(path.join(installDir, installation.id)))).toBeDefined();
    expect(steps).toEqual(['Downloading docker 1.2.3', 'Unpacking docker', 'Trying the programs']);
    expect((await readdir(installDir)).toSorted()).toEqual([installation.id, 'installed.json'].toSorted());
  });

  test('without a checksum nothing is even asked for', async () => {
    const { run } = request('unpinned', {});
    expect(await errorOf(run())).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('no checksum'),
    });
    expect(ranges).toEqual([]);
  });

  test('what has another checksum is thrown away, and nothing is installed', async () => {
    const { installDir, run } = request('wrong', { sha256: '0'.repeat(64) });
    expect(await errorOf(run())).toMatchObject({ message: expect.stringContaining('not what was expected') });
    expect(await readInstallation(installDir)).toBeUndefined();
    expect((await readdir(path.join(installDir, 'work'))).filter((name) => name.includes('docker'))).toEqual([]);
  });

  test('a download that breaks off goes on where it stopped', async () => {
    const { installDir, run } = request('broken', { sha256: sha256() });
    breakOff = () => {};
    expect((await errorOf(run())).message).toMatch(/could not be downloaded/);
    expect(await readInstallation(installDir)).toBeUndefined();
    breakOff = undefined;
    await run();
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test('a cancelled one leaves what was installed before, and nothing half-done', async () => {
    const before = await request('cancelled', { sha256: sha256() }).run();
    const abort = new AbortController();
    const { installDir } = request('cancelled', {});
    const { run } = request('cancelled', { sha256: sha256(), version: '1.2.4' }, abort.signal);
    abort.abort();
    expect((await errorOf(run())).code).toBe('cancelled');
    expect(await readInstallation(installDir)).toEqual(before);
    expect((await readdir(installDir)).filter((name) => name.startsWith('unfinished'))).toEqual([]);
  });

  test('programs that do not run here are not installed', async () => {
    const whole = archive;
    const content = path.join(dir, 'content/docker/dockerd');
    await writeFile(content, '#!/no/such/loader\n', { mode: 0o755 });
    execFileSync('tar', ['-czf', path.join(dir, 'docker.tgz'), '-C', path.join(dir, 'content'), 'docker']);
    archive = await readFile(path.join(dir, 'docker.tgz'));
    try {
      const { installDir, run } = request('foreign', { sha256: sha256() });
      expect((await errorOf(run())).message).toMatch(/dockerd/);
      expect(await readInstallation(installDir)).toBeUndefined();
    } finally {
      archive = whole;
    }
  });
});
