import { expect, test } from 'vitest';
import type { MachineCheckId } from '../../contract/model/firstRun.ts';
import { judgeMachine, type MachineFacts } from './checks.ts';
import { kvmModuleFor, prettyName } from './facts.ts';

const GIB = 2 ** 30;
const good: MachineFacts = {
  ...{ platform: 'linux', release: '6.1.0-18-amd64', name: 'Debian GNU/Linux 12', arch: 'x64' },
  ...{ virtualization: 'usable', totalMemoryBytes: 16 * GIB, freeDiskBytes: 100 * GIB },
  ...{ dataDir: '/home/ann/.local/share/gantry', canWriteDataDir: true, user: 'ann', isAdministrator: false },
};
const look = (facts: Partial<MachineFacts>, id: MachineCheckId) =>
  judgeMachine({ ...good, ...facts }).find((check) => check.id === id);

test('a computer that has everything is in order in all points, each once', () => {
  expect(judgeMachine(good).map(({ id, status }) => `${id} ${status}`)).toEqual([
    'system good',
    'virtualization good',
    'memory good',
    'disk good',
    'rights good',
  ]);
});

test.each([
  ['linux', '4.18.0', 'supported'],
  ['linux', '4.9.0-19', 'too-old'],
  ['linux', '10.0.0', 'supported'],
  ['darwin', '22.1.0', 'supported'],
  ['darwin', '21.6.0', 'too-old'],
  ['win32', '10.0.19045', 'supported'],
  ['win32', '10.0.18363', 'too-old'],
  ['win32', '6.3.9600', 'too-old'],
  ['freebsd', '14.0', 'unknown-system'],
] as const)('%s %s is %s', (platform, release, reason) => {
  expect(look({ platform, release }, 'system')).toMatchObject({ reason });
});

test('a processor that engines do not run on is said before the rest', () => {
  expect(look({ arch: 'ia32' }, 'system')).toMatchObject({ status: 'missing', reason: 'unknown-processor' });
});

test('virtualization is needed where the engine is in a VM, and only worth a word elsewhere', () => {
  expect(look({ virtualization: 'off' }, 'virtualization')).toMatchObject({ status: 'poor', isNeeded: false });
  expect(look({ virtualization: 'off', platform: 'win32', release: '10.0.22631' }, 'virtualization')).toMatchObject({
    status: 'missing',
    isNeeded: true,
  });
  expect(look({ virtualization: 'unknown', platform: 'darwin', release: '22.0' }, 'virtualization')).toMatchObject({
    status: 'poor',
  });
});

test('who may not use KVM joins its group, after signing in again; an administrator is not asked for permission', () => {
  expect(look({ virtualization: 'no-rights' }, 'virtualization')).toMatchObject({
    commands: ['sudo usermod -aG kvm ann'],
    fix: { command: ['usermod', '-aG', 'kvm', 'ann'], needsElevation: true, after: 'sign-in' },
  });
  expect(look({ virtualization: 'no-rights', isAdministrator: true }, 'virtualization')?.fix?.needsElevation).toBe(
    false,
  );
});

test('the kernel’s module is that of the processor, and loading it counts at once', () => {
  expect(kvmModuleFor('processor\t: 0\nflags\t\t: fpu vmx sse\n')).toBe('kvm_intel');
  expect(kvmModuleFor('flags : fpu svm')).toBe('kvm_amd');
  expect(kvmModuleFor('flags : fpu\nvmx flags : none')).toBeUndefined();
  expect(look({ virtualization: 'no-module', kvmModule: 'kvm_amd' }, 'virtualization')).toMatchObject({
    commands: ['sudo modprobe kvm_amd'],
    fix: { after: 'nothing' },
  });
});

test.each([
  [1, 'missing'],
  [1.9, 'poor'],
  [3, 'poor'],
  [3.8, 'good'],
] as const)('%s GiB of memory are %s', (gib, status) => {
  expect(look({ totalMemoryBytes: gib * GIB }, 'memory')).toMatchObject({ status });
});

test.each([
  [3, 'missing'],
  [5, 'poor'],
  [20, 'good'],
] as const)('%s GiB of free disk are %s', (gib, status) => {
  expect(look({ freeDiskBytes: gib * GIB }, 'disk')).toMatchObject({ status });
});

test('a socket that refuses the person is mended by its group, where that is one to join [AC-76]', () => {
  const refused = { refusedSocket: '/var/run/docker.sock' };
  expect(look({ ...refused, socketGroup: 'docker' }, 'rights')).toMatchObject({
    status: 'poor',
    reason: 'socket-refused',
    path: '/var/run/docker.sock',
    commands: ['sudo usermod -aG docker ann'],
    fix: { after: 'sign-in' },
  });
  expect(look(refused, 'rights')).not.toHaveProperty('fix');
});

test('a data folder that cannot be written to comes before everything else about rights', () => {
  expect(look({ canWriteDataDir: false, refusedSocket: '/x' }, 'rights')).toMatchObject({
    status: 'missing',
    reason: 'not-writable',
    path: good.dataDir,
  });
});

test('a system is called as it calls itself', () => {
  expect(prettyName('NAME=x\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe('Debian GNU/Linux 12 (bookworm)');
  expect(prettyName('ID=alpine')).toBeUndefined();
});
