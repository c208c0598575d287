import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppFailure } from '../contract/errors.ts';
import type { EngineState } from '../contract/model/engine.ts';
import { type Engine, createEngine } from './index.ts';
import { bridgeName } from './native/firewall.ts';
import { getJson } from './native/engineApi.ts';
import { enginePaths } from './native/paths.ts';
import { isProcess } from './native/process.ts';
import { readRecord } from './native/record.ts';
import { makeEngineDir } from './testing/abandoned.ts';
import { importBusybox } from './testing/busyboxImage.ts';
import { engineCacheDir } from './testing/startTestEngine.ts';
import { TEST_LABEL } from './testing/testEngine.ts';

let dir = '';
const opened: Engine[] = [];

beforeAll(async () => {
  dir = await makeEngineDir();
  const engine = open();
  await engine.ready();
  if (!engine.tools) await engine.install({ source: 'auto', signal: new AbortController().signal });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
});

afterAll(async () => {
  const engine = open();
  await engine.stop();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

/** A copy of the app's engine: each has its own memory, all have one folder. */
function open(): Engine {
  const engine = createEngine({ dir, installDir: engineCacheDir(), env: process.env });
  opened.push(engine);
  return engine;
}

async function startWithImage(): Promise<void> {
  const engine = open();
  await engine.start();
  await importBusybox(engine.tools?.docker ?? '', engine.socketPath);
}

async function until<T extends EngineState['type']>(
  engine: Engine,
  type: T,
): Promise<Extract<EngineState, { type: T }>> {
  const abort = new AbortController();
  try {
    for await (const { state } of engine.watch(abort.signal)) {
      if (state.type === type) return state as Extract<EngineState, { type: T }>;
    }
  } finally {
    abort.abort();
  }
  throw new Error(`The engine never became ${type}.`);
}

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppFailure);
  return (error as AppFailure).error;
}

const paths = () => enginePaths(dir, '/run');
const docker = (engine: Engine, ...args: string[]) =>
  execFileSync(engine.tools?.docker ?? '', ['--host', engine.endpoint, ...args], { encoding: 'utf8' }).trim();
const info = (engine: Engine) =>
  getJson<{ Debug: boolean; LiveRestoreEnabled: boolean; DockerRootDir: string; Labels: string[] }>(
    engine.socketPath,
    '/info',
    5_000,
  );
const rules = () => execFileSync('iptables-save', { encoding: 'utf8' });
const links = () => execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' });

describe('starting and adopting', () => {
  test('it starts on a data root of its own and says what it is made of', async () => {
    const engine = open();
    const seen: string[] = [];
    const abort = new AbortController();
    const watching = (async () => {
      for await (const { state } of engine.watch(abort.signal)) seen.push(state.type);
    })();
    await engine.ready();
    await engine.start();
    const running = await until(engine, 'running');
    abort.abort();
    await watching;

    expect(seen.at(-1)).toBe('running');
    expect(running.isAdopted).toBe(false);
    expect(await info(engine)).toMatchObject({ DockerRootDir: path.join(dir, 'data'), Debug: false });
    expect(engine.status.parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['containerd', 'runc', 'iptables']),
    );
  });

  test('a new copy of the app adopts the one that runs', async () => {
    const before = await until(open(), 'running');
    await opened[0]?.close();
    const after = await until(open(), 'running');
    expect(after).toMatchObject({ pid: before.pid, isAdopted: true, version: before.version });
  });

  test('two copies that start it at once share one dockerd', async () => {
    const [one, other] = [open(), open()];
    await one.stop();
    await Promise.all([one.start(), other.start()]);
    const [first, second] = [await until(one, 'running'), await until(other, 'running')];
    expect(second.pid).toBe(first.pid);
  });

  test('a process that only has the same number is not adopted', async () => {
    const engine = open();
    await engine.stop();
    await mkdir(paths().runDir, { recursive: true });
    await writeFile(paths().dockerdPid, String(process.pid));
    await engine.start();
    expect((await until(engine, 'running')).pid).not.toBe(process.pid);
  });
});

