import { expect, test } from 'vitest';
import { vmEnd } from './end.ts';
import { qemuFailure } from './failure.ts';
import { forwardFailure, forwardedPort } from './forwards.ts';
import { parseQemuVersion } from './version.ts';

test.each([
  ['qemu-system-x86_64: -drive …: Failed to get "write" lock\nIs another process using the image [d]?', 'conflict'],
  ['qemu-system-x86_64: cannot create PID file: Cannot lock pid file: Resource temporarily unavailable', 'conflict'],
  [
    'Could not access KVM kernel module: Permission denied\nqemu: failed to initialize kvm: Permission denied',
    'permission-denied',
  ],
  ['Could not access KVM kernel module: No such file or directory\nqemu: failed to initialize kvm', 'unsupported'],
  ['qemu-system-aarch64: -accel hvf: Error: ret = HV_DENIED (0xfae94007)', 'unsupported'],
  ['qemu-system-x86_64w: WHPX: No accelerator found, hr=00000000', 'unsupported'],
  ["qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory", 'unsupported'],
])('%s', (text, code) => {
  expect(qemuFailure(text, 'ended with status 1')).toMatchObject({ code, hint: expect.any(String), engineText: text });
});

test('what is not known is told in QEMU’s last words, or by how it ended', () => {
  expect(qemuFailure('qemu: a\nqemu: something new\n', 'x')).toMatchObject({
    code: 'unexpected',
    message: 'QEMU did not start: qemu: something new',
  });
  expect(qemuFailure('', 'ended with status 1').message).toBe('QEMU did not start: ended with status 1');
});

test.each([
  ['guest-shutdown', { status: 0, signal: null }, false, 'stopped'],
  ['host-qmp-quit', { status: 0, signal: null }, true, 'stopped'],
  ['guest-reset', { status: 0, signal: null }, false, 'crashed'],
  ['guest-reset', { status: 0, signal: null }, true, 'stopped'],
  ['host-signal', { status: 0, signal: null }, false, 'killed'],
  [undefined, { status: null, signal: 'SIGKILL' }, false, 'killed'],
  [undefined, undefined, false, 'killed'],
  [undefined, { status: 1, signal: null }, false, 'crashed'],
] as const)('QEMU said %s, its process %j', (reason, exit, isAskedFor, expected) => {
  expect(vmEnd(reason, exit, isAskedFor).reason).toBe(expected);
});

test('the port of SSH is read from what QEMU prints', () => {
  const text =
    'Hub -1 (n0):\r\n  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ\r\n' +
    '  TCP[ESTABLISHED]   12       127.0.0.1 40000       10.0.2.15    22     0     0\r\n' +
    '  TCP[HOST_FORWARD]  15               * 18082       10.0.2.15    81     0     0\r\n' +
    '  TCP[HOST_FORWARD]   9       127.0.0.1 46027       10.0.2.15    22     0     0\r\n';
  expect(forwardedPort(text, 22)).toBe(46027);
  expect(forwardedPort(text, 81)).toBe(18082);
  expect(forwardedPort(text, 80)).toBeUndefined();
});

test('a port that may not be listened on has the reason of its system', () => {
  const port = { protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 80 } as const;
  expect(forwardFailure(port, 'EACCES', '', 'linux')).toMatchObject({
    code: 'permission-denied',
    hint: expect.stringContaining('below 1024'),
  });
  expect(forwardFailure(port, 'EACCES', '', 'win32')).toMatchObject({
    hint: expect.stringContaining('excludedportrange'),
  });
  expect(forwardFailure(port, undefined, 'x')).toMatchObject({ code: 'unexpected', engineText: 'x' });
});

test('versions of QEMU as they are written', () => {
  expect(parseQemuVersion('QEMU emulator version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)')).toEqual({
    major: 10,
    minor: 0,
    micro: 13,
  });
  expect(parseQemuVersion('QEMU emulator version 11.0')).toEqual({ major: 11, minor: 0, micro: 0 });
  expect(parseQemuVersion('something else 1.2.3')).toBeUndefined();
});
