import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningVm, VmSpec } from '../driver.ts';
import { type StandIns, makeStandIns } from '../testing/standIns.ts';
import { WINDOWS, factsRule } from '../testing/windows.ts';
import { createWslDriver } from './driver.ts';
import { pathInWsl } from './path.ts';
import { probeWsl } from './probe.ts';
import { decodeWsl } from './wsl.ts';

let machine: StandIns;
let spec: VmSpec;
const running: RunningVm[] = [];
beforeEach(async () => {
  machine = await makeStandIns();
  await machine.script('wsl.exe', 'wsl.mjs');
  spec = {
    name: 'Gantry',
    dir: path.join(machine.dir, 'vm'),
    guest: { version: '1', arch: 'amd64', kernel: '', initrd: '', root: '', rootTar: String.raw`C:\g a\root.tar` },
    cpus: 4,
    memoryBytes: 2 ** 32,
    dataSizeBytes: 2 ** 36,
    configDisk: String.raw`C:\Users\Ödön Ács\config.tar`,
    shares: [],
  };
});
afterEach(async () => {
  for (const vm of running.splice(0)) await vm.kill().catch(() => {});
  await machine.remove();
});

const driver = (budgetMs = 10_000) => createWslDriver({ env: machine.env, budgetMs });
const start = async () => {
  const vm = await driver().start(spec);
  running.push(vm);
  return vm;
};
const signal = () => new AbortController().signal;
const called = async () => (await machine.calls()).map(({ args }) => args.join(' '));
const mood = (text: object) => writeFile(path.join(machine.dir, 'wsl-mood'), JSON.stringify(text));

test('the exact commands of a first start and a stop', async () => {
  const vm = await start();
  expect((await vm.ready(signal())).addresses).toEqual(['172.20.3.4']);
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '172.20.3.4', port: 22 });
  await vm.stop(10_000);
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect((await called()).filter((one) => !/^--list( --running)? --quiet$/.test(one))).toEqual([
    String.raw`--import Gantry ${spec.dir}/root C:\g a\root.tar --version 2`,
    String.raw`--import Gantry-data ${spec.dir}/data C:\g a\root.tar --version 2`,
    '--distribution Gantry-data --user root --exec mkdir -p /mnt/wsl/Gantry-data',
    '--distribution Gantry-data --user root --exec mount --bind /var/lib /mnt/wsl/Gantry-data',
    '--distribution Gantry --user root --exec /sbin/engine-init /mnt/c/Users/Ödön Ács/config.tar /mnt/wsl/Gantry-data',
    '--distribution Gantry --user root --exec /usr/sbin/engine-stop',
    '--terminate Gantry',
    '--terminate Gantry-data',
  ]);
});

test('its state is known by names alone, in whatever language WSL speaks', async () => {
  expect(await driver().state(spec)).toBe('absent');
  await driver().create(spec);
  await driver().create(spec);
  expect((await called()).filter((one) => one.startsWith('--import'))).toHaveLength(2);
  expect(await driver().state(spec)).toBe('stopped');
  const vm = await start();
  expect(await driver().state({ ...spec, name: 'gantry' })).toBe('running');
  await expect(driver().start(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await expect(driver().resize(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await vm.kill();
  expect(await driver().state(spec)).toBe('stopped');
});

test('a new root takes the place of the old one, and the data stays', async () => {
  await driver().create(spec);
  await driver().create({ ...spec, guest: { ...spec.guest, version: '2' } });
  const changes = (await called()).filter((one) => !one.startsWith('--list'));
  expect(changes.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
    '--import Gantry',
    '--import Gantry-data',
    '--unregister Gantry',
    '--import Gantry',
  ]);
});

test('it outlives an app, and is adopted with its address', async () => {
  const first = await start();
  await first.ready(signal());
  await first.release();
  const vm = await driver().adopt(spec);
  if (!vm) throw new Error('not found');
  expect(vm.isAdopted).toBe(true);
  await vm.ready(signal());
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '172.20.3.4', port: 22 });
  await vm.kill();
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect(await driver().adopt(spec)).toBeUndefined();
});

test('a guest that says nothing is named within its budget; one that is cut down has crashed', async () => {
  await mood({ mute: true });
  const vm = await driver(100).start(spec);
  running.push(vm);
  await expect(vm.ready(signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('said nothing') },
  });
  process.kill(vm.pid ?? 0, 'SIGKILL');
  expect(await vm.ended).toMatchObject({ reason: 'crashed' });
});

