import { access, constants, open, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import type { Context } from '../../contract/model/context.ts';
import type { Requirement } from '../../contract/model/engine.ts';
import type { VirtualizationState } from '../../contract/model/firstRun.ts';
import { freeBytesAt } from '../storage/freeBytes.ts';
import type { MachineFacts } from './checks.ts';

export interface FactsRequest {
  readonly platform: NodeJS.Platform;
  readonly dataDir: string;
  readonly contexts: readonly Context[];
  /** What the engine in a VM needs: on macOS and Windows it knows best whether there is virtualization. */
  readonly vmRequirements: () => Promise<readonly Requirement[]>;
}

/** Looks at this computer. What cannot be read is unknown, never an error. */
export async function readMachineFacts(request: FactsRequest): Promise<MachineFacts> {
  const { platform, dataDir, contexts } = request;
  const refusedSocket = contexts.map(refusedSocketOf).find((socket) => socket !== undefined);
  const [name, { virtualization, kvmModule }, freeDiskBytes, canWriteDataDir, socketGroup] = await Promise.all([
    platform === 'linux' ? linuxName() : `${os.version()} (${os.release()})`,
    platform === 'linux' ? linuxVirtualization() : elsewhere(request),
    freeBytesAt(dataDir),
    access(dataDir, constants.W_OK).then(...yesOrNo),
    refusedSocket === undefined ? undefined : groupOf(refusedSocket),
  ]);
  return {
    ...{ platform, name, virtualization, freeDiskBytes, dataDir, canWriteDataDir },
    ...(kvmModule !== undefined && { kvmModule }),
    release: os.release(),
    arch: process.arch,
    totalMemoryBytes: os.totalmem(),
    user: os.userInfo().username,
    isAdministrator: process.getuid?.() === 0,
    ...(refusedSocket !== undefined && { refusedSocket }),
    ...(socketGroup !== undefined && { socketGroup }),
  };
}

/** Of an engine of this machine that is there and lets this user not in. */
export function refusedSocketOf({ endpoint, state }: Context): string | undefined {
  if (state.type !== 'unreachable' || state.error.code !== 'engine-unreachable') return undefined;
  return state.error.reason === 'permission-denied' ? /^unix:\/\/(.+)$/.exec(endpoint)?.[1] : undefined;
}

/** Only groups that are made for it: a person is never told to join another one to reach a socket. */
const JOINABLE = new Set(['docker', 'podman']);

async function groupOf(socket: string): Promise<string | undefined> {
  const { gid, mode } = await stat(socket).catch(() => ({ gid: -1, mode: 0 }));
  if ((mode & 0o060) !== 0o060) return undefined;
  const groups = await readFile('/etc/group', 'utf8').catch(() => '');
  const name = groups.split('\n').find((line) => line.split(':')[2] === String(gid));
  const group = name?.split(':')[0];
  return group !== undefined && JOINABLE.has(group) ? group : undefined;
}

async function linuxName(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return prettyName(text) ?? `Linux ${os.release()}`;
}

export const prettyName = (osRelease: string): string | undefined =>
  /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(osRelease)?.[1]?.slice(0, 100);

interface Virtualization {
  readonly virtualization: VirtualizationState;
  readonly kvmModule?: string;
}

/** By opening the device: that it is there means nothing. */
async function linuxVirtualization(): Promise<Virtualization> {
  const failed = await open('/dev/kvm', 'r+').then(
    (device) => device.close(),
    ({ code }: NodeJS.ErrnoException) => code,
  );
  if (failed === undefined) return { virtualization: 'usable' };
  if (failed === 'EACCES' || failed === 'EPERM') return { virtualization: 'no-rights' };
  const kvmModule = kvmModuleFor(await readFile('/proc/cpuinfo', 'utf8').catch(() => ''));
  return kvmModule === undefined ? { virtualization: 'off' } : { virtualization: 'no-module', kvmModule };
}

/** Intel’s or AMD’s; the kernel does not list the flag where the firmware has it off. */
export function kvmModuleFor(cpuinfo: string): string | undefined {
  const flag = /^flags\s*:.*\b(vmx|svm)\b/m.exec(cpuinfo)?.[1];
  return flag && (flag === 'vmx' ? 'kvm_intel' : 'kvm_amd');
}

/** The names under which the drivers of the VM say it. */
const SAID_AS = /^(Hardware acceleration|Virtualization|Hyper-V|WSL2|macOS 13)$/;

async function elsewhere({ vmRequirements }: FactsRequest): Promise<Virtualization> {
  const said = (await vmRequirements().catch(() => [])).filter(({ name }) => SAID_AS.test(name));
  if (said.length === 0) return { virtualization: 'unknown' };
  const isOff = said.some(({ name, isMet }) => !isMet && /Virtual|accel/.test(name));
  return { virtualization: isOff ? 'off' : 'usable' };
}

const yesOrNo = [() => true, () => false] as const;
