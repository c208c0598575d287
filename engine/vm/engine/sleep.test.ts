import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { getVersion } from '../../native/engineApi.ts';
import { createFolderSharing } from '../shares/sharing.ts';
import { type FakeEngine, makeFakeEngine } from '../testing/fakeEngine.ts';

let fake: FakeEngine;
let engine: VmEngine;
/** The minutes pass as fast as it is looked. */
const TICK_MS = 30;
const SOON = 1 / 600;
let saverMinutes = SOON;
const choices = () => ({ ...VmChoices.parse({}), saverMinutes });
beforeEach(async () => {
  saverMinutes = SOON;
  fake = await makeFakeEngine();
  fake.ssh.reply = (command) => (command.startsWith('pidof') ? { status: 1 } : {});
  engine = fake.another({ choices, saverTickMs: TICK_MS });
});
afterEach(() => fake.close());

const untilAsleep = async () => {
  await expect.poll(() => engine.status.state, { timeout: 15_000 }).toEqual({ type: 'stopped', isAsleep: true });
};

const ask = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
  new Promise<{ status?: number | undefined; headers: object; text: string }>((resolve, reject) => {
    const sent = request({ socketPath: engine.socketPath, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.once('error', reject).end(body);
  });

test('the VM sleeps when nothing runs in it, and the first request wakes it and is answered', async () => {
  await engine.start();
  await untilAsleep();
  expect(fake.driver.running).toBeUndefined();
  expect(await getVersion(engine.socketPath, 20_000)).toMatchObject({ Version: '28.5.2' });
  expect(fake.driver.starts).toBe(2);
});

test('neither Gantry’s own looking nor the question whether it is there wakes it; the latter is answered', async () => {
  await engine.start();
  await untilAsleep();
  await expect(ask('/version', { 'User-Agent': 'gantry' })).rejects.toThrow('socket hang up');
  const pong = await ask('/_ping', { 'User-Agent': 'Docker-Client/28' }, 'HEAD');
  expect(pong).toMatchObject({ status: 200, headers: { 'api-version': '1.51', ostype: 'linux' } });
  expect(fake.driver.starts).toBe(1);
  expect(engine.status.state).toEqual({ type: 'stopped', isAsleep: true });
});

test('what wakes it is looked at as any other request: a bind of what is not shared is refused', async () => {
  const services = [createFolderSharing(() => []).service];
  engine = fake.another({ choices, saverTickMs: TICK_MS, services });
  await engine.start();
  await untilAsleep();
  const body = JSON.stringify({ Image: 'x', HostConfig: { Binds: ['/opt:/x'] } });
  const create = () => ask('/v1.51/containers/create', { 'Content-Type': 'application/json' }, 'POST', body);
  expect(await create()).toMatchObject({
    status: 400,
    text: expect.stringContaining('/opt is not shared with the engine’s VM'),
  });
  expect(fake.driver.starts).toBe(2);
});

test('who comes while it wakes waits too, and is answered', async () => {
  await engine.start();
  await untilAsleep();
  const { boot } = fake.driver;
  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  fake.driver.boot = async (vm) => {
    await gone;
    await boot(vm);
  };
  const first = getVersion(engine.socketPath, 20_000);
  await expect.poll(() => engine.status.state.type, { timeout: 10_000 }).toBe('starting');
  expect(await ask('/_ping', {}, 'HEAD')).toMatchObject({ status: 200 });
  const second = getVersion(engine.socketPath, 20_000);
  go();
  expect([await first, await second].map(({ Version }) => Version)).toEqual(['28.5.2', '28.5.2']);
});

test('what goes on over the connection that woke it keeps it awake', async () => {
  await engine.start();
  await untilAsleep();
  saverMinutes = 1 / 30; // Longer than a busy machine keeps this one waiting.
  const socket = connect(engine.socketPath).on('error', () => {});
  socket.write('POST /containers/a/attach HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
  await once(socket, 'data');
  for (const until = Date.now() + 3_500; Date.now() < until;) {
    socket.write(Buffer.alloc(40_000, 'x'));
    await delay(TICK_MS);
  }
  expect(engine.status.state.type).toBe('running');
  expect(fake.driver.starts).toBe(2);
  socket.destroy();
  saverMinutes = SOON;
  await untilAsleep();
});

test('while a container runs it stays awake', async () => {
  fake.ssh.reply = () => ({ status: 0, stdout: '12' });
  await engine.start();
  await new Promise((resolve) => setTimeout(resolve, TICK_MS * 20));
  expect(engine.status.state.type).toBe('running');
});

test('started or stopped by hand it is as always, and nobody waits at its door', async () => {
  await engine.start();
  await untilAsleep();
  await engine.start();
  expect(engine.status.state.type).toBe('running');
  await untilAsleep();
  await engine.stop();
  expect(engine.status.state).toEqual({ type: 'stopped' });
  await expect(getVersion(engine.socketPath, 1_000)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
});

test('who waited is turned away when it does not wake', async () => {
  await engine.start();
  await untilAsleep();
  fake.driver.boot = (vm) => vm.say('FAILED {"code":"data-damaged","message":"The data disk is damaged."}');
  await expect(getVersion(engine.socketPath, 20_000)).rejects.toThrow('socket hang up');
  expect(engine.status.state).toMatchObject({ type: 'failed', cause: { detail: 'data-damaged' } });
});
