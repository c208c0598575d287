import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import type { EngineState } from '../../../contract/model/engine.ts';
import { getVersion } from '../../native/engineApi.ts';
import { type FakeEngine, READY_OF, makeFakeEngine } from '../testing/fakeEngine.ts';

let fake: FakeEngine;
beforeEach(async () => {
  fake = await makeFakeEngine();
});
afterEach(() => fake.close());

/** As `docker attach` does: a request that becomes a connection, whose one side is ended before the other. */
const attach = (socketPath: string, input: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request({
      socketPath,
      path: '/containers/a/attach',
      method: 'POST',
      headers: { Connection: 'Upgrade', Upgrade: 'tcp' },
    });
    sent.once('error', reject);
    sent.once('upgrade', (_response, socket) => {
      text(socket).then(resolve, reject);
      socket.allowHalfOpen = true;
      socket.end(input);
    });
    sent.end();
  });

const untilState = async (type: EngineState['type'], engine = fake.engine): Promise<EngineState> => {
  await expect.poll(() => engine.status.state.type, { timeout: 10_000 }).toBe(type);
  return engine.status.state;
};

test('starts: its stages are told, and its engine answers at the socket of the host', async () => {
  const { engine, driver } = fake;
  await engine.ready();
  expect(engine.status).toMatchObject({
    mode: 'vm',
    state: { type: 'stopped' },
    parts: [{ name: 'docker.io', source: 'debian' }],
  });
  const seen: EngineState[] = [];
  const abort = new AbortController();
  const watching = (async () => {
    for await (const { state } of engine.watch(abort.signal)) seen.push(state);
  })();
  await engine.start();
  expect(engine.status.state).toMatchObject({ type: 'running', pid: 4242, isAdopted: false, version: '28.5.2' });
  const { stages = [] } = engine.status.state as Extract<EngineState, { type: 'running' }>;
  expect(stages.map(({ name }) => name)).toEqual(['vm', 'root', 'connected', 'engine']);
  expect(stages.map(({ doneMs }) => doneMs)).toEqual(stages.map(({ doneMs }) => doneMs).toSorted((a, b) => a - b));
  expect(await getVersion(engine.socketPath, 5_000)).toMatchObject({ Version: '28.5.2' });
  expect((await stat(engine.socketPath)).mode & 0o777).toBe(0o600);
  expect(driver.running?.spec).toMatchObject({ dir: path.join(fake.dir, 'vm'), shares: [] });
  abort.abort();
  await watching;
  expect(seen.map(({ type }) => type)).toContain('starting');
});

test('the key is made once and is for its owner only; the config disk is written anew with it', async () => {
  const { engine, dir } = fake;
  await engine.start();
  const key = await readFile(path.join(dir, 'ssh_key'), 'utf8');
  expect((await stat(path.join(dir, 'ssh_key'))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(dir, 'config.img'))).mode & 0o777).toBe(0o600);
  expect(await readFile(path.join(dir, 'config.img'), 'latin1')).not.toContain('PRIVATE KEY');
  await engine.restart();
  expect(await readFile(path.join(dir, 'ssh_key'), 'utf8')).toBe(key);
  expect((await readdir(dir)).filter((name) => name.includes('.new'))).toEqual([]);
});

test('either side of a connection may end before the other: what is said after it is heard', async () => {
  await fake.engine.start();
  expect(await attach(fake.engine.socketPath, 'x'.repeat(300_000))).toBe(`heard ${'x'.repeat(300_000)}`);
});

test('many requests at once go over one SSH connection', async () => {
  await fake.engine.start();
  const answers = await Promise.all(Array.from({ length: 30 }, () => getVersion(fake.engine.socketPath, 5_000)));
  expect(new Set(answers.map(({ Version }) => Version))).toEqual(new Set(['28.5.2']));
  expect(fake.ssh.signInCount).toBe(1);
});

