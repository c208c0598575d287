import type { RunMount, RunSettings } from '../../../../contract/model/run.ts';
import { tmpfsText } from '../../../../contract/model/run/canonical.ts';
import { toRecord } from '../../../../contract/model/run/pairs.ts';
import { filled } from './filled.ts';

/** `volumes`, `tmpfs` and `volumes_from` of a service. */
export function serviceMounts({ mounts, volumesFrom }: RunSettings): object {
  const inMemory = mounts.filter(({ type, tmpfsOptions }) => type === 'tmpfs' && tmpfsOptions !== undefined);
  return filled({
    volumes: mounts.filter((mount) => !inMemory.includes(mount)).map(volume),
    tmpfs: inMemory.map((mount) => {
      const text = tmpfsText(mount);
      return text === '' ? mount.target : `${mount.target}:${text}`;
    }),
    volumes_from: volumesFrom.map(({ container, mode }) => `container:${container}${mode === 'ro' ? ':ro' : ''}`),
  });
}

function volume(mount: RunMount): object {
  const { type, source, target, isReadOnly, consistency, propagation, subpath, sizeBytes, mode } = mount;
  const selinux = mount.selinux && (mount.selinux === 'shared' ? 'z' : 'Z');
  const recursive = mount.isNonRecursive ? 'disabled' : BELOW[mount.readOnlyBelow ?? 'none'];
  return filled({
    type,
    source: type === 'tmpfs' ? undefined : source || undefined,
    target,
    read_only: isReadOnly || undefined,
    consistency,
    ...(type === 'bind' && {
      bind: { ...filled({ propagation, selinux, recursive }), create_host_path: mount.createSource },
    }),
    volume: type === 'volume' ? filled({ nocopy: mount.noCopy || undefined, subpath }) : undefined,
    tmpfs: type === 'tmpfs' ? filled({ size: sizeBytes, mode }) : undefined,
    image: type === 'image' ? filled({ subpath }) : undefined,
  });
}

const BELOW = { none: undefined, writable: 'writable', force: 'readonly' } as const;

/** Volumes with names: they are there, unless this one says how one is made. */
export const topVolumes = ({ mounts, volumeDriver }: RunSettings): object =>
  Object.fromEntries(
    mounts
      .filter(({ type, source }) => type === 'volume' && source !== '')
      .map(({ source, driver = volumeDriver, driverOptions, volumeLabels }) => [
        source,
        driver || driverOptions.length > 0 || volumeLabels.length > 0
          ? filled({ name: source, driver, driver_opts: toRecord(driverOptions), labels: toRecord(volumeLabels) })
          : { name: source, external: true },
      ]),
  );