describe('when it ends unexpectedly', () => {
  beforeAll(startWithImage);

  test('it is started again by itself, and its containers have kept running', async () => {
    const engine = open();
    await engine.start();
    const id = docker(engine, 'run', '--detach', '--label', TEST_LABEL, 'busybox', 'sleep', '1000');
    const startedAt = docker(engine, 'inspect', '--format', '{{.State.StartedAt}}', id);
    const { pid } = await until(engine, 'running');

    process.kill(pid, 'SIGKILL');
    const failed = await until(engine, 'failed');
    expect(failed.retryAt).toBeGreaterThan(Date.now() - 1_000);
    expect(failed.logTail.length).toBeGreaterThan(0);
    const again = await until(engine, 'running');

    expect(again.pid).not.toBe(pid);
    expect(docker(engine, 'inspect', '--format', '{{.State.StartedAt}} {{.State.Running}}', id)).toBe(
      `${startedAt} true`,
    );
    docker(engine, 'rm', '--force', id);
  });

  test('its containers outlive also a restart that fails at first', async () => {
    const engine = open();
    await engine.start();
    const id = docker(engine, 'run', '--detach', '--label', TEST_LABEL, 'busybox', 'sleep', '1000');
    const startedAt = docker(engine, 'inspect', '--format', '{{.State.StartedAt}}', id);
    const { pid } = await until(engine, 'running');

    await writeFile(paths().settings, '{ "storage-driver": "btrfs" }'); // Impossible when it starts.
    process.kill(pid, 'SIGKILL');
    expect((await until(engine, 'failed')).cause.message).toMatch(/ended unexpectedly/);
    await until(engine, 'running');
    expect((await engine.settings()).refused?.message).toMatch(/btrfs/);
    await engine.saveSettings('{}');

    expect(docker(engine, 'inspect', '--format', '{{.State.StartedAt}} {{.State.Running}}', id)).toBe(
      `${startedAt} true`,
    );
    docker(engine, 'rm', '--force', id);
  });

  test('what it left in the firewall about single addresses is gone when it runs again, and what holds stays', async () => {
    const engine = open();
    await engine.start();
    docker(engine, 'network', 'create', '--label', TEST_LABEL, 'gantry-test-kept');
    const id = docker(
      engine,
      'run',
      '--detach',
      '--label',
      TEST_LABEL,
      '--network',
      'gantry-test-kept',
      'busybox',
      'top',
    );
    const { subnets } = await readRecord(paths().record);
    const ours = subnets?.pool.replace('.0.0/16', '') ?? '';
    const left = `${ours}.200.7/32 ! -i br-dead00000000 -j DROP`;
    execFileSync('iptables', ['-w', '-t', 'raw', '-A', 'PREROUTING', '-d', ...left.split(' ')]);
    const inForce = () =>
      rules()
        .split('\n')
        .filter((rule) => rule.startsWith(`-A PREROUTING -d ${ours}.`))
        .sort();
    const before = inForce();
    expect(before.join('\n')).toContain(left);
    const { pid } = await until(engine, 'running');

    process.kill(pid, 'SIGKILL');
    await until(engine, 'failed');
    await until(engine, 'running');

    expect(inForce()).toEqual(before.filter((rule) => !rule.endsWith(left)));
    docker(engine, 'rm', '--force', id);
    docker(engine, 'network', 'rm', 'gantry-test-kept');
  });

  test('a containerd that ends is replaced under the running dockerd', async () => {
    const engine = open();
    await engine.start();
    await engine.restart();
    const { pid } = await until(engine, 'running');
    process.kill(Number(await readFile(paths().containerdPid, 'utf8')), 'SIGKILL');
    await expect
      .poll(() => docker(engine, 'run', '--rm', '--label', TEST_LABEL, 'busybox', 'echo', 'well'), { timeout: 20_000 })
      .toBe('well');
    expect((await until(engine, 'running')).pid).toBe(pid);
  });
});

