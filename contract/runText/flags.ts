import type { RestartPolicy } from '../model/container.ts';
import { RestartPolicyName } from '../model/container.ts';
import { readBytes, readDurationMs, readInteger, readPair } from './amounts.ts';
import { isNamedDevice, readDevice, readGpus, readRate, readUlimit, readWeight } from './devices.ts';
import { firstNetwork, type RunDraft, setHealth, setPair } from './draft.ts';
import { readMountFlag, readTmpfsFlag, readVolumeFlag } from './mounts.ts';
import { readExtraHost, readLink, readNetworkFlag } from './networks.ts';
import { readExposed, readPublished, ValueProblem } from './ports.ts';
import { type Flag as FlagOf, readBoolean, type Say } from './readFlags.ts';

type Flag = FlagOf<RunDraft>;

const value = (read: Flag['read']): Flag => ({ takesValue: true, read });
const bool = (read: (draft: RunDraft, is: boolean, say: Say) => void): Flag => ({
  takesValue: false,
  read: (draft, text, say) => read(draft, readBoolean(text), say),
});

type KeysOf<T> = { [K in keyof RunDraft]-?: T extends RunDraft[K] ? K : never }[keyof RunDraft];
const text = <K extends KeysOf<string>>(key: K) => value((draft, given) => void (draft[key] = given as RunDraft[K]));
const list = (key: 'dns' | 'dnsOptions' | 'dnsSearch' | 'groupAdd' | 'capAdd' | 'capDrop' | 'deviceCgroupRules') =>
  value((draft, given) => void draft[key].push(given));
const pair = (key: 'annotations' | 'sysctls' | 'storageOptions' | 'logOptions' | 'labels') =>
  value((draft, given) => {
    const { name, value: of = '' } = readPair(given);
    if (name === '') throw new ValueProblem('It has no name.');
    if (/\s/.test(name)) throw new ValueProblem('Docker takes no name with a space in it.');
    setPair(draft[key], name, of);
  });

type NumberKey = {
  [K in keyof RunDraft]-?: Exclude<RunDraft[K], undefined> extends number ? K : never;
}[keyof RunDraft];
const whole = (key: NumberKey) => value((draft, given) => void (draft[key] = integer(given)));
const size = (key: NumberKey) =>
  value((draft, given) => void (draft[key] = given === '-1' && key === 'memorySwapBytes' ? -1 : bytes(given)));
const duration = (key: 'intervalMs' | 'timeoutMs' | 'startPeriodMs' | 'startIntervalMs') =>
  value((draft, given) => {
    const ms = readDurationMs(given);
    if (ms === undefined) throw new ValueProblem(`“${given}” is no time, such as 30s or 1m30s.`);
    if (ms > 0) setHealth(draft, { [key]: ms });
  });
/** Known, and nothing of a container. */
const ofTheCli = (why: string) => value((_draft, _given, say) => say('info', why));
const notHere = (why: string) => value((_draft, _given, say) => say('warning', why));
const onWindows = notHere('Only for containers of Windows: it is not taken over.');