test('a request waits for the engine’s socket, which comes after SSH', async () => {
  const { driver, ssh, dockerd } = fake;
  driver.boot = async (vm) => {
    await vm.say(READY_OF(ssh.hostKey));
    setTimeout(() => (ssh.engineSocket = dockerd.socket), 400);
  };
  await fake.engine.start();
  expect(fake.engine.status.state.type).toBe('running');
});

test('a lost connection is made again, and nobody is told that the engine failed', async () => {
  await fake.engine.start();
  fake.ssh.cutConnections();
  await expect.poll(() => fake.ssh.signInCount, { timeout: 10_000 }).toBe(2);
  expect(await getVersion(fake.engine.socketPath, 5_000)).toMatchObject({ Version: '28.5.2' });
  expect(fake.engine.status.state.type).toBe('running');
});

test('stops: the disk is trimmed, the guest is asked over SSH, the socket is gone', async () => {
  const { engine, driver, ssh } = fake;
  await engine.start();
  await engine.stop();
  expect(engine.status.state).toEqual({ type: 'stopped' });
  expect(ssh.commands.filter((command) => /fstrim|engine-stop/.test(command))).toEqual([
    'sync; fstrim /var/lib',
    '/usr/sbin/engine-stop',
  ]);
  expect(driver.stops).toEqual(['asked']);
  await expect(getVersion(engine.socketPath, 1_000)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
});

test('a stop calls off a start that is under way, and leaves no VM', async () => {
  const { engine, driver } = fake;
  driver.boot = (vm) => vm.say('STAGE root 900');
  const starting = engine.start();
  starting.catch(() => {});
  await untilState('starting');
  await expect.poll(() => driver.running).toBeDefined();
  await engine.stop();
  await expect(starting).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(driver.running).toBeUndefined();
  expect(engine.status.state).toEqual({ type: 'stopped' });
});

test('a VM that outlived the app is adopted by the next one; while one holds it, another is told so', async () => {
  const { engine, driver } = fake;
  await engine.start();
  const second = fake.another();
  await second.ready();
  expect(second.status.state).toMatchObject({ type: 'failed', cause: { code: 'conflict' } });
  await engine.close();
  expect(driver.running).toBeDefined();
  await untilState('running', second);
  expect(second.status.state).toMatchObject({ isAdopted: true, version: '28.5.2' });
  expect(driver.starts).toBe(1);
  await second.stop();
  expect(driver.stops).toEqual(['asked']);
});

test('an app that was killed leaves a socket file and a VM: both are taken over', async () => {
  const { engine, driver } = fake;
  await engine.start();
  await engine.close();
  await writeFile(engine.socketPath, '');
  driver.abandon();
  const next = fake.another();
  await next.start();
  expect(next.status.state).toMatchObject({ type: 'running', isAdopted: true });
  expect(driver.starts).toBe(1);
});

test('a guest with another host key is not spoken to, unless its data went with the old one', async () => {
  const { engine, driver, ssh } = fake;
  await engine.start();
  await engine.stop();
  const signIns = ssh.signInCount;
  driver.boot = (vm) => vm.say(READY_OF('ssh-ed25519 AAAAother'));
  await expect(engine.start()).rejects.toMatchObject({
    error: { message: expect.stringContaining('another SSH key') },
  });
  expect(ssh.signInCount).toBe(signIns);
  expect(driver.running).toBeUndefined();
  await driver.remove({} as never);
  driver.boot = async (vm) => vm.say(READY_OF(ssh.hostKey));
  await engine.start();
  expect(engine.status.state.type).toBe('running');
});

test('what answers with another key than READY named is refused', async () => {
  const { engine, driver, ssh } = fake;
  driver.boot = (vm) =>
    vm.say(READY_OF('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN1QnNjaYPEB6E1/B5BmQa5mpIXyMJDIeJDXYACP4cPy'));
  await expect(engine.start()).rejects.toMatchObject({ error: { code: 'unexpected' } });
  expect([ssh.signInCount, driver.running]).toEqual([0, undefined]);
  expect(engine.status.state).toMatchObject({ type: 'failed' });
});

test('a guest that says why it cannot start is a failed start with that cause, and no VM is left', async () => {
  const { engine, driver } = fake;
  driver.boot = (vm) => vm.say('FAILED {"code":"data-damaged","message":"The data disk is damaged."}');
  await expect(engine.start()).rejects.toMatchObject({ error: { message: expect.stringContaining('damaged') } });
  expect(engine.status.state).toMatchObject({
    type: 'failed',
    cause: { detail: 'data-damaged' },
    logTail: expect.arrayContaining([expect.stringContaining('data-damaged')]),
  });
  expect(driver.running).toBeUndefined();
});

test('an engine that ends again and again is named, during the start and after it, and is seen when it is back', async () => {
  const { engine, driver, ssh, dockerd } = fake;
  const crash = 'FAILED {"code":"engine-crash-loop","message":"dockerd ends as soon as it is started: bad option"}';
  driver.boot = async (vm) => {
    await vm.say(READY_OF(ssh.hostKey));
    setTimeout(() => void vm.say(crash), 200);
  };
  await expect(engine.start()).rejects.toMatchObject({
    error: { message: expect.stringContaining('as soon as it is started'), engineText: expect.stringContaining('bad') },
  });
  driver.boot = async (vm) => {
    await vm.say(READY_OF(ssh.hostKey));
    ssh.engineSocket = dockerd.socket;
  };
  await engine.start();
  await dockerd.stop();
  await driver.running?.say(crash);
  expect(await untilState('failed')).toMatchObject({ cause: { detail: 'engine-crash-loop' } });
  await dockerd.start();
  await untilState('running');
  expect(driver.starts).toBe(2);
});

test('a VM that is killed is started again, and its cause is told meanwhile', async () => {
  const { engine, driver } = fake;
  await engine.start();
  driver.running?.end({ reason: 'killed', message: 'ended by SIGKILL' });
  expect(await untilState('failed')).toMatchObject({
    cause: { message: 'The engine’s VM ended unexpectedly: ended by SIGKILL' },
    retryAt: expect.any(Number),
  });
  await untilState('running');
  expect(driver.starts).toBe(2);
});

test('a VM that was stopped in the guest stays stopped', async () => {
  const { engine, driver } = fake;
  await engine.start();
  driver.running?.end({ reason: 'stopped' });
  await untilState('stopped');
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(driver.starts).toBe(1);
});

test('an engine that never answers ends the start within its budget', async () => {
  await fake.close();
  fake = await makeFakeEngine({ engineBudgetMs: 600 });
  fake.driver.boot = (vm) => vm.say(READY_OF(fake.ssh.hostKey));
  await expect(fake.engine.start()).rejects.toMatchObject({
    error: { message: expect.stringContaining('did not answer within 1 s') },
  });
  expect(fake.driver.running).toBeUndefined();
});

test('what this machine lacks is told before anything is started', async () => {
  const { engine, driver } = fake;
  driver.requirements = [{ name: 'QEMU', isMet: false, message: 'There is none.', remedy: 'Install it.' }];
  await engine.ready();
  expect(engine.status.state).toMatchObject({ type: 'absent', requirements: [{ isMet: true }, { name: 'QEMU' }] });
  await expect(engine.start()).rejects.toMatchObject({ error: { code: 'unsupported', hint: 'Install it.' } });
  expect(driver.starts).toBe(0);
  driver.requirements = [];
  await engine.start();
  expect(engine.status.state.type).toBe('running');
});

test('a folder without the guest’s parts says so', async () => {
  const without = fake.another({ guestDir: path.join(fake.dir, 'nothing') });
  await without.ready();
  expect(without.status.state).toMatchObject({
    type: 'absent',
    requirements: expect.arrayContaining([expect.objectContaining({ name: 'Parts of the VM', isMet: false })]),
  });
  await expect(without.start()).rejects.toMatchObject({ error: { code: 'unsupported' } });
});

const OURS = { 'userland-proxy': true, 'userland-proxy-path': '/usr/lib/gantry/port' };

test('settings go into the config disk; a running engine is asked whether it takes them, and takes them over', async () => {
  const { engine, ssh, dir } = fake;
  await engine.saveSettings('{"log-level":"warn"}');
  await engine.start();
  expect(await readFile(path.join(dir, 'config.img'), 'latin1')).toContain('"log-level": "warn"');
  expect(await readFile(path.join(dir, 'config.img'), 'latin1')).toContain('"ip6tables": false');
  const given: string[] = [];
  ssh.reply = () => ({ onInput: (input) => given.push(input) });
  await engine.saveSettings('{"log-level":"warn","debug":true}');
  expect(given.filter(Boolean).map((input) => JSON.parse(input) as unknown)).toEqual([
    { debug: true, ip6tables: false, 'log-level': 'warn', ...OURS },
    { debug: true, ip6tables: false, 'log-level': 'warn', ...OURS },
  ]);
  expect(ssh.commands.filter((command) => /--validate|kill -HUP/.test(command))).toHaveLength(2);
  expect(await engine.settings()).toMatchObject({ needsRestart: false });
  expect(engine.status.isDebug).toBe(true);
  await engine.saveSettings('{"log-level":"error"}');
  expect(await engine.settings()).toEqual({ text: '{"log-level":"error"}', needsRestart: true });
  await engine.restart();
  expect(await engine.settings()).toMatchObject({ needsRestart: false });
});

test('settings that dockerd refuses, that are Gantry’s, or that are no JSON are not saved', async () => {
  const { engine, ssh } = fake;
  await engine.start();
  await engine.saveSettings('{"debug":true}');
  ssh.reply = (command) => (command.includes('--validate') ? { status: 1, stderr: 'unknown option' } : {});
  for (const wrong of ['{"colour":"red"}', '{"hosts":[]}', '{'])
    await expect(engine.saveSettings(wrong)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  expect((await engine.settings()).text).toBe('{"debug":true}');
});

test('the log is dockerd’s own; where the guest does not answer, what its serial port said', async () => {
  const { engine, ssh } = fake;
  await engine.start();
  ssh.reply = (command) => (command.startsWith('tail -n 2 -F') ? { stdout: 'one\ntwo\n', stays: true } : {});
  const abort = new AbortController();
  const lines: string[] = [];
  for await (const some of engine.log({ tail: 2, signal: abort.signal })) {
    lines.push(...some);
    if (lines.length >= 2) abort.abort();
  }
  expect(lines).toEqual(['one', 'two']);
  await engine.stop();
  const again = new AbortController();
  for await (const some of engine.log({ tail: 20, signal: again.signal })) {
    expect(some.join('\n')).toContain('READY');
    again.abort();
  }
});

test('a folder too long for sockets is refused with that reason', async () => {
  const long = fake.another({ dir: path.join(fake.dir, 'x'.repeat(120)) });
  await expect(long.start()).rejects.toMatchObject({ error: { code: 'invalid-input' } });
});

test('what the guest is served with is there before its engine is waited for, at each start, and ends with the VM', async () => {
  const told: string[] = [];
  const share = { path: '/home/me', isReadOnly: false };
  const engine = fake.another({
    shares: () => [share],
    services: [
      {
        name: 'folders',
        serve: async ({ link, shares }) => {
          const { status } = await link.run('true', { timeoutMs: 5_000 });
          told.push(`${shares[0]?.path} ${status}`);
          return () => void told.push('ended');
        },
      },
    ],
  });
  await engine.start();
  const { stages = [] } = engine.status.state as Extract<EngineState, { type: 'running' }>;
  expect(stages.map(({ name }) => name)).toEqual(['vm', 'root', 'connected', 'folders', 'engine']);
  expect(fake.driver.running?.spec.shares).toEqual([share]);
  await engine.restart();
  await engine.close();
  expect(told).toEqual(['/home/me 0', 'ended', '/home/me 0', 'ended']);
});

test('what the VM may take is read at each start; what waits for a restart is told', async () => {
  let choices = VmChoices.parse({ cpus: 1 });
  const engine = fake.another({ choices: () => choices });
  await engine.start();
  expect(fake.driver.running?.spec).toMatchObject({ cpus: 1 });
  expect(await engine.overview()).toMatchObject({ resources: { cpus: 1 }, restartFor: [] });
  const memoryBytes = 3 * 2 ** 30;
  choices = { ...choices, cpus: 2, memoryBytes, diskBytes: 80 * 2 ** 30 };
  expect((await engine.overview()).restartFor.toSorted()).toEqual(['cpus', 'disk', 'memory']);
  await engine.restart();
  expect(fake.driver.running?.spec).toMatchObject({ cpus: 2, memoryBytes });
  expect(fake.driver.sizes).toEqual([80 * 2 ** 30]);
  expect(await engine.overview()).toMatchObject({ restartFor: [], disk: { leastBytes: 80 * 2 ** 30 } });
});

test('other folders wait for a restart where the hypervisor shares them, and nowhere else', async () => {
  for (const [shares, waits] of [
    ['virtiofs', ['folders']],
    ['none', []],
  ] as const) {
    let path = '/home/me';
    const engine = fake.another({
      createDriver: () => ({ ...fake.driver, shares }),
      shares: () => [{ path, isReadOnly: false }],
    });
    await engine.start();
    expect((await engine.overview()).restartFor).toEqual([]);
    path = '/srv';
    expect((await engine.overview()).restartFor).toEqual(waits);
    await engine.restart();
    expect((await engine.overview()).restartFor).toEqual([]);
    await engine.stop();
  }
});

test('reset, the VM goes with its data and its key is forgotten; key of ours and settings stay', async () => {
  const { engine, driver, dir } = fake;
  await engine.saveSettings('{"debug":true}');
  await engine.start();
  const before = await readFile(path.join(dir, 'ssh_key'), 'utf8');
  expect((await engine.belongings()).filter(({ goesWithReset }) => goesWithReset).map((one) => one.path)).toEqual(
    ['vm', 'config.img', 'engine.json', 'guests'].map((name) => path.join(dir, name)),
  );
  await engine.reset();
  expect(driver.running).toBeUndefined();
  expect(await driver.state({} as never)).toBe('absent');
  expect((await readdir(dir)).toSorted()).toEqual(['daemon.json', 'ssh_key']);
  expect(await readFile(path.join(dir, 'ssh_key'), 'utf8')).toBe(before);
  await engine.start();
  expect(engine.status.state.type).toBe('running');
});

test('a service that fails is a failed start with its cause, and no VM is left', async () => {
  const serve = () => Promise.reject(new Error('no way in'));
  const engine = fake.another({ services: [{ name: 'folders', serve }] });
  await expect(engine.start()).rejects.toThrow('no way in');
  expect(fake.driver.running).toBeUndefined();
});

test('somebody else’s socket is left alone', async () => {
  const { engine, driver, dir } = fake;
  await engine.ready();
  const { createServer } = await import('node:net');
  const { mkdir } = await import('node:fs/promises');
  await mkdir(dir, { recursive: true });
  const other = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(engine.socketPath, resolve));
  await expect(engine.start()).rejects.toMatchObject({ error: { code: 'conflict' } });
  expect(driver.running).toBeUndefined();
  const socket = connect(engine.socketPath);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.destroy();
  await new Promise((resolve) => other.close(resolve));
});
