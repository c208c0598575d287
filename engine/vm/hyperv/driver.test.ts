import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningVm, VmSpec } from '../driver.ts';
import { type StandIns, makeStandIns } from '../testing/standIns.ts';
import { type WINDOWS, factsRule } from '../testing/windows.ts';
import { comPipe, createHyperVDriver } from './driver.ts';
import { fixedVhd } from './fixedVhd.ts';
import { probeHyperV } from './probe.ts';
import * as scripts from './scripts.ts';

let machine: StandIns;
let spec: VmSpec;
const running: RunningVm[] = [];
beforeEach(async () => {
  machine = await makeStandIns();
  await machine.script('powershell.exe', 'hyperv.mjs');
  const guest = path.join(machine.dir, 'guest');
  await mkdir(guest);
  for (const name of ['boot', 'root', 'config']) await writeFile(path.join(guest, name), `the ${name}`);
  spec = {
    name: 'gantry',
    dir: path.join(machine.dir, "v m'; $(calc)"),
    guest: {
      version: '1',
      arch: 'amd64',
      kernel: '',
      initrd: '',
      root: '',
      boot: path.join(guest, 'boot'),
      rootVhdx: path.join(guest, 'root'),
    },
    cpus: 4,
    memoryBytes: 4 * 2 ** 30,
    dataSizeBytes: 2 ** 36,
    configDisk: path.join(guest, 'config'),
    shares: [],
  };
});
afterEach(async () => {
  await mood({});
  for (const vm of running.splice(0)) await vm.kill();
  await machine.remove();
});

const comPort = () => path.join(machine.dir, 'com1');
const driver = (budgetMs = 10_000) => createHyperVDriver({ env: machine.env, budgetMs, comPort });
const start = async () => {
  const vm = await driver().start(spec);
  running.push(vm);
  return vm;
};
const signal = () => new AbortController().signal;
const mood = (text: object) => writeFile(path.join(machine.dir, 'hyperv-mood'), JSON.stringify(text));
const asked = async () => {
  const known = Object.entries(scripts).map(([name, text]) => ({ name, text: `{\n${text}\n}` }));
  return (await machine.calls()).map((call) => ({
    name: known.find(({ text }) => call.script?.includes(text))?.name,
    input: call.input,
  }));
};

test('the scripts of a first start, and what they are told', async () => {
  const vm = await start();
  const inDir = (name: string) => path.join(spec.dir, name);
  const paths = {
    boot: inDir('boot-1.vhdx'),
    root: inDir('root-1.vhdx'),
    data: inDir('data.vhdx'),
    config: inDir('config.vhdx'),
    serialLog: inDir('serial.log'),
  };
  expect((await asked()).slice(0, 5)).toEqual([
    { name: 'STATE', input: { name: 'gantry' } },
    { name: 'CREATE_DATA', input: { data: paths.data, dataSizeBytes: 2 ** 36 } },
    { name: 'CONVERT_CONFIG', input: { configVhd: inDir('config.vhd'), config: paths.config } },
    {
      name: 'DEFINE',
      input: { ...paths, name: 'gantry', dir: spec.dir, cpus: 4, memoryBytes: 4 * 2 ** 30, comPort: comPort() },
    },
    { name: 'START', input: { name: 'gantry' } },
  ]);
  expect((await machine.calls()).some(({ script }) => script?.includes('calc'))).toBe(false);
  expect((await vm.ready(signal())).hostKey).toBe('ssh-ed25519 AAAA');
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '172.28.1.2', port: 22 });
  expect(await readFile(paths.boot, 'utf8')).toBe('the boot');
  expect(await readdir(spec.dir)).not.toContain('config.vhd');
});

test('the definition, word by word', () => {
  expect(comPipe('gantry')).toBe(String.raw`\\.\pipe\gantry-com1`);
  for (const line of [
    "Hyper-V\\New-VM -Name $in.name -Path $in.dir -Generation 2 -VHDPath $in.boot -MemoryStartupBytes ([int64]$in.memoryBytes) -SwitchName 'Default Switch'",
    'Hyper-V\\Set-VMFirmware -VM $vm -EnableSecureBoot Off',
    'Hyper-V\\Set-VM -VM $vm -ProcessorCount ([int]$in.cpus) -CheckpointType Disabled -AutomaticStartAction Nothing -AutomaticStopAction ShutDown',
    'Hyper-V\\Set-VMMemory -VM $vm -DynamicMemoryEnabled $true -MinimumBytes 512MB -MaximumBytes ([int64]$in.memoryBytes)',
    'Hyper-V\\Set-VMComPort -VM $vm -Number 1 -Path $in.comPort',
  ])
    expect(scripts.DEFINE).toContain(line);
  expect(scripts.CREATE_DATA).toContain('-Dynamic -BlockSizeBytes 1MB');
});

