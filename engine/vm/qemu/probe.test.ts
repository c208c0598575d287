import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StandIns, makeStandIns } from '../testing/standIns.ts';
import { factsRule } from '../testing/windows.ts';
import { findQemu, tooOld } from './find.ts';
import { bestAccelerator, checkAcceleration, probeQemu, usableAccelerator } from './probe.ts';

let machine: StandIns;
beforeEach(async () => void (machine = await makeStandIns()));
afterEach(() => machine.remove());

const amd64 = 'amd64' as const;
const DEBIAN = 'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)\nCopyright (c) 2003-2022\n';

test('QEMU on the PATH is asked for its version', async () => {
  await machine.replay('qemu-system-x86_64', [{ when: ['--version'], stdout: DEBIAN }]);
  await machine.replay('qemu-img', []);
  const request = { arch: amd64, env: machine.env, platform: 'linux' } as const;
  expect(await findQemu(request)).toMatchObject({ version: { major: 7, minor: 2, micro: 22 }, dataDirs: [] });
  const [found] = await probeQemu(request, undefined);
  expect(found).toEqual({ name: 'QEMU', isMet: true, message: 'QEMU 7.2.22.' });
});

test('one that comes with the app is preferred, and told where its firmware is', async () => {
  await machine.replay('qemu-system-x86_64', [{ when: ['--version'], stdout: DEBIAN }]);
  await machine.replay('qemu-img', []);
  const bundledDir = path.join(machine.dir, 'bundle');
  await mkdir(path.join(bundledDir, 'bin'), { recursive: true });
  for (const name of ['qemu-system-x86_64', 'qemu-img']) {
    await writeFile(path.join(bundledDir, 'bin', name), '#!/bin/sh\necho QEMU emulator version 11.0.1\n');
    await chmod(path.join(bundledDir, 'bin', name), 0o755);
  }
  const found = await findQemu({ arch: amd64, env: machine.env, platform: 'linux', bundledDir });
  expect(found).toEqual({
    system: { file: path.join(bundledDir, 'bin/qemu-system-x86_64'), args: [] },
    image: { file: path.join(bundledDir, 'bin/qemu-img'), args: [] },
    version: { major: 11, minor: 0, micro: 1 },
    dataDirs: [path.join(bundledDir, 'share/qemu')],
  });
});

test('unpacked Debian packages are run by their own loader', async () => {
  const bundledDir = path.join(machine.dir, 'debian');
  for (const dir of ['usr/bin', 'usr/lib64']) await mkdir(path.join(bundledDir, dir), { recursive: true });
  const loader = path.join(bundledDir, 'usr/lib64/ld-linux-x86-64.so.2');
  await writeFile(loader, '#!/bin/sh\n[ "$4" = --version ] && echo "QEMU emulator version 10.0.13 ($1 $2)"\n');
  await chmod(loader, 0o755);
  for (const name of ['qemu-system-x86_64', 'qemu-img']) {
    await writeFile(path.join(bundledDir, 'usr/bin', name), '');
    await chmod(path.join(bundledDir, 'usr/bin', name), 0o755);
  }
  const found = await findQemu({ arch: amd64, env: machine.env, platform: 'linux', bundledDir });
  expect(found?.system).toEqual({
    file: loader,
    args: [
      '--library-path',
      path.join(bundledDir, 'usr/lib/x86_64-linux-gnu'),
      path.join(bundledDir, 'usr/bin/qemu-system-x86_64'),
    ],
  });
  expect(found?.dataDirs).toEqual([
    path.join(bundledDir, 'usr/share/qemu'),
    path.join(bundledDir, 'usr/share/seabios'),
  ]);
});

test('one that does not run is a requirement not met, with its words', async () => {
  await machine.replay('qemu-system-x86_64', [
    { when: [], status: 127, stderr: 'error while loading shared libraries' },
  ]);
  await machine.replay('qemu-img', []);
  const [found] = await probeQemu({ arch: amd64, env: machine.env, platform: 'linux' }, undefined);
  expect(found).toMatchObject({ name: 'QEMU', isMet: false, remedy: expect.stringContaining('apt-get install') });
  expect(found?.message).toContain('does not run here');
});

