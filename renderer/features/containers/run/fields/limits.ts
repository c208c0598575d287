import type { DeviceRate, DeviceWeight, Ulimit } from '../../../../../contract/model/run.ts';
import { box, bytes, bytesOrUnlimited, count, cpus, neededCount, optionalWord, word } from '../draft/codecs.ts';
import { type Codec } from '../draft/codecs.ts';
import { objectRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

const neededBytes: Codec<number> = {
  nothing: 0,
  write: bytes.write,
  read: (text) => {
    const reading = bytes.read(text);
    if (!reading.ok) return reading;
    return reading.value === undefined
      ? { ok: false, message: t('How many bytes a second?') }
      : { ok: true, value: reading.value };
  },
};

const ULIMITS = ['nofile', 'nproc', 'core', 'memlock', 'stack', 'fsize', 'cpu', 'rtprio', 'nice', 'sigpending'];
const path = {
  get label() {
    return t('device');
  },
  placeholder: '/dev/sda',
  codec: word,
  share: 2,
};

const rate = (label: () => string, noun: () => string, flag: string, isBytes: boolean) =>
  objectRows<DeviceRate>(
    {
      get label() {
        return label();
      },
      get noun() {
        return noun();
      },
      flags: [flag],
      keywords: 'block i/o disk throttle',
    },
    {
      path,
      perSecond: {
        get label() {
          return isBytes ? t('bytes a second') : t('operations a second');
        },
        placeholder: isBytes ? '10m' : '1000',
        codec: isBytes
          ? neededBytes
          : neededCount(
              () => t('the operations'),
              () => t('How many operations a second?'),
            ),
      },
    },
  );

export const limitFields = {
  memoryBytes: {
    kind: 'value',
    get label() {
      return t('Memory');
    },
    get help() {
      return t('More than this is not given: what takes more is ended.');
    },
    get placeholder() {
      return t('no limit, or 512m');
    },
    flags: ['--memory', '-m'],
    keywords: 'ram',
    codec: bytes,
  },
  memoryReservationBytes: {
    kind: 'value',
    get label() {
      return t('Memory to keep to');
    },
    get help() {
      return t('What it is brought back to when memory is short.');
    },
    get placeholder() {
      return t('none, or 256m');
    },
    flags: ['--memory-reservation'],
    codec: bytes,
  },
  memorySwapBytes: {
    kind: 'value',
    get label() {
      return t('Memory and swap');
    },
    get help() {
      return t('Both together; the same as the memory is no swap, -1 as much as there is.');
    },
    get placeholder() {
      return t('twice the memory');
    },
    flags: ['--memory-swap'],
    codec: bytesOrUnlimited,
  },
  memorySwappiness: {
    kind: 'value',
    get label() {
      return t('Swappiness');
    },
    get help() {
      return t('How readily its memory is swapped out, 0 to 100.');
    },
    get placeholder() {
      return t('that of the machine');
    },
    flags: ['--memory-swappiness'],
    codec: count(() => t('it'), { max: 100 }),
  },
  oomKillDisable: {
    kind: 'value',
    get label() {
      return t('Never end it for want of memory');
    },
    input: 'box',
    flags: ['--oom-kill-disable'],
    codec: box,
  },
  oomScoreAdjust: {
    kind: 'value',
    get label() {
      return t('Order when memory is short');
    },
    get help() {
      return t('From -1000 (ended last) to 1000 (ended first).');
    },
    placeholder: '0',
    flags: ['--oom-score-adj'],
    keywords: 'out of memory killer',
    codec: count(() => t('it'), { min: -1000, max: 1000 }),
  },
  shmSizeBytes: {
    kind: 'value',
    get label() {
      return t('Shared memory');
    },
    get help() {
      return t('The size of /dev/shm; browsers and databases want more.');
    },
    placeholder: '64m',
    flags: ['--shm-size'],
    codec: bytes,
  },
  cpus: {
    kind: 'value',
    get label() {
      return t('CPUs');
    },
    get help() {
      return t('How much of them it may use at most.');
    },
    get placeholder() {
      return t('no limit, or 0.5');
    },
    flags: ['--cpus'],
    keywords: 'processor cores',
    codec: cpus,
  },
  cpuShares: {
    kind: 'value',
    get label() {
      return t('CPU shares');
    },
    get help() {
      return t('Its weight beside others when the CPUs are busy.');
    },
    placeholder: '1024',
    flags: ['--cpu-shares', '-c'],
    codec: count(() => t('the shares')),
  },
  cpusetCpus: {
    kind: 'value',
    get label() {
      return t('Only on these CPUs');
    },
    get placeholder() {
      return t('all, or 0-3, or 0,2');
    },
    flags: ['--cpuset-cpus'],
    codec: optionalWord,
  },
  cpusetMems: {
    kind: 'value',
    get label() {
      return t('Only memory of these nodes');
    },
    get placeholder() {
      return t('all, or 0');
    },
    flags: ['--cpuset-mems'],
    keywords: 'numa',
    codec: optionalWord,
  },
  cpuPeriodMicroseconds: {
    kind: 'value',
    get label() {
      return t('CPU period, in µs');
    },
    placeholder: '100000',
    flags: ['--cpu-period'],
    keywords: 'cfs scheduler',
    codec: count(() => t('the period')),
  },
  cpuQuotaMicroseconds: {
    kind: 'value',
    get label() {
      return t('CPU time in each period, in µs');
    },
    get placeholder() {
      return t('no limit');
    },
    flags: ['--cpu-quota'],
    keywords: 'cfs scheduler',
    codec: count(() => t('the time'), { min: -1 }),
  },
  cpuRealtimePeriodMicroseconds: {
    kind: 'value',
    get label() {
      return t('Real-time period, in µs');
    },
    placeholder: 'none',
    flags: ['--cpu-rt-period'],
    codec: count(() => t('the period')),
  },
  cpuRealtimeRuntimeMicroseconds: {
    kind: 'value',
    get label() {
      return t('Real-time share of it, in µs');
    },
    placeholder: 'none',
    flags: ['--cpu-rt-runtime'],
    codec: count(() => t('the time')),
  },
  pids: {
    kind: 'value',
    get label() {
      return t('Processes');
    },
    get help() {
      return t('How many it may have at once; -1 is no limit.');
    },
    get placeholder() {
      return t('no limit');
    },
    flags: ['--pids-limit'],
    keywords: 'fork bomb',
    codec: count(() => t('the number'), { min: -1 }),
  },
  ulimits: objectRows<Ulimit>(
    {
      get label() {
        return t('Ulimits');
      },
      get noun() {
        return t('ulimit');
      },
      get help() {
        return t('Limits of each process; -1 is none.');
      },
      flags: ['--ulimit'],
      keywords: 'nofile open files',
    },
    {
      name: {
        get label() {
          return t('name');
        },
        placeholder: 'nofile',
        suggestions: ULIMITS,
        codec: word,
      },
      soft: {
        get label() {
          return t('soft limit');
        },
        placeholder: 'soft',
        codec: neededCount(
          () => t('the limit'),
          () => t('Which limit?'),
          { min: -1 },
        ),
      },
      hard: {
        get label() {
          return t('hard limit');
        },
        placeholder: 'hard',
        codec: neededCount(
          () => t('the limit'),
          () => t('Which limit?'),
          { min: -1 },
        ),
      },
    },
  ),
  blkioWeight: {
    kind: 'value',
    get label() {
      return t('Disk weight');
    },
    get help() {
      return t('Beside others, from 10 to 1000.');
    },
    get placeholder() {
      return t('as all');
    },
    flags: ['--blkio-weight'],
    keywords: 'block i/o',
    codec: count(() => t('the weight'), { max: 1000 }),
  },
  blkioWeightDevices: objectRows<DeviceWeight>(
    {
      get label() {
        return t('Disk weights of devices');
      },
      get noun() {
        return t('device weight');
      },
      flags: ['--blkio-weight-device'],
      keywords: 'block i/o disk',
    },
    {
      path,
      weight: {
        get label() {
          return t('weight');
        },
        placeholder: '500',
        codec: neededCount(
          () => t('the weight'),
          () => t('Which weight?'),
          { max: 1000 },
        ),
      },
    },
  ),
  deviceReadBytes: rate(
    () => t('Bytes read from devices'),
    () => t('read limit'),
    '--device-read-bps',
    true,
  ),
  deviceWriteBytes: rate(
    () => t('Bytes written to devices'),
    () => t('write limit'),
    '--device-write-bps',
    true,
  ),
  deviceReadOperations: rate(
    () => t('Reads from devices'),
    () => t('limit of reads'),
    '--device-read-iops',
    false,
  ),
  deviceWriteOperations: rate(
    () => t('Writes to devices'),
    () => t('limit of writes'),
    '--device-write-iops',
    false,
  ),
} satisfies Partial<FieldsFor>;
