import { tmpfsText } from '../../model/run/canonical.ts';
import { isShortMount, shortMount } from '../../model/run/shortMount.ts';
import type { RunMount } from '../../model/run.ts';
import { toRecord } from '../../model/run/pairs.ts';

/** The parts of `HostConfig` that say what is mounted where. */
export function mountsBody(mounts: readonly RunMount[]): object {
  const short = mounts.filter(isShortMount);
  const inMemory = mounts.filter(isTmpfsFlag);
  const long = mounts.filter((mount) => !isShortMount(mount) && !isTmpfsFlag(mount));
  return {
    ...(short.length > 0 && { Binds: short.map(shortMount) }),
    ...(inMemory.length > 0 && { Tmpfs: Object.fromEntries(inMemory.map((one) => [one.target, tmpfsText(one)])) }),
    ...(long.length > 0 && { Mounts: long.map(longMount) }),
  };
}

const isTmpfsFlag = ({ type, tmpfsOptions }: RunMount): boolean => type === 'tmpfs' && tmpfsOptions !== undefined;

function longMount(mount: RunMount): object {
  const { type, source, target, isReadOnly, consistency } = mount;
  return {
    Type: type,
    ...(source && type !== 'tmpfs' && { Source: source }),
    Target: target,
    ...(isReadOnly && { ReadOnly: true }),
    ...(consistency && { Consistency: consistency }),
    ...withOptions('BindOptions', type === 'bind' && bindOptions(mount)),
    ...withOptions('VolumeOptions', type === 'volume' && volumeOptions(mount)),
    ...withOptions('TmpfsOptions', type === 'tmpfs' && tmpfsOptions(mount)),
    ...withOptions('ImageOptions', type === 'image' && mount.subpath && { Subpath: mount.subpath }),
  };
}

const withOptions = (name: string, options: object | false | '' | undefined): object =>
  options && Object.keys(options).length > 0 ? { [name]: options } : {};

const bindOptions = ({ propagation, isNonRecursive, createSource, readOnlyBelow }: RunMount): object => ({
  ...(propagation && { Propagation: propagation }),
  ...(isNonRecursive && { NonRecursive: true }),
  ...(createSource && { CreateMountpoint: true }),
  ...(readOnlyBelow === 'writable' && { ReadOnlyNonRecursive: true }),
  ...(readOnlyBelow === 'force' && { ReadOnlyForceRecursive: true }),
});

const volumeOptions = ({ noCopy, volumeLabels, driver, driverOptions, subpath }: RunMount): object => ({
  ...(noCopy && { NoCopy: true }),
  ...(volumeLabels.length > 0 && { Labels: toRecord(volumeLabels) }),
  ...((driver || driverOptions.length > 0) && {
    DriverConfig: {
      ...(driver && { Name: driver }),
      ...(driverOptions.length > 0 && { Options: toRecord(driverOptions) }),
    },
  }),
  ...(subpath && { Subpath: subpath }),
});

const tmpfsOptions = ({ sizeBytes, mode }: RunMount): object => ({
  ...(sizeBytes !== undefined && { SizeBytes: sizeBytes }),
  ...(mode !== undefined && { Mode: mode }),
});