test.each([
  ['linux', amd64, '7.2.0', undefined],
  ['linux', amd64, '6.2.0', 'QEMU 6.2.0 is too old: 7.2.0 is needed.'],
  ['darwin', 'arm64', '8.2.0', 'QEMU 8.2.0 is too old: 8.2.1 is needed.'],
  ['win32', amd64, '10.2.0', 'QEMU 10.2.0 is too old: 11.0.0 is needed.'],
] as const)('%s on %s with QEMU %s', (platform, arch, text, expected) => {
  const [major = 0, minor = 0, micro = 0] = text.split('.').map(Number);
  expect(tooOld({ major, minor, micro }, platform, arch)).toBe(expected);
});

test('KVM is tried by opening it', async () => {
  const kvm = path.join(machine.dir, 'kvm');
  const host = { arch: amd64, env: machine.env, platform: 'linux', kvm } as const;
  expect(await checkAcceleration(host)).toMatchObject({
    isMet: false,
    isOptional: true,
    remedy: expect.stringContaining('Intel VT-x'),
  });
  await writeFile(kvm, '');
  expect(await checkAcceleration(host)).toMatchObject({ isMet: true });
  await rm(kvm);
  await mkdir(kvm); // There, but not to be opened.
  expect(await checkAcceleration(host)).toMatchObject({ isMet: false, message: expect.stringContaining('EISDIR') });
  expect(await bestAccelerator(host)).toBe('tcg');
});

test('an accelerator that is there but of no use to QEMU is named, and QEMU emulates', async () => {
  const host = { arch: process.arch === 'arm64' ? 'arm64' : amd64, env: machine.env, platform: 'darwin' } as const;
  const program = host.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64';
  await machine.replay('sysctl', [{ when: [], stdout: '1\n' }]);
  await machine.replay('qemu-img', []);
  await machine.replay(program, [
    { when: ['--version'], stdout: DEBIAN.replace('7.2.22', '10.0.0') },
    { when: ['-S'], status: 134, stderr: 'error: failed to set MSR 0x10a\nAssertion failed\n', isOnce: true },
    { when: ['-S'], status: 1, stderr: 'HV_ERROR', isOnce: true },
    { when: ['-S'] },
  ]);
  const [, acceleration] = await probeQemu(host, undefined);
  expect(acceleration).toMatchObject({
    isMet: false,
    isOptional: true,
    message: expect.stringContaining('HVF is there, but QEMU cannot use it: error: failed to set MSR 0x10a.'),
  });
  expect(await usableAccelerator(host)).toBe('tcg');
  expect(await usableAccelerator(host)).toBe('hvf');
});

test('a Mac says by sysctl whether it has its hypervisor', async () => {
  const host = { arch: process.arch === 'arm64' ? 'arm64' : amd64, env: machine.env, platform: 'darwin' } as const;
  await machine.replay('sysctl', [
    { when: ['kern.hv_support'], stdout: '1\n', isOnce: true },
    { when: [], stdout: '0\n' },
  ]);
  expect(await bestAccelerator(host)).toBe('hvf');
  expect(await checkAcceleration(host)).toMatchObject({ isMet: false, isOptional: true });
  expect((await machine.calls())[0]?.args).toEqual(['-n', 'kern.hv_support']);
});

test('Windows: firmware, then the feature, with the step that turns it on; looking asks for no rights', async () => {
  const host = { arch: amd64, env: machine.env, platform: 'win32' } as const;
  await machine.replay('powershell.exe', [factsRule({ isHypervisorPresent: false, isFirmwareOn: false })]);
  expect(await checkAcceleration(host)).toMatchObject({
    isMet: false,
    message: expect.stringContaining('off in the firmware'),
    remedy: expect.stringContaining('SVM'),
  });
  await machine.replay('powershell.exe', [factsRule({ features: { HypervisorPlatform: false } })]);
  expect(await checkAcceleration(host)).toMatchObject({
    isMet: false,
    fix: {
      command: ['dism.exe', '/online', '/enable-feature', '/featurename:HypervisorPlatform', '/all', '/norestart'],
      needsElevation: true,
      needsReboot: true,
    },
  });
  await machine.replay('powershell.exe', [factsRule()]);
  expect(await checkAcceleration(host)).toMatchObject({ isMet: true });
  const calls = await machine.calls();
  expect(calls.every(({ script }) => script && !script.includes('runas'))).toBe(true);
});
