import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Exit } from '../launch.ts';
import { duplexPair } from '../testing/duplexPair.ts';
import { holdQemu } from './machine.ts';

let dir = '';
beforeEach(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-ladder-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

const USERNET = '  TCP[HOST_FORWARD]   9       127.0.0.1 46027       10.0.2.15    22     0     0\r\n';

/** A process that is no QEMU, and a channel that answers as one: it ends at what `obeys` names, and is deaf to all else. */
async function hold(obeys: string) {
  const pidFile = path.join(dir, 'qemu.pid');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', pidFile], { stdio: 'ignore' });
  await writeFile(pidFile, String(child.pid));
  const exit = once(child, 'exit').then(([status, signal]): Exit => ({ status, signal }) as Exit);
  const [ours, theirs] = duplexPair();
  const asked: string[] = [];
  theirs.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((one) => one.trim())) {
      const { execute, id } = JSON.parse(line) as { execute: string; id: number };
      if (!['qmp_capabilities', 'human-monitor-command'].includes(execute)) asked.push(execute);
      theirs.write(`${JSON.stringify({ return: execute === 'human-monitor-command' ? USERNET : {}, id })}\r\n`);
      if (execute === obeys) powerOff('guest-shutdown');
    }
  });
  const powerOff = (reason: string) => {
    theirs.write(`${JSON.stringify({ event: 'SHUTDOWN', data: { guest: true, reason } })}\r\n`);
    child.kill('SIGTERM');
  };
  void exit.then(() => theirs.destroy());
  theirs.write('{"QMP": {}}\r\n');
  const vm = await holdQemu({
    control: ours,
    process: { pidFile, marker: pidFile, env: process.env, platform: process.platform },
    pid: child.pid ?? 0,
    exit,
    serialLog: path.join(dir, 'serial.log'),
    startedAt: 0,
    budgetMs: 1_000,
    onLetGo: () => Promise.resolve(),
  });
  return { vm, asked, powerOff };
}

test('a guest that does what it is asked is not pressed further', async () => {
  const { vm, asked, powerOff } = await hold('nothing');
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '127.0.0.1', port: 46027 });
  await vm.stop(20_000, () => Promise.resolve(powerOff('guest-shutdown')));
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect(asked).toEqual(['cont']);
});

test('where SSH does not answer its power button is pressed; deaf to that, QEMU is told to end', async () => {
  const { vm, asked } = await hold('quit');
  await vm.stop(300, () => Promise.reject(new Error('no SSH')));
  expect(asked).toEqual(['cont', 'system_powerdown', 'quit']);
  expect(await vm.ended).toEqual({ reason: 'stopped' });
});

test('deaf to all, its process is ended', async () => {
  const { vm, asked } = await hold('nothing');
  await vm.stop(100);
  expect(asked).toEqual(['cont', 'system_powerdown', 'quit']);
  expect(await vm.ended).toEqual({ reason: 'killed', message: 'QEMU was ended by SIGKILL' });
});

test('a restart that nobody asked for is a crash', async () => {
  const { vm, powerOff } = await hold('nothing');
  powerOff('guest-reset');
  expect(await vm.ended).toEqual({ reason: 'crashed', message: 'the guest restarted by itself' });
});