describe('when it is there but silent', () => {
  beforeAll(startWithImage);

  /** Those of this folder; a second one on its data would destroy it. */
  const dockerds = () =>
    execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('dockerd') && line.includes(paths().effectiveConfig));

  test('no second one is started beside it, and it is adopted when it answers again', async () => {
    const one = open();
    await one.start();
    const { pid } = await until(one, 'running');
    const id = docker(one, 'run', '--detach', '--label', TEST_LABEL, 'busybox', 'sleep', '1000');
    const init = Number(docker(one, 'inspect', '--format', '{{.State.Pid}}', id));
    await one.close();

    process.kill(pid, 'SIGSTOP');
    const other = open();
    try {
      const error = await refusal(other.start());
      expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining(`process ${pid}`) });
      expect(error.code === 'conflict' && error.hint).toContain(`kill ${pid}`);
      expect((await until(other, 'failed')).cause).toEqual(error);
      expect(dockerds()).toHaveLength(1);
      expect(await readFile(paths().dockerdPid, 'utf8')).toContain(String(pid));
      expect(await isProcess(init, 'sleep')).toBe(true);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await until(other, 'running')).toMatchObject({ pid, isAdopted: true });
    expect(await isProcess(init, 'sleep')).toBe(true);
    docker(other, 'rm', '--force', id);
  });

  test('one that answers in a moment is waited for', async () => {
    const { pid } = await until(open(), 'running');
    process.kill(pid, 'SIGSTOP');
    setTimeout(() => process.kill(pid, 'SIGCONT'), 2_500);
    const other = open();
    await other.start();
    expect(await until(other, 'running')).toMatchObject({ pid, isAdopted: true });
  });

  test('a start is called off by a stop', async () => {
    const slowDir = await makeEngineDir();
    const slow = createEngine({ dir: slowDir, installDir: await installSlow(slowDir), env: process.env });
    try {
      const started = refusal(slow.start());
      await until(slow, 'starting');
      await slow.stop();
      expect(slow.status.state).toEqual({ type: 'stopped' });
      expect((await started).code).toBe('cancelled');
      expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(slowDir);
    } finally {
      await slow.stop();
      await slow.close();
      await rm(slowDir, { recursive: true, force: true });
    }
  });
});

/** Programs of which dockerd runs and never answers. */
async function installSlow(slowDir: string): Promise<string> {
  const installDir = path.join(slowDir, 'install');
  const bin = path.join(installDir, 'slow/usr/bin');
  await mkdir(bin, { recursive: true });
  for (const name of ['dockerd', 'containerd']) {
    await writeFile(path.join(bin, name), '#!/bin/sh\ntrap "exit 0" TERM\nwhile :; do sleep 0.1; done\n', {
      mode: 0o755,
    });
  }
  await writeFile(path.join(installDir, 'installed.json'), JSON.stringify({ id: 'slow', parts: [] }));
  return installDir;
}

describe('settings', () => {
  test('debug logging is turned on and off in the running engine', async () => {
    const engine = open();
    await engine.start();
    const { pid } = await until(engine, 'running');
    await engine.setDebug(true);
    await expect.poll(async () => (await info(engine)).Debug).toBe(true);
    expect(engine.status.isDebug).toBe(true);
    expect(JSON.parse((await engine.settings()).text)).toEqual({ debug: true });
    await engine.setDebug(false);
    await expect.poll(async () => (await info(engine)).Debug).toBe(false);
    expect((await until(engine, 'running')).pid).toBe(pid);
  });

  test('what dockerd refuses is refused with its words, and the old settings stay', async () => {
    const engine = open();
    await engine.saveSettings('{ "max-concurrent-downloads": 2 }');
    const error = await refusal(engine.saveSettings('{ "max-concurrent-downloads": "many" }'));
    expect(error.code).toBe('invalid-input');
    expect(error.engineText).toMatch(/max-concurrent-downloads|cannot unmarshal/);
    expect((await refusal(engine.saveSettings('{ "no-such-setting": 1 }'))).message).toMatch(/no-such-setting/);
    expect((await refusal(engine.saveSettings('{ oops'))).message).toMatch(/not JSON/);
    expect((await refusal(engine.saveSettings('{ "data-root": "/var/lib/docker" }'))).message).toMatch(/data-root/);
    expect((await engine.settings()).text).toBe('{ "max-concurrent-downloads": 2 }');
    expect((await readdir(dir)).filter((name) => name.includes('check') || name.includes('.new'))).toEqual([]);
  });

  test('it says when a restart is needed for them', async () => {
    const engine = open();
    await engine.start();
    await engine.saveSettings('{ "log-driver": "local" }');
    expect((await engine.settings()).needsRestart).toBe(true);
    await engine.restart();
    expect((await engine.settings()).needsRestart).toBe(false);
    await engine.saveSettings('{}');
  });
});

