import type { DeviceRequest, NamedValue, RunDevice } from '../../../../../contract/model/run.ts';
import { alternatives, count, optionalWord, pairs, word, words } from '../draft/codecs.ts';
import { objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { pairCells } from './process.ts';

const DRIVERS = ['json-file', 'local', 'journald', 'syslog', 'none', 'gelf', 'fluentd', 'awslogs', 'splunk', 'gcplogs'];

export const deviceFields = {
  devices: objectRows<RunDevice>(
    { label: 'Devices', noun: 'device', flags: ['--device'], keywords: 'usb serial' },
    {
      hostPath: { label: 'on the machine', placeholder: '/dev/fuse', codec: word },
      containerPath: { label: 'in the container', placeholder: 'the same path', codec: optionalWord },
      permissions: { label: 'rights', placeholder: 'rwm', codec: optionalWord },
    },
  ),
  deviceCgroupRules: textRows({
    label: 'Rules for devices',
    noun: 'rule',
    help: 'Which kinds it may use, in the kernel’s words.',
    placeholder: 'c 188:* rwm',
    flags: ['--device-cgroup-rule'],
  }),
  deviceRequests: objectRows<DeviceRequest>(
    {
      label: 'GPUs and devices of drivers',
      noun: 'request',
      help: 'Asks a driver of the engine for devices: -1 is all of them; for GPUs the ability is gpu.',
      flags: ['--gpus', '--device'],
      keywords: 'gpu nvidia cuda cdi',
    },
    {
      driver: { label: 'driver', placeholder: 'any driver', suggestions: ['nvidia', 'cdi'], codec: optionalWord },
      count: { label: 'how many', placeholder: '-1: all', codec: count('the number', { min: -1 }) },
      deviceIds: { label: 'ids', placeholder: 'ids', codec: words },
      capabilities: { label: 'abilities', placeholder: 'gpu', codec: alternatives },
      options: { label: 'options', placeholder: 'name=value', codec: pairs },
    },
  ),
  logDriver: {
    kind: 'value',
    label: 'Log driver',
    help: 'Where its output goes. With none, and with some others, there are no logs to look at.',
    placeholder: 'that of the engine',
    suggestions: DRIVERS,
    flags: ['--log-driver'],
    codec: optionalWord,
  },
  logOptions: objectRows<NamedValue>(
    {
      label: 'Log options',
      noun: 'log option',
      help: 'Such as max-size=10m and max-file=3.',
      flags: ['--log-opt'],
      keywords: 'rotate',
    },
    pairCells,
  ),
} satisfies Partial<FieldsFor>;