test('runs, halts, goes on, and stops by its integration service', async () => {
  expect(await driver().state(spec)).toBe('absent');
  const vm = await start();
  expect(await driver().state(spec)).toBe('running');
  await expect(driver().start(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await expect(driver().resize(spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await vm.pause?.();
  expect(await driver().state(spec)).toBe('running');
  await vm.resume?.();
  await vm.stop(10_000);
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect(await driver().state(spec)).toBe('stopped');
});

test('deaf to that it is turned off; off by itself it has crashed', async () => {
  await mood({ deaf: true });
  const vm = await start();
  await vm.stop(100);
  expect(await vm.ended).toEqual({ reason: 'stopped' });
  expect((await asked()).map(({ name }) => name)).toContain('TURN_OFF');
  const other = await start();
  await writeFile(path.join(machine.dir, 'hyperv.json'), JSON.stringify({ state: 'Off', disks: { data: 2 ** 36 } }));
  expect(await other.ended).toMatchObject({ reason: 'crashed' });
});

test('it lives on when the app ends, and is adopted with the address it said', async () => {
  const first = await start();
  await first.ready(signal());
  await first.release();
  const vm = await driver().adopt(spec);
  if (!vm) throw new Error('not found');
  await vm.ready(signal());
  expect(vm.sshAddress).toEqual({ type: 'tcp', host: '172.28.1.2', port: 22 });
  await vm.kill();
  expect(await driver().adopt(spec)).toBeUndefined();
});

test('a silent guest is named within its budget', async () => {
  await mood({ mute: true });
  const vm = await driver(100).start(spec);
  running.push(vm);
  await expect(vm.ready(signal())).rejects.toMatchObject({
    error: { message: expect.stringContaining('said nothing') },
  });
});

test.each([
  [
    'Start-VM',
    'Keine Berechtigung',
    'AccessDenied,Microsoft.HyperV.PowerShell.Commands.StartVM',
    'PermissionDenied',
    'permission-denied',
  ],
  ['New-VM', 'unbekannt', 'CommandNotFoundException', 'ObjectNotFound', 'unsupported'],
  [
    'Start-VM',
    'Nicht genug Arbeitsspeicher (0x8007000E).',
    'OperationFailed,StartVM',
    'ResourceUnavailable',
    'unsupported',
  ],
  ['Start-VM', 'Der Hypervisor läuft nicht (0xC0351000).', 'OperationFailed,StartVM', 'NotSpecified', 'unsupported'],
  ['New-VHD', 'Zu wenig Platz (0x80070070).', 'OperationFailed,NewVhd', 'NotSpecified', 'no-space'],
  ['Convert-VHD', 'Wird verwendet (0x80070020).', 'OperationFailed', 'ResourceBusy', 'conflict'],
  ['Start-VM', 'Etwas Neues', 'OperationFailed', 'NotSpecified', 'unexpected'],
])('%s: %s', async (cmdlet, message, id, category, code) => {
  await mood({ [cmdlet]: { message, id, category } });
  await expect(driver().start(spec)).rejects.toMatchObject({
    error: { code, engineText: message, hint: expect.any(String) },
  });
  expect(await readdir(spec.dir)).not.toContain('config.vhd');
});

test('the disk grows and is not made smaller; removed, what is ours is gone', async () => {
  await driver().create(spec);
  await driver().resize({ ...spec, dataSizeBytes: 2 ** 37 });
  await expect(driver().resize(spec)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  await writeFile(path.join(spec.dir, 'mine.txt'), '');
  await driver().remove(spec);
  expect(await readdir(spec.dir)).toEqual(['mine.txt']);
});

test('of the roots the newest and the one before stay', async () => {
  for (const version of ['1', '2', '3']) {
    const vm = await driver().start({ ...spec, guest: { ...spec.guest, version } });
    await vm.kill();
  }
  const roots = (await readdir(spec.dir)).filter((one) => one.startsWith('root-'));
  expect(roots.sort()).toEqual(['root-2.vhdx', 'root-3.vhdx']);
});

test('what Windows lacks for it: edition, feature, hypervisor, rights; each with its step, none asked for while looking', async () => {
  const probe = async (facts: Partial<typeof WINDOWS>) => {
    await machine.replay('powershell.exe', [factsRule(facts)]);
    return probeHyperV(machine.env);
  };
  expect((await probe({})).every(({ isMet }) => isMet)).toBe(true);
  expect((await probe({ build: 17_000 }))[0]).toMatchObject({ isMet: false });
  expect((await probe({ isHypervisorPresent: false }))[1]).toMatchObject({
    isMet: false,
    remedy: expect.stringContaining('SVM'),
  });
  expect((await probe({ features: {} }))[2]).toMatchObject({ isMet: false, remedy: expect.stringContaining('WSL2') });
  expect((await probe({ features: { 'Microsoft-Hyper-V': false } }))[2]).toMatchObject({
    fix: {
      needsElevation: true,
      needsReboot: true,
      command: expect.arrayContaining(['/featurename:Microsoft-Hyper-V']),
    },
  });
  expect((await probe({ isHypervisorPresent: false, isFirmwareOn: true }))[2]).toMatchObject({
    remedy: expect.stringContaining('Start the machine again'),
  });
  expect((await probe({ isHyperVAdministrator: false }))[3]).toMatchObject({
    fix: {
      needsElevation: true,
      command: [
        ...['powershell.exe', '-NoProfile', '-NonInteractive', '-Command'],
        'Add-LocalGroupMember -SID S-1-5-32-578 -Member S-1-5-21-1-2-3-1001',
      ],
    },
  });
  const [odd] = (await probe({ isHyperVAdministrator: false, sid: "x'; calc" })).slice(3);
  expect(odd).toMatchObject({ isMet: false });
  expect(odd?.fix).toBeUndefined();
  expect((await machine.calls()).every(({ script }) => !script?.includes('runas'))).toBe(true);
});

test('a fixed VHD is the bytes, in whole megabytes, and a footer whose sum is right', () => {
  const disk = fixedVhd(Buffer.from('hello'), Date.UTC(2026, 0, 1), Buffer.alloc(16, 7));
  expect(disk.length).toBe(2 ** 20 + 512);
  expect(disk.subarray(0, 5).toString()).toBe('hello');
  const footer = disk.subarray(-512);
  expect(footer.toString('latin1', 0, 8)).toBe('conectix');
  const stated = footer.readUInt32BE(64);
  footer.writeUInt32BE(0, 64);
  expect(stated).toBe(~footer.reduce((sum, byte) => sum + byte, 0) >>> 0);
});
