import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { getVersion } from '../../native/engineApi.ts';
import { type FakeEngine, makeFakeEngine } from '../testing/fakeEngine.ts';

let fake: FakeEngine;
let engine: VmEngine;
/** The minutes pass as fast as it is looked. */
const TICK_MS = 30;
beforeEach(async () => {
  fake = await makeFakeEngine();
  fake.ssh.reply = (command) => (command.startsWith('pidof') ? { status: 1 } : {});
  engine = fake.another({ choices: () => ({ ...VmChoices.parse({}), saverMinutes: 1 / 600 }), saverTickMs: TICK_MS });
});
afterEach(() => fake.close());

const untilAsleep = async () => {
  await expect.poll(() => engine.status.state, { timeout: 15_000 }).toEqual({ type: 'stopped', isAsleep: true });
};

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<{ status?: number | undefined; headers: object }>((resolve, reject) => {
    const sent = request({ socketPath: engine.socketPath, path, method, headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.once('error', reject).end();
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