/** Every flag of `docker run` and `docker create`, those that are hidden or gone included. */
export const FLAGS: Readonly<Record<string, Flag>> = {
  'add-host': value((draft, given) => void draft.extraHosts.push(readExtraHost(given))),
  annotation: pair('annotations'),
  attach: ofTheCli('Containers start in the background here: open its log or a terminal to be attached.'),
  'blkio-weight': whole('blkioWeight'),
  'blkio-weight-device': value((draft, given) => void draft.blkioWeightDevices.push(readWeight(given))),
  'cap-add': list('capAdd'),
  'cap-drop': list('capDrop'),
  'cgroup-parent': text('cgroupParent'),
  cgroupns: text('cgroupnsMode'),
  cidfile: ofTheCli('The id is shown here: no file is written.'),
  'cpu-count': onWindows,
  'cpu-percent': onWindows,
  'cpu-period': whole('cpuPeriodMicroseconds'),
  'cpu-quota': whole('cpuQuotaMicroseconds'),
  'cpu-rt-period': whole('cpuRealtimePeriodMicroseconds'),
  'cpu-rt-runtime': whole('cpuRealtimeRuntimeMicroseconds'),
  'cpu-shares': whole('cpuShares'),
  cpus: value((draft, given) => {
    if (!/^\d*\.?\d+$/.test(given)) throw new ValueProblem(`“${given}” is no number of CPUs, such as 1.5.`);
    draft.cpus = Number(given);
  }),
  'cpuset-cpus': text('cpusetCpus'),
  'cpuset-mems': text('cpusetMems'),
  detach: bool(() => {}),
  'detach-keys': ofTheCli('Keys to detach belong to the CLI.'),
  device: value((draft, given) => {
    if (!isNamedDevice(given)) return void draft.devices.push(readDevice(given));
    const named = draft.deviceRequests.find(({ driver }) => driver === 'cdi');
    if (named) named.deviceIds.push(given);
    else draft.deviceRequests.push({ driver: 'cdi', deviceIds: [given], capabilities: [], options: [] });
  }),
  'device-cgroup-rule': list('deviceCgroupRules'),
  'device-read-bps': value((draft, given) => void draft.deviceReadBytes.push(readRate(given, true))),
  'device-read-iops': value((draft, given) => void draft.deviceReadOperations.push(readRate(given, false))),
  'device-write-bps': value((draft, given) => void draft.deviceWriteBytes.push(readRate(given, true))),
  'device-write-iops': value((draft, given) => void draft.deviceWriteOperations.push(readRate(given, false))),
  'disable-content-trust': bool(() => {}),
  dns: list('dns'),
  'dns-opt': list('dnsOptions'),
  'dns-option': list('dnsOptions'),
  'dns-search': list('dnsSearch'),
  domainname: text('domainname'),
  entrypoint: value((draft, given) => void (draft.entrypoint = given === '' ? [] : [given])),
  env: value((draft, given, say) => {
    const { name, value: of } = readPair(given);
    if (name === '') throw new ValueProblem('This variable has no name.');
    if (of !== undefined) return setPair(draft.env, name, of);
    say('warning', `${name} takes its value from your shell: fill it in.`);
  }),
  'env-file': value((_draft, path, say) =>
    say('error', `Open ${path} to take its variables over.`, { path, kind: 'env' }),
  ),
  expose: value((draft, given) => void draft.expose.push(...readExposed(given))),
  gpus: value((draft, given) => void draft.deviceRequests.push(readGpus(given))),
  'group-add': list('groupAdd'),
  'health-cmd': value((draft, given) => setHealth(draft, { test: ['CMD-SHELL', given] })),
  'health-interval': duration('intervalMs'),
  'health-retries': value((draft, given) => setHealth(draft, { retries: integer(given) || undefined })),
  'health-start-interval': duration('startIntervalMs'),
  'health-start-period': duration('startPeriodMs'),
  'health-timeout': duration('timeoutMs'),
  hostname: text('hostname'),
  init: bool((draft, is) => void (draft.init = is)),
  interactive: bool((draft, is) => void (draft.openStdin = is)),
  'io-maxbandwidth': onWindows,
  'io-maxiops': onWindows,
  ip: value((draft, given) => void (firstNetwork(draft).ipv4Address = given)),
  ip6: value((draft, given) => void (firstNetwork(draft).ipv6Address = given)),
  ipc: text('ipcMode'),
  isolation: onWindows,
  'kernel-memory': notHere('Engines have no limit for the memory of the kernel any more: it is not taken over.'),
  label: pair('labels'),
  'label-file': value((_draft, path, say) =>
    say('error', `Open ${path} to take its labels over.`, { path, kind: 'labels' }),
  ),
  link: value((draft, given, say) => {
    draft.links.push(readLink(given));
    say('info', 'Links are deprecated, and give no variables since engine 29: a network with an alias does the same.');
  }),
  'link-local-ip': value((draft, given) => void firstNetwork(draft).linkLocalAddresses.push(given)),
  'log-driver': text('logDriver'),
  'log-opt': pair('logOptions'),
  'mac-address': value((draft, given) => void (firstNetwork(draft).macAddress = given)),
  memory: size('memoryBytes'),
  'memory-reservation': size('memoryReservationBytes'),
  'memory-swap': size('memorySwapBytes'),
  'memory-swappiness': value((draft, given) => {
    const amount = integer(given);
    if (amount !== -1) draft.memorySwappiness = amount;
  }),
  mount: value((draft, given) => void draft.mounts.push(readMountFlag(given))),
  name: text('name'),
  network: value((draft, given) => void draft.networks.push(readNetworkFlag(given))),
  'network-alias': value((draft, given) => void firstNetwork(draft).aliases.push(given)),
  'no-healthcheck': bool((draft, is) => is && void (draft.healthCheck = { test: ['NONE'] })),
  'oom-kill-disable': bool((draft, is) => void (draft.oomKillDisable = is)),
  'oom-score-adj': whole('oomScoreAdjust'),
  pid: text('pidMode'),
  'pids-limit': whole('pids'),
  platform: text('platform'),
  privileged: bool((draft, is) => void (draft.isPrivileged = is)),
  publish: value((draft, given) => void draft.ports.push(...readPublished(given))),
  'publish-all': bool((draft, is) => void (draft.publishAll = is)),
  pull: value((draft, given) => {
    if (given !== 'always' && given !== 'missing' && given !== 'never') {
      throw new ValueProblem(`“${given}” is not one of: always, missing, never.`);
    }
    draft.pull = given;
  }),
  quiet: bool(() => {}),
  'read-only': bool((draft, is) => void (draft.isRootReadOnly = is)),
  restart: value((draft, given) => void (draft.restartPolicy = readRestart(given))),
  rm: bool((draft, is) => void (draft.autoRemove = is)),
  runtime: text('runtime'),
  'security-opt': value((draft, given, say) => {
    const [, path] = /^seccomp[=:](.+)$/.exec(given) ?? [];
    if (path === undefined || path === 'unconfined' || path === 'builtin') draft.securityOptions.push(given);
    else say('error', `Open ${path} to take the seccomp profile over.`, { path, kind: 'seccomp' });
  }),
  'shm-size': size('shmSizeBytes'),
  'sig-proxy': bool(() => {}),
  'stop-signal': text('stopSignal'),
  'stop-timeout': whole('stopTimeoutSeconds'),
  'storage-opt': pair('storageOptions'),
  sysctl: pair('sysctls'),
  tmpfs: value((draft, given) => void draft.mounts.push(readTmpfsFlag(given))),
  tty: bool((draft, is) => void (draft.tty = is)),
  ulimit: value((draft, given) => void draft.ulimits.push(readUlimit(given))),
  'use-api-socket': {
    takesValue: false,
    read: (_draft, _given, say) =>
      say(
        'error',
        'The engine’s socket and your sign-ins are not handed to a container by this. Mount the socket if that is meant.',
      ),
  },
  user: text('user'),
  userns: text('usernsMode'),
  uts: text('utsMode'),
  volume: value((draft, given, say) => {
    const mount = readVolumeFlag(given);
    draft.mounts.push(mount);
    if (/^[.~]/.test(mount.source))
      say('warning', `${mount.source} is read from your own folder: write the whole path on the engine’s machine.`);
    if (/Docker\.sock$/.test(mount.source)) say('warning', 'Paths tell capital letters apart: is docker.sock meant?');
  }),
  'volume-driver': text('volumeDriver'),
  'volumes-from': value((draft, given) => {
    const [container = '', mode] = given.split(':');
    const known = (['ro', 'rw', 'z', 'Z'] as const).find((one) => one === mode);
    if (mode !== undefined && !known) throw new ValueProblem(`“${mode}” is not one of: ro, rw, z, Z.`);
    draft.volumesFrom.push({ container, ...(known && { mode: known }) });
  }),
  workdir: text('workingDir'),
};

