import type { DeviceRequest, NamedValue, RunDevice } from '../../../../../contract/model/run.ts';
import { alternatives, count, optionalWord, pairs, word, words } from '../draft/codecs.ts';
import { objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { pairCells } from './process.ts';
import { t } from '../../texts/index.ts';

const DRIVERS = ['json-file', 'local', 'journald', 'syslog', 'none', 'gelf', 'fluentd', 'awslogs', 'splunk', 'gcplogs'];

export const deviceFields = {
  devices: objectRows<RunDevice>(
    {
      get label() {
        return t('Devices');
      },
      get noun() {
        return t('device');
      },
      flags: ['--device'],
      keywords: 'usb serial',
    },
    {
      hostPath: {
        get label() {
          return t('on the machine');
        },
        placeholder: '/dev/fuse',
        codec: word,
      },
      containerPath: {
        get label() {
          return t('in the container');
        },
        get placeholder() {
          return t('the same path');
        },
        codec: optionalWord,
      },
      permissions: {
        get label() {
          return t('rights');
        },
        placeholder: 'rwm',
        codec: optionalWord,
      },
    },
  ),
  deviceCgroupRules: textRows({
    get label() {
      return t('Rules for devices');
    },
    get noun() {
      return t('rule');
    },
    get help() {
      return t('Which kinds it may use, in the kernel’s words.');
    },
    placeholder: 'c 188:* rwm',
    flags: ['--device-cgroup-rule'],
  }),
  deviceRequests: objectRows<DeviceRequest>(
    {
      get label() {
        return t('GPUs and devices of drivers');
      },
      get noun() {
        return t('request');
      },
      get help() {
        return t('Asks a driver of the engine for devices: -1 is all of them; for GPUs the ability is gpu.');
      },
      flags: ['--gpus', '--device'],
      keywords: 'gpu nvidia cuda cdi',
    },
    {
      driver: {
        get label() {
          return t('driver');
        },
        get placeholder() {
          return t('any driver');
        },
        suggestions: ['nvidia', 'cdi'],
        codec: optionalWord,
      },
      count: {
        get label() {
          return t('how many');
        },
        get placeholder() {
          return t('-1: all');
        },
        codec: count(() => t('the number'), { min: -1 }),
      },
      deviceIds: {
        get label() {
          return t('ids');
        },
        placeholder: 'ids',
        codec: words,
      },
      capabilities: {
        get label() {
          return t('abilities');
        },
        placeholder: 'gpu',
        codec: alternatives,
      },
      options: {
        get label() {
          return t('options');
        },
        placeholder: 'name=value',
        codec: pairs,
      },
    },
  ),
  logDriver: {
    kind: 'value',
    get label() {
      return t('Log driver');
    },
    get help() {
      return t('Where its output goes. With none, and with some others, there are no logs to look at.');
    },
    get placeholder() {
      return t('that of the engine');
    },
    suggestions: DRIVERS,
    flags: ['--log-driver'],
    codec: optionalWord,
  },
  logOptions: objectRows<NamedValue>(
    {
      get label() {
        return t('Log options');
      },
      get noun() {
        return t('log option');
      },
      get help() {
        return t('Such as max-size=10m and max-file=3.');
      },
      flags: ['--log-opt'],
      keywords: 'rotate',
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
