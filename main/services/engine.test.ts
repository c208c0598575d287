import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { engine as contract } from '../../contract/services/engine.ts';
import { Settings } from '../../contract/model/settings.ts';
import { type OwnEngine, createEngine, createOwnEngine } from '../../engine/index.ts';
import { type JobList, createJobs } from '../jobs/createJobs.ts';
import { createEngineService } from './engine.ts';

/** An archive without a checksum is not even asked for: nothing here needs a network. */
const UNPINNED = {
  name: 'docker',
  version: '1.2.3',
  url: 'http://127.0.0.1:1/',
  format: 'tar.gz',
  folder: '.',
} as const;
const manifest = {
  programs: [],
  debian: { suites: [], mirror: '', keyring: '', packages: [], ifMissing: [] },
  dockerStatic: { [process.arch]: [UNPINNED] },
};

let dir: string;
let engine: OwnEngine;
let jobs: JobList;
let settings: Settings;
let rescans: number;
let offered: Uint8Array[];
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-engine-'));
  settings = Settings.parse({});
  rescans = 0;
  offered = [];
  engine = createOwnEngine({
    ...{ dataDir: dir, env: { ...process.env, GANTRY_GUEST: path.join(dir, 'no-guest') }, platform: 'linux' },
    native: createEngine({ dir, env: process.env, manifest }),
    choices: {
      current: () => settings.engine,
      save: (chosen) => Promise.resolve(void (settings = { ...settings, engine: chosen })),
    },
  });
  jobs = createJobs();
});
afterEach(async () => {
  await jobs.close();
  await engine.close();
  await rm(dir, { recursive: true });
});

function client() {
  const [a, b] = memoryPipe();
  const service = createEngineService({
    ...{ engine, jobs, env: {} },
    settings: {
      current: () => settings,
      update: (change) => Promise.resolve(void (settings = { ...settings, ...change } as Settings)),
      check: () => {},
    },
    host: {
      offerFile: async (file) => {
        for await (const chunk of file.open(new AbortController().signal)) offered.push(chunk);
        return { downloadUrl: '/download/1', finished: Promise.resolve({ sizeBytes: 1 }) };
      },
    },
    ownContext: { dir: () => Promise.resolve(undefined), remove: () => Promise.resolve() },
    rescan: () => Promise.resolve(void (rescans += 1)),
  });
  serve({ engine: contract }, { engine: service }, b);
  return connect({ engine: contract }, a).engine;
}

test('the first thing that is told of an engine is what was found on the disk', async () => {
  for await (const status of client().watch({})) {
    expect(status.state.type).toBe('absent');
    expect(status.endpoint).toBe(`unix://${dir}/run/docker.sock`);
    expect(status.state.type === 'absent' && status.state.requirements.length).toBeGreaterThan(3);
    break;
  }
});

test('an installation that is refused is a job that failed, and an engine that says why', async () => {
  const { jobId } = await client().install({ source: 'docker-static' });
  await expect.poll(() => jobs.feed.get(jobId)?.state).toBe('failed');
  expect(jobs.feed.get(jobId)?.error?.message).toMatch(/no checksum/);
  expect(engine.status.state).toMatchObject({ type: 'failed', cause: { code: 'unsupported' } });
});

test('what is not installed can be neither started nor configured, but its settings and log can be read', async () => {
  await expect(client().start({})).rejects.toMatchObject({ error: { code: 'not-found', hint: expect.any(String) } });
  await expect(client().saveSettings({ text: '{}' })).rejects.toMatchObject({ error: { code: 'not-found' } });
  await expect(client().saveSettings({ text: '{' })).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  expect(await client().settings({})).toEqual({ text: '{}', needsRestart: false });
  for await (const lines of client().log({ tail: 10 })) {
    expect(lines).toEqual([]);
    break;
  }
});

test('who chooses the VM follows its engine from then on; the choice is kept, and the contexts are looked for again', async () => {
  const seen: string[] = [];
  let lastEndpoint = '';
  for await (const { mode, endpoint, places } of client().watch({})) {
    if (seen.at(-1) === mode) continue;
    seen.push(mode);
    expect(places).toEqual(['native', 'vm']);
    lastEndpoint = endpoint;
    if (mode === 'vm') break;
    await client().choosePlace({ place: 'vm' });
  }
  expect(seen.at(-1)).toBe('vm');
  expect(lastEndpoint).toBe(`unix://${dir}/engine-vm/docker.sock`);
  expect(settings.engine.place).toBe('vm');
  expect(rescans).toBe(1);
});

test('what the VM may take is kept, and told with what it comes to; without a guest its start says what to do', async () => {
  await client().saveVm({ cpus: 1, saverMinutes: 5, passesProxies: true, passesCertificates: false });
  expect(await client().vm({})).toMatchObject({
    choices: { cpus: 1, saverMinutes: 5 },
    resources: { cpus: 1, memoryBytes: expect.any(Number) },
    hypervisors: [{ hypervisor: 'qemu' }],
    restartFor: [],
    disk: { takenBytes: 0 },
  });
  await client().choosePlace({ place: 'vm' });
  expect(await client().requirements({})).toContainEqual(
    expect.objectContaining({
      name: 'Parts of the VM',
      isMet: false,
      remedy: expect.stringContaining('npm run guest'),
    }),
  );
  await expect(client().start({})).rejects.toMatchObject({ error: { code: 'unsupported' } });
  await expect(client().fix({ requirement: 'Parts of the VM' })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

test('the diagnostics are a file, which is offered', async () => {
  expect(await client().diagnostics({})).toEqual({ downloadUrl: '/download/1' });
  expect(Buffer.concat(offered).subarray(0, 2).toString('hex')).toBe('1f8b');
});