/** Older names of the same. */
const ALIASES: Readonly<Record<string, string>> = { net: 'network', 'net-alias': 'network-alias' };

export const SHORT: Readonly<Record<string, string>> = {
  ...{ a: 'attach', c: 'cpu-shares', d: 'detach', e: 'env', h: 'hostname', i: 'interactive', l: 'label', m: 'memory' },
  ...{ p: 'publish', P: 'publish-all', q: 'quiet', t: 'tty', u: 'user', v: 'volume', w: 'workdir' },
};

export function flagOf(name: string): Flag | undefined {
  const known = ALIASES[name] ?? name;
  return Object.hasOwn(FLAGS, known) ? FLAGS[known] : undefined;
}

function integer(given: string): number {
  const amount = readInteger(given);
  if (amount === undefined) throw new ValueProblem(`“${given}” is no whole number.`);
  return amount;
}

function bytes(given: string): number {
  const amount = readBytes(given);
  if (amount === undefined) throw new ValueProblem(`“${given}” is no amount, such as 512m or 2g.`);
  return amount;
}

function readRestart(given: string): RestartPolicy {
  const [name, count] = given.split(':');
  const known = RestartPolicyName.options.find((one) => one === name);
  if (!known) throw new ValueProblem(`“${given}” is not one of: ${RestartPolicyName.options.join(', ')}.`);
  if (count !== undefined && known !== 'on-failure') throw new ValueProblem('Only on-failure has a number of tries.');
  return { name: known, ...(count !== undefined && { maximumRetryCount: integer(count) }) };
}
