import { PLAIN_MOUNT, type RunMount, type RunSettings, type VolumesFrom } from '../../model/run.ts';
import { PROPAGATIONS } from '../../model/run/mounts.ts';
import { toPairs } from '../../model/run/pairs.ts';
import { readShortMount } from '../../model/run/shortMount.ts';
import type { Made, MadeConfig, MadeMount } from './made.ts';

/** Everything that was mounted on purpose, in whichever of the engine’s four ways. */
export function mountsOf(made: Made, image: MadeConfig): Pick<RunSettings, 'mounts' | 'volumesFrom'> {
  const { Binds, Mounts, Tmpfs, VolumesFrom: from } = made.HostConfig ?? {};
  const anonymous = Object.keys(made.Config?.Volumes ?? {}).filter(
    (target) => !Object.hasOwn(image.Volumes ?? {}, target),
  );
  return {
    mounts: [
      ...(Binds ?? []).map((bind): RunMount => ({ ...PLAIN_MOUNT, ...readShortMount(bind) })),
      ...(Mounts ?? []).map(longMount),
      ...Object.entries(Tmpfs ?? {}).map(([target, tmpfsOptions]): RunMount => ({
        ...PLAIN_MOUNT,
        type: 'tmpfs',
        source: '',
        target,
        tmpfsOptions,
      })),
      ...anonymous.map((target): RunMount => ({ ...PLAIN_MOUNT, type: 'volume', source: '', target })),
    ],
    volumesFrom: (from ?? []).map(volumesFromOf),
  };
}

/**
 * The same with the names of the volumes that have none, those of the image included: what is made from these settings
 * goes on with what is in them. For a container that takes the place of another one.
 */
export function withNamedVolumes(settings: RunSettings, made: Made): RunSettings {
  const volumes = (made.Mounts ?? []).filter(({ Type, Name, Destination }) => Type === 'volume' && Name && Destination);
  const mounts = settings.mounts.map((mount) => {
    const found = volumes.find(({ Destination }) => Destination === cleanPath(mount.target));
    return mount.type === 'volume' && mount.source === '' && found?.Name ? { ...mount, source: found.Name } : mount;
  });
  const taken = new Set(mounts.map(({ target }) => cleanPath(target)));
  const others = volumes
    .filter(({ Destination = '' }) => !taken.has(Destination) && settings.volumesFrom.length === 0)
    .map(({ Name = '', Destination = '', RW }): RunMount => ({
      ...PLAIN_MOUNT,
      type: 'volume',
      source: Name,
      target: Destination,
      isReadOnly: RW === false,
    }));
  return { ...settings, mounts: [...mounts, ...others] };
}

/** As the engine says where something is mounted; what was asked for may be written otherwise: `/data/`. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function longMount(mount: MadeMount): RunMount {
  const { Type, Source = '', Target = '', BindOptions: bind, VolumeOptions: volume, TmpfsOptions: tmpfs } = mount;
  const propagation = PROPAGATIONS.find((one) => one === bind?.Propagation);
  const consistency = CONSISTENCIES.find((one) => one === mount.Consistency);
  const subpath = volume?.Subpath || mount.ImageOptions?.Subpath;
  return {
    ...PLAIN_MOUNT,
    type: TYPES.find((one) => one === Type) ?? 'volume',
    source: Source,
    target: Target,
    isReadOnly: mount.ReadOnly ?? false,
    ...(consistency && { consistency }),
    ...(propagation && { propagation }),
    isNonRecursive: bind?.NonRecursive ?? false,
    createSource: bind?.CreateMountpoint ?? false,
    ...(bind?.ReadOnlyNonRecursive && { readOnlyBelow: 'writable' as const }),
    ...(bind?.ReadOnlyForceRecursive && { readOnlyBelow: 'force' as const }),
    noCopy: volume?.NoCopy ?? false,
    volumeLabels: toPairs(volume?.Labels),
    ...(volume?.DriverConfig?.Name && { driver: volume.DriverConfig.Name }),
    driverOptions: toPairs(volume?.DriverConfig?.Options),
    ...(subpath && { subpath }),
    ...(tmpfs?.SizeBytes && { sizeBytes: tmpfs.SizeBytes }),
    ...(tmpfs?.Mode && { mode: tmpfs.Mode }),
  };
}

const TYPES = ['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster'] as const;
const CONSISTENCIES = ['default', 'consistent', 'cached', 'delegated'] as const;

/** `db:ro` */
function volumesFromOf(text: string): VolumesFrom {
  const [container = '', mode] = text.split(':');
  const known = (['ro', 'rw', 'z', 'Z'] as const).find((one) => one === mode);
  return { container, ...(known && { mode: known }) };
}
