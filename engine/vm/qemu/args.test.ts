import { expect, test } from 'vitest';
import type { GuestArch } from '../driver.ts';
import { type Accelerator, type QemuMachine, qemuArgs } from './args.ts';

const machine: QemuMachine = {
  name: 'gantry',
  arch: 'amd64',
  accelerator: 'tcg',
  version: { major: 10, minor: 0, micro: 13 },
  cpus: 2,
  memoryBytes: 2 * 2 ** 30,
  kernel: '/g/vmlinuz',
  initrd: '/g/initrd',
  root: '/g/root.erofs',
  data: '/v/data.qcow2',
  config: '/v/config.img',
  serialLog: '/v/serial.log',
  pidFile: '/v/qemu.pid',
  control: { type: 'stdio' },
  dataDirs: [],
};

const TAIL = [
  '-nodefaults -no-user-config -display none -no-reboot -name gantry',
  '-smp 2 -m 2048',
  '-kernel /g/vmlinuz -initrd /g/initrd',
  '-drive if=none,id=r,file=/g/root.erofs,format=raw,readonly=on -device virtio-blk-pci,drive=r',
  '-drive if=none,id=d,file=/v/data.qcow2,format=qcow2,discard=unmap,detect-zeroes=unmap -device virtio-blk-pci,drive=d,discard=on',
  '-drive if=none,id=c,file=/v/config.img,format=raw,readonly=on -device virtio-blk-pci,drive=c',
  '-netdev user,id=n0,hostfwd=tcp:127.0.0.1:0-:22 -device virtio-net-pci,netdev=n0,romfile=',
  '-device virtio-balloon-pci,free-page-reporting=on -device virtio-rng-pci',
  '-chardev file,id=s0,path=/v/serial.log -serial chardev:s0',
  '-pidfile /v/qemu.pid',
  '-qmp stdio',
].join(' ');

const heads: readonly (readonly [Accelerator, GuestArch, number, string])[] = [
  ['tcg', 'amd64', 10, '-machine q35,vmport=off -accel tcg,thread=multi,tb-size=256 -cpu max'],
  ['tcg', 'amd64', 7, '-machine q35,vmport=off -accel tcg,thread=multi,tb-size=256 -cpu max,-cx16'],
  ['tcg', 'arm64', 10, '-machine virt -accel tcg,thread=multi,tb-size=256 -cpu cortex-a72'],
  ['kvm', 'amd64', 10, '-machine q35,accel=kvm -cpu host'],
  ['kvm', 'arm64', 10, '-machine virt,accel=kvm,gic-version=max -cpu host'],
  ['hvf', 'amd64', 10, '-machine q35,accel=hvf -cpu host,-pdpe1gb,-avx512vl'],
  ['hvf', 'arm64', 10, '-machine virt,accel=hvf -cpu host'],
  ['whpx', 'amd64', 10, '-machine q35,accel=whpx:tcg,kernel-irqchip=off -cpu qemu64'],
  ['whpx', 'amd64', 11, '-machine q35,accel=whpx:tcg -cpu qemu64'],
  ['whpx', 'arm64', 11, '-machine virt,accel=whpx:tcg -cpu cortex-a72'],
];

test.each(heads)('%s on %s with QEMU %d', (accelerator, arch, major, head) => {
  const args = [...qemuArgs({ ...machine, accelerator, arch, version: { major, minor: 0, micro: 0 } })];
  const [append = ''] = args.splice(args.indexOf('-append'), 2).slice(1);
  expect(args.join(' ')).toBe(`${head} ${TAIL}`);
  expect(append).toMatch(/^console=\w+ quiet .*panic=-1.* edd=off$/);
  expect(append).toContain(arch === 'amd64' ? 'console=ttyS0' : 'console=ttyAMA0');
  // A processor that is real needs its protections.
  expect(append.includes('mitigations=off')).toBe(accelerator === 'tcg');
});

test('a control socket is served without waiting for us, and firmware is looked for where it was unpacked', () => {
  const args = qemuArgs({ ...machine, control: { type: 'socket', path: '/v/qmp.sock' }, dataDirs: ['/q/a', '/q/b'] });
  expect(args.slice(0, 4)).toEqual(['-L', '/q/a', '-L', '/q/b']);
  expect(args.join(' ')).toContain(
    '-chardev socket,id=q0,path=/v/qmp.sock,server=on,wait=off -mon chardev=q0,mode=control',
  );
  expect(args).not.toContain('-qmp');
});

test('a comma in a path does not end the option, and a space does not end the argument', () => {
  const args = qemuArgs({ ...machine, data: '/v/a, b/data.qcow2', kernel: '/g/a, b' });
  expect(args).toContain('if=none,id=d,file=/v/a,, b/data.qcow2,format=qcow2,discard=unmap,detect-zeroes=unmap');
  expect(args).toContain('/g/a, b');
});
