import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { lockAddress, tryHold, withVmLock } from './lock.ts';

const unique = () => `test ${process.pid} ${Math.random()}`;

test.each(['linux', 'darwin'] as const)(
  'one holds a name at a time, whoever waits comes next (%s)',
  async (platform) => {
    const name = unique();
    const held = await tryHold(name, platform);
    expect(held).toBeDefined();
    expect(await tryHold(name, platform)).toBeUndefined();
    let isDone = false;
    const waiting = withVmLock(name, async () => void (isDone = true), platform);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(isDone).toBe(false);
    await held?.release();
    await waiting;
    expect(isDone).toBe(true);
  },
);

test.each(['linux', 'darwin'] as const)('who dies lets go (%s)', async (platform) => {
  const name = unique();
  const address = lockAddress(name, platform);
  const script = `require('net').createServer().listen(${JSON.stringify(address)}, () => console.log('held'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(await tryHold(name, platform)).toBeUndefined();
  child.kill('SIGKILL');
  await once(child, 'close');
  const held = await tryHold(name, platform);
  expect(held).toBeDefined();
  await held?.release();
  if (platform === 'darwin') await rm(address, { force: true });
});

test('on Windows it is a named pipe', () => {
  expect(lockAddress('a', 'win32')).toMatch(/^\\\\\.\\pipe\\gantry-[0-9a-f]{32}$/);
});
