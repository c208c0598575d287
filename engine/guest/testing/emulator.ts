import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import type { GuestArch } from '../arch.ts';
import { kernelCommandLine, serialConsole } from '../commandLine.ts';
import { configDisk, slirpNetwork, type GuestConfig } from '../config/configDisk.ts';
import type { Tools } from '../debian/tools.ts';

/** A guest that runs in an emulator, for tests of the guest alone: bare, with no driver around it. */
export interface EmulatedGuest {
  readonly pid: number;
  readonly port: number;
  /** The first line `KIND {json}` on the serial port; rejects when the emulator ends or the time is up. */
  said(kind: 'READY' | 'FAILED' | 'WARNING' | 'STOPPED', timeoutMs: number): Promise<Record<string, unknown>>;
  readonly ended: Promise<number | null>;
  serial(): string;
  kill(): Promise<void>;
}

export interface EmulatorRequest {
  readonly tools: Tools;
  readonly arch: GuestArch;
  /** A folder with `kernel`, `initrd` and `root.erofs`. */
  readonly parts: string;
  readonly dataDisk: string;
  readonly config: GuestConfig;
  /** Arguments of QEMU to boot it by, in place of its kernel, initramfs and root. */
  readonly boot?: readonly string[];
  /** More of the kernel's command line. */
  readonly append?: string;
  /** A cable with nobody at its other end: no DHCP, no SSH. */
  readonly isAlone?: boolean;
  /** No serial port at all: whoever waits for READY waits in vain. */
  readonly isSilent?: boolean;
  /** More arguments of QEMU. */
  readonly more?: readonly string[];
}

export const testConfig = (authorizedKey: string): GuestConfig => ({
  authorizedKeys: [authorizedKey],
  network: slirpNetwork,
  daemon: { ip6tables: false },
  certificates: [],
  mounts: [],
});

/** A blank disk that takes no room until it is written to. */
export async function blankDisk(file: string, sizeBytes: number): Promise<string> {
  await writeFile(file, '');
  await truncate(file, sizeBytes);
  return file;
}

export async function startEmulator(request: EmulatorRequest): Promise<EmulatedGuest> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-guest-'));
  endWithThisProcess(dir);
  const serialFile = path.join(dir, 'serial.log');
  const config = path.join(dir, 'config.img');
  await writeFile(config, configDisk(request.config));
  await writeFile(serialFile, '');
  const port = await freePort();
  const [file, ...first] = request.tools.command(PROGRAMS[request.arch]);
  const errors = openSync(path.join(dir, 'errors.log'), 'w');
  const child = spawn(file, [...first, ...qemuArguments(request, { config, serialFile, port })], {
    stdio: ['ignore', errors, errors],
  });
  closeSync(errors);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = (name: string) => readFileSync(path.join(dir, name), 'latin1');
  return {
    pid: child.pid ?? 0,
    port,
    ended,
    serial: () => text('serial.log'),
    said: (kind, timeoutMs) =>
      waitFor(kind, { child, timeoutMs, serial: () => text('serial.log') + text('errors.log') }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const PROGRAMS = { amd64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64' };

const MACHINES = {
  amd64: ['-machine', 'q35,vmport=off', '-cpu', 'max'],
  arm64: ['-machine', 'virt', '-cpu', 'cortex-a72'],
};

interface Files {
  readonly config: string;
  readonly serialFile: string;
  readonly port: number;
}

function qemuArguments(request: EmulatorRequest, { config, serialFile, port }: Files): string[] {
  const { tools, arch, dataDisk, more = [], isAlone = false, isSilent = false } = request;
  return [
    ...['-L', tools.path('usr/share/qemu'), '-L', tools.path('usr/share/seabios')],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...MACHINES[arch],
    ...['-accel', 'tcg,thread=multi,tb-size=256', '-smp', '2', '-m', '2048'],
    ...(request.boot ?? directBoot(request)),
    ...disk('d', dataDisk, 'discard=unmap,detect-zeroes=unmap'),
    ...disk('c', config, 'readonly=on'),
    ...['-netdev', isAlone ? 'hubport,id=n0,hubid=0' : `user,id=n0,hostfwd=tcp:127.0.0.1:${port}-:22`],
    ...['-device', 'virtio-net-pci,netdev=n0,romfile='],
    ...['-device', 'virtio-rng-pci', '-serial', isSilent ? 'none' : `file:${serialFile}`],
    ...more,
  ];
}

const directBoot = ({ arch, parts, append = '' }: EmulatorRequest): string[] => [
  ...['-kernel', path.join(parts, 'kernel'), '-initrd', path.join(parts, 'initrd')],
  ...['-append', `${kernelCommandLine(serialConsole[arch], true)} edd=off ${append}`],
  ...disk('r', path.join(parts, 'root.erofs'), 'readonly=on'),
];

const disk = (id: string, file: string, more: string): string[] => [
  ...['-drive', `if=none,id=${id},file=${file},format=raw,${more}`],
  ...['-device', `virtio-blk-pci,drive=${id}`],
];

interface Waiting {
  readonly child: ChildProcess;
  readonly timeoutMs: number;
  readonly serial: () => string;
}

async function waitFor(kind: string, { child, timeoutMs, serial }: Waiting): Promise<Record<string, unknown>> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    const line = new RegExp(`^${kind} (\\{.*\\})\\r?$`, 'm').exec(serial())?.[1];
    if (line) return JSON.parse(line) as Record<string, unknown>;
    if (hasEnded || Date.now() > until) {
      throw new Error(
        `The guest never said ${kind}${hasEnded ? ' (its emulator ended)' : ''}:\n${serial().slice(-2000)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
