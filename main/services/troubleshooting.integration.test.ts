import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SelfTestStep } from '../../contract/model/troubleshooting.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { createGantry, type Gantry } from '../gantry.ts';
import { run } from '../../engine/native/command.ts';

let dataDir: string;
let gantry: Gantry;
let offered: Buffer | undefined;
const never = new AbortController().signal;

const start = async () => {
  gantry = await createGantry({
    version: '1.2.3',
    dataDir,
    env: {
      ...process.env,
      DOCKER_HOST: `unix://${testEngine().socketPath}`,
      DOCKER_CONFIG: path.join(dataDir, 'docker'),
      HTTPS_PROXY: 'http://me:planted-env@127.0.0.1:9',
    },
    host: {
      mode: 'browser',
      async offerFile(file) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of file.open(never)) chunks.push(chunk);
        offered = Buffer.concat(chunks);
        return { finished: Promise.resolve({ sizeBytes: offered.length }) };
      },
    },
  });
};
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-trouble-'));
  offered = undefined;
  await start();
});
afterEach(async () => {
  await gantry.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The context of `DOCKER_HOST`, once it is connected. */
async function contextName(): Promise<string> {
  for await (const list of gantry.handlers.contexts.watch({}, AbortSignal.timeout(10_000))) {
    const selected = list.find(({ isSelected }) => isSelected);
    if (selected?.state.type === 'connected') return selected.name;
  }
  throw new Error('no context');
}
const leftBehind = async () => {
  const cli = async (...args: string[]) =>
    (await run(testEngine().cliPath, ['--host', `unix://${testEngine().socketPath}`, ...args], { env: process.env }))
      .stdout;
  const containers = await cli('ps', '--all', '--quiet', '--filter', 'label=gantry.helper=self-test');
  return containers + (await cli('images', '--quiet', '--filter', 'label=gantry.helper=self-test'));
};

test('the self-test makes, runs, publishes, reaches and removes, and says how long each took', async () => {
  const context = await contextName();
  let last: readonly SelfTestStep[] = [];
  const running: string[] = [];
  for await (const steps of gantry.handlers.troubleshooting.selfTest({ context }, never)) {
    last = steps;
    running.push(...steps.filter(({ state }) => state === 'running').map(({ id }) => id));
  }
  expect(last.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'engine done',
    'image done',
    'run done',
    'publish done',
    'reach done',
    'remove done',
  ]);
  expect(running).toEqual(['engine', 'image', 'run', 'publish', 'reach', 'remove']);
  for (const { durationMs, command } of last) {
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(command).toMatch(/^(docker|curl) /);
  }
  expect(await leftBehind()).toBe('');
});

test('who stops reading stops the self-test, and nothing of it is left', async () => {
  const context = await contextName();
  for await (const steps of gantry.handlers.troubleshooting.selfTest({ context }, never)) {
    if (steps.some(({ id, state }) => id === 'publish' && state === 'running')) break;
  }
  expect(await leftBehind()).toBe('');
});

test('an engine that does not answer fails at its step, with what to do, and the rest is not tried', async () => {
  let last: readonly SelfTestStep[] = [];
  for await (const steps of gantry.handlers.troubleshooting.selfTest({ context: 'nobody' }, never)) last = steps;
  expect(last.map(({ state }) => state)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped']);
  expect(last[0]?.error).toMatchObject({ code: 'not-found' });
});

test('the diagnostics hold logs, settings and facts, and none of the secrets that were planted', async () => {
  const context = await contextName();
  const { handlers } = gantry;
  await handlers.app.updateSettings(
    { proxy: { mode: 'manual', http: 'http://me:planted-settings@proxy:3128', https: '', noProxy: '' } },
    never,
  );
  await writeFile(
    path.join(dataDir, 'gantry.log'),
    'Authorization: Bearer planted-bearer\n-e DB_PASSWORD=planted-password\n{"X-Registry-Auth":"planted-auth"}\n-----BEGIN PRIVATE KEY-----\nplanted-key\n-----END PRIVATE KEY-----\n',
    { flag: 'a' },
  );
  const { files } = await handlers.troubleshooting.bundle({ context }, never);
  const text = gunzipSync(offered ?? Buffer.alloc(0)).toString('latin1');
  for (const name of [
    'gantry.json',
    'settings.json',
    'contexts.json',
    'gantry.log',
    'context/info.json',
    'engine/daemon.json',
  ]) {
    expect(files).toContain(name);
    expect(text).toContain(`gantry/${name}`);
  }
  expect(text).toContain('ServerVersion');
  expect(text).toContain('Gantry 1.2.3 starts');
  expect(text).toContain('@proxy:3128');
  expect(text).not.toMatch(/planted-/);
});

test('settings and layout are reset at once; what is in use is reset at the next start', async () => {
  const { troubleshooting, app } = gantry.handlers;
  await app.updateSettings({ theme: 'dark', layout: { 'a.b': 1 } }, never);
  await troubleshooting.reset({ part: 'layout' }, never);
  const settings = async () => {
    for await (const now of gantry.handlers.app.settings({}, AbortSignal.timeout(5000))) return now;
    throw new Error('no settings');
  };
  expect(await settings()).toMatchObject({ theme: 'dark', layout: {} });
  await troubleshooting.reset({ part: 'settings' }, never);
  expect(await settings()).toMatchObject({ theme: 'system' });
  await writeFile(path.join(dataDir, 'run-presets.json'), '{"version":1,"presets":[]}');
  await troubleshooting.reset({ part: 'presets' }, never);
  expect(await readdir(dataDir)).toContain('run-presets.json');
  await gantry.close();
  await start();
  expect(await readdir(dataDir)).not.toContain('run-presets.json');
});
