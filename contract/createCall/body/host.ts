import { toRecord } from '../../model/run/pairs.ts';
import type { DeviceRate, DeviceRequest, RunDevice, RunSettings } from '../../model/run.ts';
import { mountsBody } from './mounts.ts';
import { hostLinks } from './networks.ts';
import { portBindings } from './process.ts';
import { DEVICE_RATES, HOST_LISTS, HOST_RECORDS, HOST_SCALARS, named } from './scalars.ts';

/** What the engine calls `HostConfig`: how the container lives on the machine. */
export function hostConfigBody(settings: RunSettings): object {
  const links = hostLinks(settings);
  return {
    ...named(settings, HOST_SCALARS),
    ...named(settings, HOST_LISTS),
    ...recordsOf(settings),
    ...ratesOf(settings),
    ...mountsBody(settings.mounts),
    ...securityBody(settings),
    NetworkMode: settings.networks[0]?.name ?? 'default',
    PortBindings: portBindings(settings.ports),
    RestartPolicy: settings.restartPolicy && {
      Name: settings.restartPolicy.name,
      MaximumRetryCount: settings.restartPolicy.maximumRetryCount ?? 0,
    },
    NanoCpus: settings.cpus === undefined ? undefined : Math.round(settings.cpus * 1e9),
    ...(settings.volumesFrom.length > 0 && {
      VolumesFrom: settings.volumesFrom.map(({ container, mode }) => (mode ? `${container}:${mode}` : container)),
    }),
    ...(links.length > 0 && { Links: links }),
    ...(settings.extraHosts.length > 0 && {
      ExtraHosts: settings.extraHosts.map(({ host, address }) => `${host}:${address}`),
    }),
    ...(settings.blkioWeightDevices.length > 0 && {
      BlkioWeightDevice: settings.blkioWeightDevices.map(({ path, weight }) => ({ Path: path, Weight: weight })),
    }),
    ...(settings.ulimits.length > 0 && {
      Ulimits: settings.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    }),
    ...(settings.devices.length > 0 && { Devices: settings.devices.map(deviceBody) }),
    ...(settings.deviceRequests.length > 0 && { DeviceRequests: settings.deviceRequests.map(requestBody) }),
    ...((settings.logDriver !== undefined || settings.logOptions.length > 0) && {
      LogConfig: { Type: settings.logDriver ?? '', Config: toRecord(settings.logOptions) },
    }),
  };
}

const recordsOf = (settings: RunSettings): object =>
  Object.fromEntries(
    Object.entries(HOST_RECORDS).flatMap(([ours, theirs]) => {
      const pairs = settings[ours as keyof typeof HOST_RECORDS];
      return pairs.length > 0 ? [[theirs, toRecord(pairs)]] : [];
    }),
  );

const ratesOf = (settings: RunSettings): object =>
  Object.fromEntries(
    Object.entries(DEVICE_RATES).flatMap(([ours, theirs]) => {
      const rates: readonly DeviceRate[] = settings[ours as keyof typeof DEVICE_RATES];
      return rates.length > 0 ? [[theirs, rates.map(({ path, perSecond }) => ({ Path: path, Rate: perSecond }))]] : [];
    }),
  );

const OPEN_PATHS = 'systempaths=unconfined';

function securityBody({ capAdd, capDrop, securityOptions, maskedPaths, readOnlyPaths }: RunSettings): object {
  // The engine has no such word; clients say it by lists that are empty.
  const isOpen = securityOptions.includes(OPEN_PATHS);
  const options = securityOptions.filter((option) => option !== OPEN_PATHS);
  const [masked, readOnly] = isOpen ? [[], []] : [maskedPaths, readOnlyPaths];
  return {
    ...(capAdd.length > 0 && { CapAdd: capabilityNames(capAdd) }),
    ...(capDrop.length > 0 && { CapDrop: capabilityNames(capDrop) }),
    ...(options.length > 0 && { SecurityOpt: options }),
    ...(masked && { MaskedPaths: masked }),
    ...(readOnly && { ReadonlyPaths: readOnly }),
  };
}

/** As the CLI writes and sorts them. */
const capabilityNames = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.toUpperCase()))]
    .map((name) => (name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`))
    .toSorted();

const deviceBody = ({ hostPath, containerPath, permissions }: RunDevice): object => ({
  PathOnHost: hostPath,
  PathInContainer: containerPath ?? hostPath,
  CgroupPermissions: permissions ?? 'rwm',
});

const requestBody = ({ driver, count, deviceIds, capabilities, options }: DeviceRequest): object => ({
  Driver: driver ?? '',
  Count: count ?? 0,
  ...(deviceIds.length > 0 && { DeviceIDs: deviceIds }),
  ...(capabilities.length > 0 && { Capabilities: capabilities }),
  Options: toRecord(options),
});
