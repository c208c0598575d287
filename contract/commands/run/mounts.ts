import { tmpfsText } from '../../model/run/canonical.ts';
import { isShortMount, shortMount } from '../../model/run/shortMount.ts';
import type { NamedValue, RunMount, RunSettings } from '../../model/run.ts';
import { csvLine } from './csv.ts';

export function mountWords({ mounts, volumesFrom, volumeDriver }: RunSettings): string[] {
  return [
    ...mounts.flatMap((mount) => {
      if (isShortMount(mount)) return ['--volume', shortMount(mount)];
      if (mount.type === 'tmpfs' && mount.tmpfsOptions !== undefined) return ['--tmpfs', tmpfsFlag(mount)];
      return ['--mount', csvLine(mountFields(mount))];
    }),
    ...volumesFrom.flatMap(({ container, mode }) => ['--volumes-from', mode ? `${container}:${mode}` : container]),
    ...(volumeDriver ? ['--volume-driver', volumeDriver] : []),
  ];
}

function tmpfsFlag(mount: RunMount): string {
  const text = tmpfsText(mount);
  return text === '' ? mount.target : `${mount.target}:${text}`;
}

function mountFields(mount: RunMount): string[] {
  const { type, source, target, isReadOnly, consistency } = mount;
  return [
    `type=${type}`,
    ...(source && type !== 'tmpfs' ? [`source=${source}`] : []),
    `target=${target}`,
    ...(isReadOnly ? ['readonly'] : []),
    ...(consistency ? [`consistency=${consistency}`] : []),
    ...(type === 'bind' ? bindFields(mount) : []),
    ...(type === 'volume' ? volumeFields(mount) : []),
    ...(type === 'tmpfs' ? tmpfsFields(mount) : []),
    ...(type === 'image' && mount.subpath ? [`image-subpath=${mount.subpath}`] : []),
  ];
}

const bindFields = ({ propagation, isNonRecursive, readOnlyBelow }: RunMount): string[] => [
  ...(propagation ? [`bind-propagation=${propagation}`] : []),
  ...(isNonRecursive ? ['bind-recursive=disabled'] : []),
  ...(readOnlyBelow ? [`bind-recursive=${readOnlyBelow === 'force' ? 'readonly' : 'writable'}`] : []),
];

const volumeFields = ({ noCopy, driver, driverOptions, volumeLabels, subpath }: RunMount): string[] => [
  ...(noCopy ? ['volume-nocopy'] : []),
  ...(driver ? [`volume-driver=${driver}`] : []),
  ...driverOptions.map(pair('volume-opt')),
  ...volumeLabels.map(pair('volume-label')),
  ...(subpath ? [`volume-subpath=${subpath}`] : []),
];

const tmpfsFields = ({ sizeBytes, mode }: RunMount): string[] => [
  ...(sizeBytes === undefined ? [] : [`tmpfs-size=${sizeBytes}`]),
  ...(mode === undefined ? [] : [`tmpfs-mode=${mode.toString(8)}`]),
];

const pair =
  (key: string) =>
  ({ name, value }: NamedValue): string =>
    `${key}=${name}=${value}`;
