import type { DeviceRate, DeviceRequest, DeviceWeight, RunDevice, Ulimit } from '../model/run.ts';
import { readBytes, readCsvLine, readInteger, readPair } from './amounts.ts';
import { ValueProblem } from './ports.ts';

const MODE = /^[rwm]{1,3}$/;

/** `/dev/sda`, `/dev/sda:/dev/disk`, `/dev/sda:r`, `/dev/sda:/dev/disk:rw` */
export function readDevice(text: string): RunDevice {
  const [hostPath = '', second, third, ...more] = text.split(':');
  if (!hostPath.startsWith('/') || more.length > 0)
    throw new ValueProblem('Write the path of a device, such as /dev/fuse.');
  if (third !== undefined && !MODE.test(third)) throw new ValueProblem(`“${third}” is not of r, w and m.`);
  const isMode = third === undefined && second !== undefined && MODE.test(second);
  return {
    hostPath,
    ...(second !== undefined && !isMode && { containerPath: second }),
    ...((third ?? (isMode ? second : undefined)) !== undefined && { permissions: third ?? second }),
  };
}

/** `vendor.com/class=name`: a device with a name (CDI). */
export const isNamedDevice = (text: string): boolean => /^[^/:=]+\/[^/:=]+=[^:]+$/.test(text);

/** `--gpus all`, `2`, `"device=0,1"`, `driver=nvidia,count=all,"capabilities=compute,utility"` */
export function readGpus(text: string): DeviceRequest {
  const request: DeviceRequest = { deviceIds: [], capabilities: [['gpu']], options: [] };
  for (const [index, field] of (readCsvLine(text) ?? []).entries()) {
    const { name, value } = readPair(field);
    if (value === undefined) {
      if (index > 0) throw new ValueProblem(`“${field}” needs a value.`);
      request.count = readCount(name);
    } else if (name === 'count') request.count = readCount(value);
    else if (name === 'driver') request.driver = value;
    else if (name === 'device') request.deviceIds = value.split(',');
    else if (name === 'capabilities') request.capabilities = [[...value.split(','), 'gpu']];
    else if (name === 'options') request.options = value.split(',').map(definedPair);
    else throw new ValueProblem(`GPUs have no field “${name}”.`);
  }
  if (request.count === undefined && request.deviceIds.length === 0) request.count = 1;
  return request;
}

const definedPair = (text: string) => ({ name: readPair(text).name, value: readPair(text).value ?? '' });

function readCount(text: string): number {
  const count = text === 'all' ? -1 : readInteger(text);
  if (count === undefined) throw new ValueProblem(`“${text}” is no number of GPUs; “all” means all.`);
  return count;
}

/** `/dev/sda:1mb` */
export function readRate(text: string, isBytes: boolean): DeviceRate {
  const [path, amount] = lastColon(text);
  const perSecond = isBytes ? readBytes(amount) : readInteger(amount);
  if (perSecond === undefined || !path.startsWith('/dev/')) throw new ValueProblem('Write it as /dev/sda:1mb.');
  return { path, perSecond };
}

/** `/dev/sda:500` */
export function readWeight(text: string): DeviceWeight {
  const [path, amount] = lastColon(text);
  const weight = readInteger(amount);
  if (weight === undefined || !path.startsWith('/dev/')) throw new ValueProblem('Write it as /dev/sda:500.');
  return { path, weight };
}

function lastColon(text: string): [string, string] {
  const at = text.lastIndexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** `nofile=1024:2048`, `core=-1` */
export function readUlimit(text: string): Ulimit {
  const { name, value = '' } = readPair(text);
  const [soft, hard] = value.split(':').map(readInteger);
  if (soft === undefined || (value.includes(':') && hard === undefined)) {
    throw new ValueProblem('Write it as name=soft:hard, such as nofile=1024:2048.');
  }
  return { name, soft, hard: hard ?? soft };
}
