import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningVm, VmSpec } from '../driver.ts';
import { type StandIns, makeStandIns } from '../testing/standIns.ts';
import { shareMounts, vfkitArgs } from './args.ts';
import { createVfkitDriver } from './driver.ts';

let machine: StandIns;
let spec: VmSpec;
const running: RunningVm[] = [];
beforeEach(async () => {
  machine = await makeStandIns();
  await machine.script('vfkit', 'vfkit.mjs');
  spec = {
    name: 'gantry',
    dir: path.join(machine.dir, 'vm'),
    guest: { version: '1', arch: 'arm64', kernel: '/g/Image', initrd: '/g/initrd', root: '/g/root.img' },
    cpus: 4,
    memoryBytes: 4 * 2 ** 30,
    dataSizeBytes: 2 ** 36,
    configDisk: '/c/config.img',
    shares: [{ path: '/Users/x', isReadOnly: false }],
  };
});
afterEach(async () => {
  for (const vm of running.splice(0)) await vm.kill();
  await machine.remove();
});

const driver = () => createVfkitDriver({ env: machine.env, osRelease: '24.5.0', budgetMs: 5_000 });
const start = async () => {
  const vm = await driver().start(spec);
  running.push(vm);
  return vm;
};
const mood = (text: string) => writeFile(path.join(machine.dir, 'vfkit-mood'), text);
const signal = () => new AbortController().signal;

test('its command line', () => {
  const files = {
    data: '/v/data.img',
    config: '/c/config.img',
    serialLog: '/v/serial.log',
    restSocket: '/v/vfkit.sock',
  };
  expect(vfkitArgs(spec, files).join(' ')).toBe(
    [
      '--cpus 4 --memory 4096 --restful-uri unix:///v/vfkit.sock',
      '--bootloader linux,kernel=/g/Image,initrd=/g/initrd,cmdline="console=hvc0 quiet loglevel=3 cryptomgr.notests apparmor=0 panic=-1"',
      '--device virtio-blk,path=/g/root.img,readonly --device virtio-blk,path=/v/data.img --device virtio-blk,path=/c/config.img',
      '--device virtio-net,nat',
      '--device virtio-fs,sharedDir=/Users/x,mountTag=share0',
      '--device virtio-serial,logFilePath=/v/serial.log --device virtio-rng --device virtio-balloon',
    ].join(' '),
  );
  expect(() => vfkitArgs({ ...spec, shares: [{ path: '/Users/a,b', isReadOnly: true }] }, files)).toThrow(/comma/);
  expect(shareMounts([...spec.shares, { path: '/Users/y', isReadOnly: true }])).toBe(
    'virtiofs\tshare0\t/Users/x\trw\nvirtiofs\tshare1\t/Users/y\tro\n',
  );
});

test('starts, is ready with the address the guest says, halts, goes on and stops', async () => {
  expect(await driver().state(spec)).toBe('absent');
  const vm = await start();
  expect((await vm.ready(signal())).hostKey).toBe('ssh-ed25519 AAAA');
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '192.168.64.7', port: 22 });
  expect((await stat(path.join(spec.dir, 'data.img'))).size).toBe(2 ** 36);
  expect(await driver().state(spec)).toBe('running');
  await expect(driver().start(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await expect(driver().resize(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await vm.pause?.();
  await vm.resume?.();
  await vm.stop(5_000);
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect(await driver().state(spec)).toBe('stopped');
  const asked = (await machine.calls()).filter(({ name }) => name === 'vfkit-rest').map(({ args }) => args[0]);
  expect(asked).toEqual(['Pause', 'Resume', 'Resume', 'Stop']);
});

test('deaf to its power button, its plug is pulled; asked over SSH, the button is not pressed', async () => {
  await mood('deaf');
  const vm = await start();
  await vm.stop(100, () => Promise.resolve());
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  const asked = (await machine.calls()).filter(({ name }) => name === 'vfkit-rest').map(({ args }) => args[0]);
  expect(asked).toEqual(['Resume', 'HardStop']);
});

test('killed from outside it is known as killed; a silent guest is named within its budget', async () => {
  await mood('mute');
  const vm = await start();
  const short = createVfkitDriver({ env: machine.env, budgetMs: 100 });
  const adopted = await short.adopt(spec);
  await expect(adopted?.ready(signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('kernel said nothing') },
  });
  process.kill(vm.pid ?? 0, 'SIGKILL');
  expect(await vm.ended).toMatchObject({ reason: 'killed', message: 'vfkit was ended by SIGKILL' });
  expect(await adopted?.ended).toMatchObject({ reason: 'killed' });
  expect(await driver().adopt(spec)).toBeUndefined();
});

test('let go of it runs on, and is adopted with its address', async () => {
  const first = await start();
  await first.release();
  const vm = await driver().adopt(spec);
  if (!vm) throw new Error('not found');
  expect(vm).toMatchObject({ pid: first.pid, isAdopted: true });
  await vm.ready(signal());
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '192.168.64.7', port: 22 });
  await vm.kill();
  expect(await vm.ended).toEqual({ reason: 'stopped' });
});

test('without the right to start VMs, that is said with vfkit’s words', async () => {
  await mood('denied');
  await expect(driver().start(spec)).rejects.toMatchObject({
    error: { code: 'permission-denied', engineText: expect.stringContaining('entitlement') },
  });
  expect(await readFile(path.join(spec.dir, 'vfkit.log'), 'utf8')).toContain('VZErrorDomain');
});

test('the disk grows and is not made smaller; removed, nothing is left', async () => {
  await driver().create(spec);
  await driver().resize({ ...spec, dataSizeBytes: 2 ** 37 });
  await expect(driver().resize(spec)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  await driver().remove(spec);
  expect(await driver().state(spec)).toBe('absent');
});

test('what a Mac lacks is said with its remedy', async () => {
  const mac = (osRelease: string, env = machine.env) => createVfkitDriver({ env, platform: 'darwin', osRelease });
  expect((await mac('24.5.0').probe()).every(({ isMet }) => isMet)).toBe(true);
  const [old] = await mac('21.6.0').probe();
  expect(old).toMatchObject({ isMet: false, message: 'This macOS is older (Darwin 21.6.0).' });
  const empty = path.join(machine.dir, 'empty');
  await mkdir(empty);
  expect((await mac('24.5.0', { PATH: empty }).probe())[1]).toMatchObject({
    isMet: false,
    remedy: 'Install it: brew install vfkit',
  });
  const [room] = (await mac('24.5.0').probe({ dir: spec.dir, memoryBytes: 2 ** 50 })).filter(
    ({ name }) => name === 'Memory',
  );
  expect(room).toMatchObject({ isMet: false, remedy: expect.stringContaining('at most') });
});
