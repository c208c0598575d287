import type { DeviceRate, DeviceWeight, Ulimit } from '../../../../../contract/model/run.ts';
import { box, bytes, bytesOrUnlimited, count, cpus, neededCount, optionalWord, word } from '../draft/codecs.ts';
import { type Codec } from '../draft/codecs.ts';
import { objectRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

const neededBytes: Codec<number> = {
  nothing: 0,
  write: bytes.write,
  read: (text) => {
    const reading = bytes.read(text);
    if (!reading.ok) return reading;
    return reading.value === undefined
      ? { ok: false, message: 'How many bytes a second?' }
      : { ok: true, value: reading.value };
  },
};

const ULIMITS = ['nofile', 'nproc', 'core', 'memlock', 'stack', 'fsize', 'cpu', 'rtprio', 'nice', 'sigpending'];
const path = { label: 'device', placeholder: '/dev/sda', codec: word, share: 2 };

const rate = (label: string, noun: string, flag: string, isBytes: boolean) =>
  objectRows<DeviceRate>(
    { label, noun, flags: [flag], keywords: 'block i/o disk throttle' },
    {
      path,
      perSecond: {
        label: isBytes ? 'bytes a second' : 'operations a second',
        placeholder: isBytes ? '10m' : '1000',
        codec: isBytes ? neededBytes : neededCount('the operations', 'How many operations a second?'),
      },
    },
  );

export const limitFields = {
  memoryBytes: {
    kind: 'value',
    label: 'Memory',
    help: 'More than this is not given: what takes more is ended.',
    placeholder: 'no limit, or 512m',
    flags: ['--memory', '-m'],
    keywords: 'ram',
    codec: bytes,
  },
  memoryReservationBytes: {
    kind: 'value',
    label: 'Memory to keep to',
    help: 'What it is brought back to when memory is short.',
    placeholder: 'none, or 256m',
    flags: ['--memory-reservation'],
    codec: bytes,
  },
  memorySwapBytes: {
    kind: 'value',
    label: 'Memory and swap',
    help: 'Both together; the same as the memory is no swap, -1 as much as there is.',
    placeholder: 'twice the memory',
    flags: ['--memory-swap'],
    codec: bytesOrUnlimited,
  },
  memorySwappiness: {
    kind: 'value',
    label: 'Swappiness',
    help: 'How readily its memory is swapped out, 0 to 100.',
    placeholder: 'that of the machine',
    flags: ['--memory-swappiness'],
    codec: count('it', { max: 100 }),
  },
  oomKillDisable: {
    kind: 'value',
    label: 'Never end it for want of memory',
    input: 'box',
    flags: ['--oom-kill-disable'],
    codec: box,
  },
  oomScoreAdjust: {
    kind: 'value',
    label: 'Order when memory is short',
    help: 'From -1000 (ended last) to 1000 (ended first).',
    placeholder: '0',
    flags: ['--oom-score-adj'],
    keywords: 'out of memory killer',
    codec: count('it', { min: -1000, max: 1000 }),
  },
  shmSizeBytes: {
    kind: 'value',
    label: 'Shared memory',
    help: 'The size of /dev/shm; browsers and databases want more.',
    placeholder: '64m',
    flags: ['--shm-size'],
    codec: bytes,
  },
  cpus: {
    kind: 'value',
    label: 'CPUs',
    help: 'How much of them it may use at most.',
    placeholder: 'no limit, or 0.5',
    flags: ['--cpus'],
    keywords: 'processor cores',
    codec: cpus,
  },
  cpuShares: {
    kind: 'value',
    label: 'CPU shares',
    help: 'Its weight beside others when the CPUs are busy.',
    placeholder: '1024',
    flags: ['--cpu-shares', '-c'],
    codec: count('the shares'),
  },
  cpusetCpus: {
    kind: 'value',
    label: 'Only on these CPUs',
    placeholder: 'all, or 0-3, or 0,2',
    flags: ['--cpuset-cpus'],
    codec: optionalWord,
  },
  cpusetMems: {
    kind: 'value',
    label: 'Only memory of these nodes',
    placeholder: 'all, or 0',
    flags: ['--cpuset-mems'],
    keywords: 'numa',
    codec: optionalWord,
  },
  cpuPeriodMicroseconds: {
    kind: 'value',
    label: 'CPU period, in µs',
    placeholder: '100000',
    flags: ['--cpu-period'],
    keywords: 'cfs scheduler',
    codec: count('the period'),
  },
  cpuQuotaMicroseconds: {
    kind: 'value',
    label: 'CPU time in each period, in µs',
    placeholder: 'no limit',
    flags: ['--cpu-quota'],
    keywords: 'cfs scheduler',
    codec: count('the time', { min: -1 }),
  },
  cpuRealtimePeriodMicroseconds: {
    kind: 'value',
    label: 'Real-time period, in µs',
    placeholder: 'none',
    flags: ['--cpu-rt-period'],
    codec: count('the period'),
  },
  cpuRealtimeRuntimeMicroseconds: {
    kind: 'value',
    label: 'Real-time share of it, in µs',
    placeholder: 'none',
    flags: ['--cpu-rt-runtime'],
    codec: count('the time'),
  },
  pids: {
    kind: 'value',
    label: 'Processes',
    help: 'How many it may have at once; -1 is no limit.',
    placeholder: 'no limit',
    flags: ['--pids-limit'],
    keywords: 'fork bomb',
    codec: count('the number', { min: -1 }),
  },
  ulimits: objectRows<Ulimit>(
    {
      label: 'Ulimits',
      noun: 'ulimit',
      help: 'Limits of each process; -1 is none.',
      flags: ['--ulimit'],
      keywords: 'nofile open files',
    },
    {
      name: { label: 'name', placeholder: 'nofile', suggestions: ULIMITS, codec: word },
      soft: { label: 'soft limit', placeholder: 'soft', codec: neededCount('the limit', 'Which limit?', { min: -1 }) },
      hard: { label: 'hard limit', placeholder: 'hard', codec: neededCount('the limit', 'Which limit?', { min: -1 }) },
    },
  ),
  blkioWeight: {
    kind: 'value',
    label: 'Disk weight',
    help: 'Beside others, from 10 to 1000.',
    placeholder: 'as all',
    flags: ['--blkio-weight'],
    keywords: 'block i/o',
    codec: count('the weight', { max: 1000 }),
  },
  blkioWeightDevices: objectRows<DeviceWeight>(
    {
      label: 'Disk weights of devices',
      noun: 'device weight',
      flags: ['--blkio-weight-device'],
      keywords: 'block i/o disk',
    },
    {
      path,
      weight: { label: 'weight', placeholder: '500', codec: neededCount('the weight', 'Which weight?', { max: 1000 }) },
    },
  ),
  deviceReadBytes: rate('Bytes read from devices', 'read limit', '--device-read-bps', true),
  deviceWriteBytes: rate('Bytes written to devices', 'write limit', '--device-write-bps', true),
  deviceReadOperations: rate('Reads from devices', 'limit of reads', '--device-read-iops', false),
  deviceWriteOperations: rate('Writes to devices', 'limit of writes', '--device-write-iops', false),
} satisfies Partial<FieldsFor>;