describe('stopping', () => {
  test('nothing of it is left: no process, mount, interface or firewall rule', async () => {
    const engine = open();
    await engine.start();
    docker(engine, 'network', 'create', '--label', TEST_LABEL, 'gantry-test-net');
    docker(
      engine,
      'run',
      '--detach',
      '--label',
      TEST_LABEL,
      '--network',
      'gantry-test-net',
      '--publish',
      '127.0.0.1::80',
      '--name',
      'gantry-test-left',
      '--stop-signal',
      'KILL',
      'busybox',
      'sleep',
      '1000',
    );
    const before = await until(engine, 'running');
    const { tag } = paths();
    expect(rules()).toContain(`GT-${tag}`);
    expect(links()).toContain(bridgeName(tag));
    const network = docker(engine, 'network', 'inspect', '--format', '{{.Id}}', 'gantry-test-net').slice(0, 12);

    await engine.stop();

    expect(engine.status.state).toEqual({ type: 'stopped' });
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(dir);
    expect(() => process.kill(before.pid, 0)).toThrow('ESRCH');
    expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(dir);
    expect(links()).not.toContain(bridgeName(tag));
    expect(links()).not.toContain(network);
    expect(rules()).not.toContain(tag);
    expect(rules()).not.toContain(network);
  });

  test('what was killed together with its engine is ended too', async () => {
    const engine = open();
    await engine.start();
    docker(engine, 'rm', '--force', 'gantry-test-left');
    docker(engine, 'network', 'rm', 'gantry-test-net');
    const id = docker(engine, 'run', '--detach', '--label', TEST_LABEL, 'busybox', 'sleep', '1000');
    const init = Number(docker(engine, 'inspect', '--format', '{{.State.Pid}}', id));
    const { pid } = await until(engine, 'running');
    await engine.close();
    process.kill(pid, 'SIGKILL');
    await open().stop();
    expect(await isProcess(init, 'sleep')).toBe(false);
    expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(dir);
  });
});

// Valid to `dockerd --validate`, impossible when it starts.
const IMPOSSIBLE = '{ "storage-driver": "btrfs" }';

test('when it cannot start, the failure says why and shows the end of the log', async () => {
  const engine = open();
  await engine.stop();
  await engine.saveSettings(IMPOSSIBLE);
  await rm(path.join(dir, 'daemon.json.good')); // there are none to go back to
  const error = await refusal(engine.start());
  expect(error.message).toMatch(/btrfs/);
  const { state } = engine.status;
  expect(state).toMatchObject({ type: 'failed', cause: error });
  expect(state.type === 'failed' && state.logTail.join('\n')).toMatch(/btrfs/);
  expect(state.type === 'failed' && state.retryAt).toBe(undefined);
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(dir);
  await engine.saveSettings('{}');
});

test('settings with which it does not come up give way to those before, and are kept to be corrected', async () => {
  const engine = open();
  const good = '{ "labels": ["gantry.test.good=yes"] }';
  await engine.saveSettings(good);
  await engine.start();
  await engine.restart();
  await engine.saveSettings(IMPOSSIBLE);
  await engine.restart();
  expect(engine.status.state.type).toBe('running');
  expect((await info(engine)).Labels).toEqual(['gantry.test.good=yes']);
  const refused = { text: IMPOSSIBLE, message: expect.stringMatching(/btrfs/) };
  expect(await engine.settings()).toMatchObject({ text: good, needsRestart: false, refused });
  await engine.saveSettings('{}');
  expect(await engine.settings()).not.toHaveProperty('refused');
  await engine.restart();
});

test('the log gives its last lines, then what is written, and ends with its reader', async () => {
  const engine = open();
  await engine.start();
  const abort = new AbortController();
  const reader = engine.log({ tail: 5, signal: abort.signal })[Symbol.asyncIterator]();
  expect((await reader.next()).value).toHaveLength(5);
  await engine.setDebug(true);
  expect(((await reader.next()).value as readonly string[]).length).toBeGreaterThan(0);
  abort.abort();
  let last = await reader.next();
  while (!last.done) last = await reader.next();
  await engine.setDebug(false);
});