test.each([
  ['Fehlercode: Wsl/Service/RegisterDistro/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED', 'unsupported'],
  ['WslRegisterDistribution failed with error: 0x80370102', 'unsupported'],
  ['Fehlercode: Wsl/WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED', 'unsupported'],
  ['Fehlercode: Wsl/Service/RegisterDistro/ERROR_DISK_FULL', 'no-space'],
  ['Fehlercode: Wsl/Service/RegisterDistro/0x80070020', 'conflict'],
  ['Zugriff verweigert\r\nFehlercode: Wsl/Service/E_ACCESSDENIED', 'permission-denied'],
  ['Etwas Neues', 'unexpected'],
])('%s', async (text, code) => {
  await mood({ '--import': { status: 0xff, text } });
  await expect(driver().start(spec)).rejects.toMatchObject({
    error: { code, engineText: text, hint: expect.any(String) },
  });
});

test('the disk grows by WSL itself; removed, both distributions go and no other', async () => {
  await driver().create(spec);
  await driver().resize({ ...spec, dataSizeBytes: 2 ** 37 });
  await driver().remove(spec);
  expect((await called()).slice(-4)).toEqual([
    '--manage Gantry-data --resize 131072MB',
    '--list --quiet',
    '--unregister Gantry',
    '--unregister Gantry-data',
  ]);
  expect(await driver().state(spec)).toBe('absent');
});

test('UTF-16, UTF-8, paths', () => {
  expect(decodeWsl(Buffer.from('Größe\r\n', 'utf16le'))).toBe('Größe\r\n');
  expect(decodeWsl(Buffer.from('\u{feff}a', 'utf16le'))).toBe('a');
  expect(decodeWsl(Buffer.from('Größe'))).toBe('Größe');
  expect(pathInWsl(String.raw`D:\a b\c.tar`)).toBe('/mnt/d/a b/c.tar');
  expect(() => pathInWsl(String.raw`\\server\share\c.tar`)).toThrow(/drive/);
});

test('what Windows lacks: an old build, firmware, features; with the step and without asking for rights', async () => {
  const probe = async (facts: Partial<typeof WINDOWS>) => {
    await machine.replay('powershell.exe', [factsRule(facts)]);
    return probeWsl(machine.env);
  };
  expect((await probe({})).every(({ isMet }) => isMet)).toBe(true);
  expect(await probe({ build: 17_763 })).toMatchObject([
    { name: 'Windows', isMet: false, remedy: 'Update Windows in its settings.' },
  ]);
  expect((await probe({ isHypervisorPresent: false }))[1]).toMatchObject({ name: 'Virtualization', isMet: false });
  expect((await probe({ features: {} }))[2]).toMatchObject({
    isMet: false,
    fix: {
      needsElevation: true,
      needsReboot: true,
      command: [
        ...['dism.exe', '/online', '/enable-feature', '/featurename:Microsoft-Windows-Subsystem-Linux'],
        ...['/featurename:VirtualMachinePlatform', '/all', '/norestart'],
      ],
    },
  });
  await machine.replay('wsl.exe', [{ when: ['--version'], stdout: 'WSL-Version: 2.6.3.0\r\n', encoding: 'utf16le' }]);
  expect((await probe({ features: { VirtualMachinePlatform: true } }))[2]).toMatchObject({ isMet: true });
  expect((await machine.calls()).every(({ script }) => !script?.includes('runas'))).toBe(true);
  await machine.replay('powershell.exe', [{ when: [], status: 1, stderr: 'no' }]);
  expect(await probeWsl(machine.env)).toMatchObject([{ name: 'Windows', isMet: false }]);
});
