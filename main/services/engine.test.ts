import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { engine as contract } from '../../contract/services/engine.ts';
import { type Engine, createEngine } from '../../engine/index.ts';
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
let engine: Engine;
let jobs: JobList;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-engine-'));
  engine = createEngine({ dir, env: process.env, manifest });
  jobs = createJobs();
});
afterEach(async () => {
  await jobs.close();
  await engine.close();
  await rm(dir, { recursive: true });
});

function client() {
  const [a, b] = memoryPipe();
  serve({ engine: contract }, { engine: createEngineService({ engine, jobs }) }, b);
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
